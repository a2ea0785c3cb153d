/** What `npm start` and `npm run dev` share: a desk on this machine alone, with its relay, its mail and its inbox. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toManifest } from '../../build/manifest.ts';
import type { Records } from '../../read.ts';
import { createLog } from '../../relay/log.ts';
import { openRelay, type Relay } from '../../relay/node-relay.ts';
import { parseSettings } from '../../relay/settings.ts';
import { openInbox } from '../inbox/open-inbox.ts';

export interface LocalDesk {
  /** Answers the relay's and the inbox's addresses; null for every other one. */
  fetch(request: Request, remoteAddress: string): Promise<Response | null>;
  close(): Promise<void>;
}

/**
 * @param state folder for keys, spool and mail
 * @throws Error with every reason why the relay cannot start
 */
export async function openLocalDesk(records: Records, state: string): Promise<LocalDesk> {
  const relay = await openLocalRelay(records, state);
  const { desk, site } = records;
  const inbox = desk.example && site.throwAwayKey ? await openInbox(records, state) : null;
  return {
    async fetch(request, remoteAddress) {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/_inbox/')) {
        // Mail is on its way within the moment it takes to follow the link.
        await relay.deliverNow();
        return (await inbox?.(request)) ?? null;
      }
      if (!pathname.startsWith('/v1/') && pathname !== '/health') return null;
      return relay.fetch(request, remoteAddress);
    },
    close: () => relay.close(),
  };
}

async function openLocalRelay(records: Records, state: string): Promise<Relay> {
  const manifest = join(state, 'desk.json');
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
  if (!opened.ok) throw new Error(opened.faults.join('\n'));
  return opened.relay;
}
