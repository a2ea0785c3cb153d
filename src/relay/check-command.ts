/** `npm run relay -- --check`: looks at everything a relay needs, all of it, and changes nothing. */
import { resolveTxt } from 'node:dns/promises';
import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { outerFromAddress } from '../contract.ts';
import type { Looked } from './check-text.ts';
import { renderLooked, renderMailRecords } from './check-text.ts';
import { toErrorCode } from './error-code.ts';
import { createManifestSource } from './manifest-source.ts';
import { openCourier, openSigner } from './node-openers.ts';
import type { ReceiptSigner } from './receipt.ts';
import type { Settings } from './settings.ts';

/** How long DNS may take for one question, in milliseconds. */
const dnsMs = 5000;

/** Asks DNS for TXT records; null where it does not answer. */
export type LookUp = (name: string) => Promise<readonly string[] | null>;

async function lookUpTxt(name: string): Promise<readonly string[] | null> {
  const late = new Promise<null>((done) => setTimeout(() => done(null), dnsMs).unref());
  const asked = resolveTxt(name).then(
    (records) => records.map((parts) => parts.join('')),
    (error: unknown) => (['ENODATA', 'ENOTFOUND'].includes(toErrorCode(error)) ? [] : null),
  );
  return await Promise.race([asked, late]);
}

/** The nearest folder above a path that is there. */
function findFolder(path: string): string {
  const folder = dirname(resolve(path));
  return existsSync(folder) ? folder : findFolder(folder);
}

/** Folders that are missing are no fault: the relay makes them with the spool. */
function lookAtSpool({ spool }: Settings): Looked {
  const what = 'Spool';
  // The dot asks for a folder.
  const path = existsSync(spool) ? spool : `${findFolder(spool)}/.`;
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return { ok: true, what, found: existsSync(spool) ? spool : `${spool}, to be made` };
  } catch (error) {
    const found = `${path} cannot be written (${toErrorCode(error)}). Give it to the relay's user.`;
    return { ok: false, what, found };
  }
}

/** A desk's keys as the site publishes them now, against the relay's own. */
async function lookAtDesk(
  location: string,
  { smtp, recipients }: Settings,
  signers: readonly ReceiptSigner[],
): Promise<readonly Looked[]> {
  const what = `Desk ${location}`;
  const reading = await createManifestSource(null).read(location);
  if (!reading.ok) return reading.faults.map((found) => ({ ok: false, what, found }));
  const { origin, recipients: published, receiptKeys } = reading.manifest;
  const ours = signers.map((it) => it.publicKey);
  const signed = receiptKeys.some((key) => ours.includes(key));
  const unaddressed =
    smtp === null ? [] : published.filter((it) => !recipients?.has(it.fingerprint));
  return [
    { ok: true, what, found: `${origin}, ${published.length} of its certificates take reports` },
    {
      ok: signed,
      what: `Receipt key of ${origin}`,
      found: signed
        ? 'the site publishes it'
        : `the site publishes none of ${ours.join(', ') || 'this relay’s keys'}. Add one to relay.receiptKeys of desk.yaml.`,
    },
    ...unaddressed.map(({ fingerprint }) => ({
      ok: false,
      what: `Address of ${fingerprint}`,
      found: `none. Add ${fingerprint}=address to RELAY_RECIPIENTS.`,
    })),
  ];
}

async function lookAtMail(settings: Settings): Promise<Looked> {
  const { smtp, maildir } = settings;
  const what = smtp === null ? `Maildir ${maildir}` : `Mail server ${smtp.host}:${smtp.port}`;
  const courier = await openCourier(settings, AbortSignal.timeout(60_000));
  if (!courier.ok) return { ok: false, what, found: courier.fault };
  const { outcome, ...rest } = await courier.value.check();
  if (outcome === 'delivered') return { ok: true, what, found: 'takes mail from this relay' };
  const found = `it does not take mail from this relay (${'code' in rest ? rest.code : outcome}).`;
  return { ok: false, what, found };
}

/**
 * @param lookUp asks DNS
 * @returns whether all is well, and the text that says so; no password is in it
 */
export async function checkRelay(
  settings: Settings,
  lookUp: LookUp = lookUpTxt,
): Promise<{ readonly ok: boolean; readonly text: string }> {
  const keys = await Promise.all(settings.receiptKeys.map((entry) => openSigner(entry)));
  const signers = keys.flatMap((key) => (key.ok ? [key.value] : []));
  const host = outerFromAddress(settings.origin).split('@')[1] ?? '';
  const [mail, hostRecords, dmarc, ...desks] = await Promise.all([
    lookAtMail(settings),
    lookUp(host),
    lookUp(`_dmarc.${host}`),
    ...settings.desks.map((location) => lookAtDesk(location, settings, signers)),
  ]);
  const looked: readonly Looked[] = [
    ...keys.map((key): Looked => {
      const what = 'Receipt key';
      if (key.ok) return { ok: true, what, found: `its public half is ${key.value.publicKey}` };
      return { ok: false, what, found: key.fault };
    }),
    ...desks.flat(),
    lookAtSpool(settings),
    mail,
  ];
  const records =
    settings.smtp === null ? '' : `\n${renderMailRecords(host, { host: hostRecords, dmarc })}`;
  return { ok: looked.every((it) => it.ok), text: `${renderLooked(looked)}${records}` };
}
