/** Two ways into the same relay for tests: `app.request()` on memory, and a real socket on SQLite and a Maildir. */
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import type { DeskManifest } from '../../src/contract.ts';
import { proofHeader, reportMediaType, reportsPath } from '../../src/contract.ts';
import { createApp } from '../../src/relay/app.ts';
import type { Courier } from '../../src/relay/courier.ts';
import { createDeliverer } from '../../src/relay/deliver.ts';
import { openDesks } from '../../src/relay/desks.ts';
import { createLimiter } from '../../src/relay/limiter.ts';
import { createListener } from '../../src/relay/listener.ts';
import type { LogEntry } from '../../src/relay/log.ts';
import { parseManifest } from '../../src/relay/manifest.ts';
import { renderMail } from '../../src/relay/mime.ts';
import { createMac, createSha256, toSha256Hex } from '../../src/relay/node-openers.ts';
import { openRelay } from '../../src/relay/node-relay.ts';
import { renderNotice } from '../../src/relay/notice.ts';
import { createReceiptKeyPair, createReceiptSigner } from '../../src/relay/receipt.ts';
import { parseSettings } from '../../src/relay/settings.ts';
import { testProofBits, toProofHeaders } from '../helpers/proof.ts';
import { createMemorySpool } from '../helpers/spool-memory.ts';
import { openSqliteSpool } from './sqlite-spool.ts';

/** The relay's own origin in tests. */
export const relayOrigin = 'https://relay.example';

/** A relay in a test, whichever way it is reached. */
export interface Door {
  readonly publicKey: string;
  readonly log: readonly LogEntry[];
  /** For a socket the address to connect to. */
  readonly port: number | null;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Moves the relay's clock. */
  advance(ms: number): void;
  /** Publishes another manifest. */
  publish(manifest: DeskManifest): Promise<void>;
  /** Tries all due mail and returns every mail that was delivered so far. */
  mails(): Promise<readonly string[]>;
  /** Closes the relay. @returns bytes of bodies that it still holds, half-arrived ones included */
  close(): Promise<number>;
}

/** What of a relay a test decides. */
export interface DoorOptions {
  readonly perHour?: number;
  readonly totalPerHour?: number;
  readonly idleMs?: number;
  readonly courier?: Courier;
}

/** Opens a relay that serves the desk of `manifest`, whose receipt keys are replaced by the relay's own. */
export type OpenDoor = (manifest: DeskManifest, options?: DoorOptions) => Promise<Door>;

function createClock() {
  let now = Date.parse('2026-11-30T12:00:00.250Z');
  return {
    now: () => new Date(now),
    advance: (ms: number) => {
      now += ms;
    },
  };
}

async function toText(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

/**
 * Adds the proof of work to a report that has none, by the relay's clock. A body that is not in memory yet gets that of
 * another: good enough for what is refused before its end.
 */
function prove(init: RequestInit | undefined, now: Date): RequestInit | undefined {
  if (init?.method !== 'POST' || new Headers(init.headers).has(proofHeader)) return init;
  const body = init.body instanceof Uint8Array ? init.body : new Uint8Array(0);
  return { ...init, headers: { ...init.headers, ...toProofHeaders(body, { now }) } };
}

/** `app.request()` on the memory spool. */
export async function openAppDoor(
  manifest: DeskManifest,
  { perHour = 1000, totalPerHour = 100_000, idleMs = 1000, courier }: DoorOptions = {},
): Promise<Door> {
  const { now, advance } = createClock();
  const pair = await createReceiptKeyPair();
  const signer = await createReceiptSigner(pair.privateKeyPem);
  let published = { ...manifest, receiptKeys: [pair.publicKey] };
  const log: LogEntry[] = [];
  const spool = createMemorySpool();
  const mails: string[] = [];
  const opened = await openDesks({
    locations: ['desk.json'],
    source: {
      read: async () => parseManifest(JSON.stringify(published)),
      recall: async () => ({}),
      remember: async () => {},
    },
    signers: [signer],
    log: (entry) => log.push(entry),
    now,
  });
  if (!opened.ok) throw new Error(opened.faults.join('\n'));
  const deliverer = createDeliverer({
    spool,
    courier: courier ?? {
      async deliver({ item, body }) {
        const settings = { origin: relayOrigin, replyTo: null };
        mails.push(
          await toText(renderMail(item, { to: null, inline: false }, settings, body()).text),
        );
        return { outcome: 'delivered' };
      },
      check: async () => ({ outcome: 'delivered' }),
      async notify(notice, to) {
        mails.push(renderNotice(notice, to, relayOrigin));
        return { outcome: 'delivered' };
      },
    },
    gate: { admits: async () => true, settle: async () => false },
    log: (entry) => log.push(entry),
    now,
    random: () => 0,
  });
  const app = createApp({
    origin: relayOrigin,
    desks: opened.desks,
    spool,
    spoolShare: { reports: 1_000_000, bytes: 1024 ** 3 },
    arrivingShare: 64,
    limiter: createLimiter({
      perHour,
      totalPerHour,
      now,
      fillRandom: (bytes) => crypto.getRandomValues(bytes),
      createMac,
    }),
    trustProxy: 0,
    proofBits: testProofBits,
    createSha256,
    toSha256Hex,
    log: (entry) => log.push(entry),
    now,
    onStored: () => void deliverer.deliverDue(),
    patience: { idleMs, wholeMs: 60_000, leastBytesPerSecond: 1024 },
  });
  return {
    publicKey: pair.publicKey,
    log,
    port: null,
    fetch: async (path, init) =>
      await app.request(path, prove(init, now()), { remoteAddress: '192.0.2.7' }),
    advance,
    async publish(next) {
      published = { ...next, receiptKeys: [pair.publicKey] };
    },
    async mails() {
      await deliverer.deliverDue();
      return mails;
    },
    close: async () => (await spool.holding()).bytes,
  };
}

/** Every mail of a Maildir. */
export async function readMaildir(maildir: string): Promise<string[]> {
  const names = await readdir(join(maildir, 'new')).catch(() => []);
  return await Promise.all(names.map((name) => readFile(join(maildir, 'new', name), 'utf8')));
}

/** A relay as `openRelay()` makes it, behind a server on the loopback. */
export async function openSocketDoor(
  manifest: DeskManifest,
  { perHour = 1000 }: DoorOptions = {},
): Promise<Door> {
  const folder = await mkdtemp(join(tmpdir(), 'postern-relay-'));
  const { now, advance } = createClock();
  const pair = await createReceiptKeyPair();
  const [deskPath, keyPath] = [join(folder, 'desk.json'), join(folder, 'receipt.pem')];
  const [spoolPath, maildir] = [join(folder, 'spool.sqlite'), join(folder, 'mail')];
  const publish = async (next: DeskManifest) =>
    await writeFile(deskPath, JSON.stringify({ ...next, receiptKeys: [pair.publicKey] }));
  await publish(manifest);
  await writeFile(keyPath, pair.privateKeyPem);
  const parsed = parseSettings({
    RELAY_ORIGIN: relayOrigin,
    RELAY_DESK: deskPath,
    RELAY_RECEIPT_KEY: keyPath,
    RELAY_SPOOL: spoolPath,
    RELAY_MAILDIR: maildir,
    RELAY_RATE_PER_HOUR: String(perHour),
    RELAY_PROOF_BITS: String(testProofBits),
  });
  if (!parsed.ok) throw new Error(parsed.faults.join('\n'));
  const log: LogEntry[] = [];
  const opened = await openRelay({
    settings: parsed.settings,
    log: (entry) => log.push(entry),
    clock: now,
  });
  if (!opened.ok) throw new Error(opened.faults.join('\n'));
  const { relay } = opened;
  const server = createAdaptorServer({
    fetch: createListener(relay),
    overrideGlobalObjects: false,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    publicKey: pair.publicKey,
    log,
    port,
    fetch: async (path, init) => await fetch(`http://127.0.0.1:${port}${path}`, prove(init, now())),
    advance,
    publish,
    async mails() {
      await relay.deliverNow();
      return await readMaildir(maildir);
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
      await relay.close();
      const { spool, leftovers } = openSqliteSpool(spoolPath);
      const held = (await spool.holding()).bytes + leftovers;
      await spool.close();
      await rm(folder, { recursive: true });
      return held;
    },
  };
}

/** Both doors by name. */
export const doors: readonly (readonly [name: string, open: OpenDoor])[] = [
  ['app.request()', openAppDoor],
  ['a real socket', openSocketDoor],
];

/** A report as the desk's page posts it, but for the proof of work, which a {@link Door} adds. */
export function toPost(
  body: BodyInit,
  headers: Readonly<Record<string, string>> = {},
): RequestInit {
  return {
    method: 'POST',
    body,
    headers: { Origin: 'https://desk.example', 'Content-Type': reportMediaType, ...headers },
  };
}

/** The same for a relay that goes by the machine's clock, with its proof. */
export function toProvedPost(body: Uint8Array): RequestInit {
  return toPost(new Uint8Array(body), toProofHeaders(body));
}

/** Posts a report. */
export async function post(door: Door, body: Uint8Array): Promise<Response> {
  return await door.fetch(reportsPath, toPost(new Uint8Array(body)));
}

/**
 * Waits until `condition` gives something.
 * @throws after twenty seconds
 */
export async function until<T>(
  condition: () => T | Promise<T>,
): Promise<Exclude<NonNullable<T>, false>> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const found = await condition();
    if (found) return found as Exclude<NonNullable<T>, false>;
    if (Date.now() > deadline) throw new Error(`Waited too long for: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
