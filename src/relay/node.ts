/**
 * The entry: `node src/relay/node.ts` serves the relay of the environment's settings until it is told to stop. A file
 * `.env` in the working folder adds what the environment does not set.
 */

import { existsSync, writeFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { createLog } from './log.ts';
import { openRelay } from './node-relay.ts';
import { createReceiptKeyPair } from './receipt.ts';
import { parseSettings } from './settings.ts';

/** How long open connections may go on after a signal, in milliseconds. */
const closingMs = 5 * 1000;

/** A client may take as long as the app lets it, in milliseconds. */
const requestTimeoutMs = 11 * 60 * 1000;

function fail(faults: readonly string[]): void {
  process.stderr.write(`The relay was not started.\n${faults.map((f) => `  ${f}\n`).join('')}`);
  process.exitCode = 1;
}

async function writeReceiptKey(path: string): Promise<void> {
  const { privateKeyPem, publicKey } = await createReceiptKeyPair();
  try {
    writeFileSync(path, privateKeyPem, { mode: 0o600, flag: 'wx' });
  } catch {
    return fail([`${path} cannot be written, or is there already. It was left as it is.`]);
  }
  process.stdout.write(`${path} holds the private key; keep it secret and keep a copy.\n`);
  process.stdout.write(
    `Put the public key first among the receipt keys of desk.yaml:\n${publicKey}\n`,
  );
}

async function run(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const parsed = parseSettings(process.env);
  if (!parsed.ok) return fail(parsed.faults);
  const { settings } = parsed;
  const log = createLog(
    (line) => process.stdout.write(line),
    () => new Date(),
  );
  const opened = await openRelay({ settings, log });
  if (!opened.ok) return fail(opened.faults);
  const { relay } = opened;
  const server = serve(
    {
      fetch: (request, { incoming }) => relay.fetch(request, incoming.socket.remoteAddress ?? ''),
      hostname: settings.host,
      port: settings.port,
      serverOptions: { requestTimeout: requestTimeoutMs },
      overrideGlobalObjects: false,
    },
    ({ port }) => log({ event: 'started', id: `${settings.host}:${port}` }),
  );
  server.on('error', async (error) => {
    await relay.close();
    fail([`RELAY_HOST, RELAY_PORT: it cannot listen there (${error.message}).`]);
  });

  let stopping = false;
  async function stop(): Promise<void> {
    if (stopping) return;
    stopping = true;
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

const [option, path] = process.argv.slice(2);
if (option === undefined) await run();
else if (option === '--new-receipt-key' && path !== undefined) await writeReceiptKey(path);
else {
  process.stderr.write('Usage: node src/relay/node.ts [--new-receipt-key FILE]\n');
  process.exitCode = 2;
}
