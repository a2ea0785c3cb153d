/** A whole relay in this process: spool, courier, desks and app put together for Node. */
import { getRandomValues } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { createAlarmedLog } from './alarm.ts';
import { createApp } from './app.ts';
import type { Courier } from './courier.ts';
import { createDeliverer } from './deliver.ts';
import type { OpenDesks } from './desks.ts';
import { openDesks } from './desks.ts';
import { toErrorCode } from './error-code.ts';
import type { FloodParts } from './flood.ts';
import { createFloodGate } from './flood.ts';
import { maxArriving } from './intake.ts';
import { createLimiter } from './limiter.ts';
import type { Log } from './log.ts';
import { createManifestSource } from './manifest-source.ts';
import {
  createMac,
  createSha256,
  openCourier,
  openSigner,
  openSpool,
  toSha256Hex,
} from './node-openers.ts';
import type { Notice } from './notice.ts';
import type { Settings } from './settings.ts';
import { answerStatus } from './status.ts';
import type { OpenedSpool } from './thread-client.ts';
import { startThread } from './thread-client.ts';
import { createWatch } from './watch.ts';

/** What a relay is made of. */
export interface RelayParts {
  /** From `parseSettings()`. */
  readonly settings: Settings;
  readonly log: Log;
  /** Defaults to the machine's clock. */
  readonly clock?: () => Date;
  /**
   * Whether the desks' keys are remembered on disk, so that an exchange of all keys at once waits for the operator
   * (the default). A demonstration whose key is made anew says false.
   */
  readonly rememberDesks?: boolean;
}

/** An open relay. */
export interface Relay {
  /**
   * Answers one request.
   * @param remoteAddress address of the TCP connection
   * @param body in place of the request's own
   */
  fetch(
    request: Request,
    remoteAddress: string,
    body?: AsyncIterable<Uint8Array>,
  ): Promise<Response>;
  /** Tries all mail that is due now, and resolves when the pass is over. */
  deliverNow(): Promise<void>;
  /** Reads the desks again, tells the operator what there is to tell, and forgets what is old. */
  tidyNow(): Promise<void>;
  /** Answers one question of a machine that watches the relay. */
  status(path: string): Promise<Response>;
  /** Ends the running attempt, within seconds, and closes the spool. Stop taking requests first. */
  close(): Promise<void>;
}

/** A relay, or every reason why it cannot start, each a sentence for the operator without secrets. */
export type OpenedRelay =
  | { readonly ok: true; readonly relay: Relay }
  | { readonly ok: false; readonly faults: readonly string[] };

const minuteMs = 60 * 1000;

/** How often the spool is asked for mail that has become due, in milliseconds. */
const deliverEveryMs = 15 * 1000;

/** How often the desks are read again and old receipts forgotten, in milliseconds. */
const tidyEveryMs = 60 * minuteMs;

const dayMs = 24 * 60 * minuteMs;
const mebibyte = 1024 * 1024;

/** How long an attempt may go on after `close()`, in milliseconds. */
const closingMs = 5 * 1000;

const patience = { idleMs: 30 * 1000, wholeMs: 10 * minuteMs, leastBytesPerSecond: 1024 };

interface Gathered {
  readonly courier: Courier;
  readonly opened: OpenedSpool;
  readonly desks: OpenDesks;
}

function findUnaddressed({ smtp, recipients }: Settings, desks: OpenDesks): readonly string[] {
  if (smtp === null) return [];
  return desks.recipients().filter((fingerprint) => !recipients?.has(fingerprint));
}

/** All parts, or the faults of all of them. Desks are read only where there is a key to sign their receipts. */
async function gather(
  { settings, log, clock: now = () => new Date(), rememberDesks = true }: RelayParts,
  ending: AbortSignal,
): Promise<Gathered | readonly string[]> {
  const thread = startThread();
  const keys = await Promise.all(
    settings.receiptKeys.map((entry) => openSigner(entry, thread.createSign)),
  );
  const courier = await openCourier(settings, ending);
  const spool = await openSpool(settings, thread);
  const faults = [...keys, courier, spool].flatMap((part) => (part.ok ? [] : [part.fault]));
  const signers = keys.flatMap((key) => (key.ok ? [key.value] : []));
  const source = createManifestSource(rememberDesks ? `${settings.spool}.desks.json` : null);
  const desks =
    signers.length === 0
      ? null
      : await openDesks({ locations: settings.desks, source, signers, log, now });
  if (desks?.ok === false) faults.push(...desks.faults);
  for (const fingerprint of desks?.ok === true ? findUnaddressed(settings, desks.desks) : []) {
    const advice = `Add ${fingerprint}=address.`;
    faults.push(`RELAY_RECIPIENTS has no address for ${fingerprint} of desk.json. ${advice}`);
  }
  if (faults.length === 0 && courier.ok && spool.ok && desks?.ok === true) {
    return { courier: courier.value, opened: spool.value, desks: desks.desks };
  }
  if (spool.ok) await spool.value.spool.close();
  else await thread.end();
  return faults;
}

/**
 * Opens the spool, reads keys and desks, and begins to deliver what is due. What was set aside before is tried once
 * more: starting again is how an operator says that its cause was mended.
 */
export async function openRelay(parts: RelayParts): Promise<OpenedRelay> {
  const { settings, clock: now = () => new Date() } = parts;
  const ending = new AbortController();
  const gathered = await gather(parts, ending.signal);
  if (!('desks' in gathered)) return { ok: false, faults: gathered };
  const { courier, desks } = gathered;
  const { spool, leftovers } = gathered.opened;
  const { operator } = settings;
  const tell = (notice: Notice) => courier.notify(notice, operator);
  const alarmed = createAlarmedLog({
    log: parts.log,
    spool,
    tell: async (notice) => (await tell(notice)).outcome === 'delivered',
    now,
  });
  const log = operator === null ? parts.log : alarmed.log;
  if (leftovers > 0) log({ event: 'leftovers-removed', code: String(leftovers) });
  const announce: FloodParts['announce'] = async (notice, recipient) => {
    const to = settings.recipients?.get(recipient) ?? null;
    return (await courier.notify(notice, to)).outcome === 'delivered';
  };
  const toShare = (whole: number) => Math.ceil(whole / settings.desks.length);
  const gate = createFloodGate({ spool, perHour: settings.mailsPerHour, announce, log, now });
  const deliverer = createDeliverer({ spool, courier, gate, log, now, random: Math.random });
  const { ratePerHour: perHour, rateTotalPerHour: totalPerHour } = settings;
  const app = createApp({
    origin: settings.origin,
    desks,
    spool,
    spoolShare: {
      reports: toShare(settings.spoolMaxReports),
      bytes: toShare(settings.spoolMaxMebibytes * mebibyte),
    },
    arrivingShare: toShare(maxArriving),
    limiter: createLimiter({
      perHour,
      totalPerHour,
      now,
      fillRandom: getRandomValues,
      createMac,
    }),
    trustProxy: settings.trustProxy,
    proofBits: settings.proofBits,
    createSha256,
    toSha256Hex,
    log,
    now,
    onStored: () => void deliverer.deliverDue(),
    patience,
  });

  const watch = createWatch({ spool, tell, log, now });
  let tidying = Promise.resolve();

  async function tidy(): Promise<void> {
    await desks.rereadAll();
    if (operator !== null) await watch(desks.watched());
    for (const id of findUnaddressed(settings, desks)) {
      log({ event: 'alarm-recipient-without-address', id });
    }
    await spool
      .forgetDelivered(new Date(now().getTime() - settings.keepDays * dayMs))
      .catch((error: unknown) => log({ event: 'alarm-spool-failed', code: toErrorCode(error) }));
  }

  async function askRoom(): Promise<number> {
    const { bavail, bsize } = await statfs(dirname(resolve(settings.spool)));
    return bavail * bsize;
  }

  /** One after the other, so that nothing is told twice. */
  function tidyNow(): Promise<void> {
    tidying = tidying.then(tidy);
    return tidying;
  }

  await spool.retryAside(now());
  const timers = [
    setInterval(() => void deliverer.deliverDue(), deliverEveryMs).unref(),
    setInterval(() => void tidyNow(), tidyEveryMs).unref(),
  ];
  void deliverer.deliverDue();
  return {
    ok: true,
    relay: {
      fetch: async (request, remoteAddress, body) =>
        await app.fetch(request, body === undefined ? { remoteAddress } : { remoteAddress, body }),
      deliverNow: () => deliverer.deliverDue(),
      tidyNow,
      status: (path) => answerStatus(path, { spool, askRoom, log, now }),
      async close() {
        timers.forEach(clearInterval);
        const impatience = setTimeout(() => ending.abort(), closingMs);
        await Promise.all([deliverer.stop(), tidying]);
        await alarmed.settled();
        clearTimeout(impatience);
        await spool.close();
      },
    },
  };
}
