/** Turns settings into the parts that need files and the network: signers, courier, spool. Each failure is a sentence. */
import { createHash, createHmac, createSecretKey, hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Courier } from './courier.ts';
import { createMaildirCourier } from './courier-maildir.ts';
import { createSmtpCourier } from './courier-smtp.ts';
import { toErrorCode } from './error-code.ts';
import type { ReceiptSigner, SignBytes } from './receipt.ts';
import { createReceiptSigner } from './receipt.ts';
import type { Sha256 } from './receive.ts';
import type { Settings } from './settings.ts';
import type { OpenedSpool, RelayThread } from './thread-client.ts';

/** A part, or why the relay cannot have it. */
export type Opened<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: string };

/** An Ed25519 key in PKCS#8 is 48 bytes, 64 characters of base64. */
const bareKey = /^[A-Za-z0-9+/]{64}$/;

async function tryTo<T>(fault: string, work: () => T | Promise<T>): Promise<Opened<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, fault: `${fault} (${toErrorCode(error)}).` };
  }
}

/** Node's SHA-256. */
export function createSha256(): Sha256 {
  const hash = createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
}

/** SHA-256 of bytes that are there at once, in hex. */
export const toSha256Hex = (bytes: Uint8Array): string => hash('sha256', bytes);

/** HMAC with SHA-256, in hex. The key is prepared once, which costs more than the rest. */
export function createMac(key: Uint8Array): (text: string) => string {
  const own = createSecretKey(key);
  return (text) => createHmac('sha256', own).update(text).digest('hex');
}

/**
 * Reads one entry of `RELAY_RECEIPT_KEY`.
 * @param createSign where it signs; without it, on this thread
 */
export async function openSigner(
  entry: string,
  createSign?: (key: CryptoKey) => SignBytes,
): Promise<Opened<ReceiptSigner>> {
  if (bareKey.test(entry)) {
    return await tryTo('RELAY_RECEIPT_KEY holds base64 that is no Ed25519 private key', () =>
      createReceiptSigner(entry, createSign),
    );
  }
  if (!existsSync(entry)) {
    const advice = `Make one with: npm run relay -- keygen ${entry}`;
    return { ok: false, fault: `RELAY_RECEIPT_KEY: there is no file ${entry}. ${advice}` };
  }
  return await tryTo(`RELAY_RECEIPT_KEY: ${entry} holds no Ed25519 private key in PKCS#8`, () =>
    createReceiptSigner(readFileSync(entry, 'utf8'), createSign),
  );
}

/** By SQLite's result codes (https://sqlite.org/rescode.html). */
const whyNotOpened: Readonly<Record<string, string>> = {
  'ERR_SQLITE_ERROR-5': 'another relay is using it',
  'ERR_SQLITE_ERROR-8': 'this user may not write to it',
  'ERR_SQLITE_ERROR-11':
    'it is damaged, and the guide for a relay in trouble says how to save what it holds',
  'ERR_SQLITE_ERROR-13': 'the disk is full',
  'ERR_SQLITE_ERROR-26':
    'it is damaged or no spool, and the guide for a relay in trouble says how to save what it holds',
  'newer-file': 'a newer relay has written it: start that version',
};

/** Opens the file of `RELAY_SPOOL`, kept by `thread`. */
export async function openSpool(
  { spool }: Settings,
  thread: RelayThread,
): Promise<Opened<OpenedSpool>> {
  try {
    return { ok: true, value: await thread.openSpool(spool) };
  } catch (error) {
    const code = toErrorCode(error);
    const why =
      whyNotOpened[code] ?? 'see whether the folder is there and this user may write to it';
    return { ok: false, fault: `RELAY_SPOOL: ${spool} cannot be opened; ${why} (${code}).` };
  }
}

/**
 * The courier that the settings ask for.
 * @param signal ends an attempt that is under way
 */
export async function openCourier(
  settings: Settings,
  signal: AbortSignal,
): Promise<Opened<Courier>> {
  const { origin, replyTo, envelopeFrom, smtp, smtpRequireTls: requireTls, tlsCa } = settings;
  const recipients = settings.recipients ?? new Map<string, string>();
  const inline = settings.inline ?? new Set<string>();
  const shared = { origin, replyTo, recipients, inline };
  if (smtp === null) {
    return {
      ok: true,
      value: createMaildirCourier({ ...shared, maildir: settings.maildir ?? './mail' }),
    };
  }
  return await tryTo(`RELAY_TLS_CA: ${tlsCa} cannot be read`, () => {
    const ca = tlsCa === null ? null : [readFileSync(tlsCa, 'utf8')];
    return createSmtpCourier({ ...shared, smtp, requireTls, ca, envelopeFrom, signal });
  });
}
