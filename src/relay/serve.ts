/** Serves a relay over HTTP until the process is told to stop. */
import { serve } from '@hono/node-server';
import { createListener } from './listener.ts';
import { createLog } from './log.ts';
import { openRelay } from './node-relay.ts';
import type { Settings } from './settings.ts';

/** How long open connections may go on after a signal, in milliseconds. */
const closingMs = 5 * 1000;

/** A client may take as long as the app lets it, in milliseconds. */
const requestTimeoutMs = 11 * 60 * 1000;

/** Writes lines, those of one turn of the event loop at once: many small writes cost more than what they tell of. */
function createLineWriter(stream: NodeJS.WritableStream): (line: string) => void {
  let lines = '';
  function flush(): void {
    if (lines !== '') stream.write(lines);
    lines = '';
  }
  process.on('exit', flush);
  return (line) => {
    if (lines === '') setImmediate(flush);
    lines += line;
  };
}

/** @param fail told every reason why it cannot start or go on */
export async function serveRelay(
  settings: Settings,
  fail: (faults: readonly string[]) => void,
): Promise<void> {
  const log = createLog(createLineWriter(process.stdout), () => new Date());
  const opened = await openRelay({ settings, log });
  if (!opened.ok) return fail(opened.faults);
  const { relay } = opened;
  const server = serve(
    {
      fetch: createListener(relay),
      hostname: settings.host,
      port: settings.port,
      serverOptions: { requestTimeout: requestTimeoutMs },
    },
    ({ port }) => log({ event: 'started', id: `${settings.host}:${port}` }),
  );
  const status =
    settings.statusPort === null
      ? null
      : serve(
          {
            fetch: (request) => relay.status(new URL(request.url).pathname),
            hostname: '127.0.0.1',
            port: settings.statusPort,
            overrideGlobalObjects: false,
          },
          ({ port }) => log({ event: 'status-started', id: `127.0.0.1:${port}` }),
        );

  async function giveUp(names: string, error: Error): Promise<void> {
    server.close();
    status?.close();
    await relay.close();
    fail([`${names}: it cannot listen there (${error.message}).`]);
  }
  server.on('error', (error) => void giveUp('RELAY_HOST, RELAY_PORT', error));
  status?.on('error', (error) => void giveUp('RELAY_STATUS_PORT', error));

  let stopping = false;
  async function stop(): Promise<void> {
    if (stopping) return;
    stopping = true;
    status?.close();
    const closed = new Promise((resolve) => server.close(resolve));
    const impatience = setTimeout(
      () => 'closeAllConnections' in server && server.closeAllConnections(),
      closingMs,
    );
    await closed;
    clearTimeout(impatience);
    await relay.close();
    log({ event: 'stopped' });
  }
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
