/** What `npm start` and `npm run dev` share: a desk on this machine alone, with its relay, its mail and its inbox. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toManifest } from '../../build/manifest.ts';
import type { Records } from '../../read.ts';
import { createListener, type Listener } from '../../relay/listener.ts';
import { createLog } from '../../relay/log.ts';
import { openRelay, type Relay } from '../../relay/node-relay.ts';
import { parseSettings } from '../../relay/settings.ts';
import { openInbox } from '../inbox/open-inbox.ts';

export interface LocalDesk {
  /** Answers the relay's and the inbox's addresses; null for every other one. */
  fetch(...asked: Parameters<Listener>): Promise<Response | null>;
  close(): Promise<void>;
}

/**
 * @param state folder for keys, spool and mail; one desk at a time may use it
 * @throws Error with every reason why the relay cannot start, and what to do
 */
export async function openLocalDesk(records: Records, state: string): Promise<LocalDesk> {
  // Named after the port, so that a second desk, which is refused below, leaves the one of the first alone.
  const manifest = join(state, `desk-${new URL(records.site.url).port || 'none'}.json`);
  const relay = await openLocalRelay(records, state, manifest);
  const askRelay = createListener(relay);
  const { desk, site } = records;
  const inbox = desk.example && site.throwAwayKey ? await openInbox(records, state) : null;
  return {
    async fetch(request, bindings) {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/_inbox/')) {
        // Mail is on its way within the moment it takes to follow the link.
        await relay.deliverNow();
        return (await inbox?.(request)) ?? null;
      }
      if (!pathname.startsWith('/v1/') && pathname !== '/health') return null;
      return await askRelay(request, bindings);
    },
    async close() {
      await relay.close();
      rmSync(manifest, { force: true });
    },
  };
}

async function openLocalRelay(records: Records, state: string, manifest: string): Promise<Relay> {
  mkdirSync(state, { recursive: true });
  writeFileSync(manifest, JSON.stringify(toManifest(records)));
  const parsed = parseSettings({
    RELAY_ORIGIN: new URL(records.site.url).origin,
    RELAY_DESK: manifest,
    RELAY_RECEIPT_KEY: join(state, 'keys', 'receipt.pem'),
    RELAY_SPOOL: join(state, 'spool.sqlite'),
    RELAY_MAILDIR: join(state, 'mail'),
    // Whoever tries things out is no flood, and there is no mail account to be throttled.
    RELAY_MAILS_PER_HOUR: '100000',
    RELAY_RATE_PER_HOUR: '100000',
    RELAY_RATE_TOTAL_PER_HOUR: '1000000',
  });
  if (!parsed.ok) throw new Error(parsed.faults.join('\n'));
  const log = createLog(
    (line) => writeFileSync(join(state, 'relay.log'), line, { flag: 'a' }),
    () => new Date(),
  );
  const opened = await openRelay({ settings: parsed.settings, log, rememberDesks: false });
  if (opened.ok) return opened.relay;
  rmSync(manifest, { force: true });
  throw new Error(
    `${opened.faults.join('\n')}\nIs npm start or npm run dev running already? Each needs a folder of its own: end that one, or set POSTERN_STATE to another folder for this one.`,
  );
}
