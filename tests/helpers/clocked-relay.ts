/**
 * A whole relay in a process of its own, whose clock is what its parent says. To be forked with the settings in its
 * environment; every message is answered once it holds.
 */
import { createAdaptorServer } from '@hono/node-server';
import { createListener } from '../../src/relay/listener.ts';
import type { LogEntry } from '../../src/relay/log.ts';
import { openRelay } from '../../src/relay/node-relay.ts';
import { parseSettings } from '../../src/relay/settings.ts';

/** What it is told: the time from now on, RFC 3339. */
export type ToRelay = { readonly now: string };

/** What it tells: where it listens, or what it has logged since, or why it cannot start. */
export type FromRelay =
  | { readonly port: number }
  | { readonly log: readonly LogEntry[] }
  | { readonly faults: readonly string[] };

const tell = (message: FromRelay) => process.send?.(message);

let now = new Date(process.env.TEST_NOW ?? '');
const log: LogEntry[] = [];

async function run(): Promise<void> {
  const settings = parseSettings(
    Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('RELAY_'))),
  );
  if (!settings.ok) return void tell({ faults: settings.faults });
  const opened = await openRelay({
    settings: settings.settings,
    log: (entry) => log.push(entry),
    clock: () => now,
  });
  if (!opened.ok) return void tell({ faults: opened.faults });
  const { relay } = opened;
  const server = createAdaptorServer({
    fetch: createListener(relay),
    overrideGlobalObjects: false,
  });
  process.on('message', (message: ToRelay) => {
    now = new Date(message.now);
    tell({ log });
  });
  process.on('disconnect', () => process.exit());
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object' && address !== null) tell({ port: address.port });
  });
}

await run();
