/**
 * The entry: `node src/relay/node.ts` serves the relay of the environment's settings until it is told to stop; other
 * commands look after it. A file `.env` in the working folder adds what the environment does not set.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { checkRelay } from './check-command.ts';
import { toErrorCode } from './error-code.ts';
import { renderPrivacy } from './privacy-text.ts';
import { runQueue } from './queue-command.ts';
import { createReceiptKeyPair } from './receipt.ts';
import { serveRelay } from './serve.ts';
import type { Settings } from './settings.ts';
import { parseSettings } from './settings.ts';
import { relayUsage } from './usage-text.ts';

/** Behind the sections that a policy usually has. */
const privacyOrder = 105;

function fail(said: string, faults: readonly string[]): void {
  process.stderr.write(`${said}\n${faults.map((it) => `  ${it}\n`).join('')}`);
  process.exitCode = 1;
}

async function writeReceiptKey(path: string): Promise<void> {
  const { privateKeyPem, publicKey } = await createReceiptKeyPair();
  try {
    writeFileSync(path, privateKeyPem, { mode: 0o600, flag: 'wx' });
  } catch {
    return fail('No key was made.', [
      `${path} cannot be written, or is there already. It was left as it is.`,
    ]);
  }
  process.stdout.write(`${path} holds the private key; keep it secret and keep a copy.\n`);
  process.stdout.write(
    `Put the public key first among the receipt keys of desk.yaml:\n${publicKey}\n`,
  );
}

async function withSettings(said: string, work: (settings: Settings) => Promise<void>) {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const parsed = parseSettings(process.env);
  if (!parsed.ok) return fail(said, parsed.faults);
  await work(parsed.settings);
}

async function askQueue(args: readonly string[]): Promise<void> {
  await withSettings('The spool was not opened.', async (settings) => {
    try {
      const { code, out, err } = await runQueue(args, settings, new Date());
      process.stdout.write(out);
      process.stderr.write(err);
      process.exitCode = code;
    } catch (error) {
      const fault = `RELAY_SPOOL: ${settings.spool} could not be used (${toErrorCode(error)}).`;
      fail('The command was not finished.', [fault]);
    }
  });
}

async function run([command, ...args]: readonly string[]): Promise<void> {
  const [path, ...more] = args;
  if (command === undefined) {
    const said = 'The relay was not started.';
    return await withSettings(said, (settings) =>
      serveRelay(settings, (faults) => fail(said, faults)),
    );
  }
  if (command === 'keygen' && path !== undefined && more.length === 0) {
    return await writeReceiptKey(path);
  }
  if (command === 'queue') return await askQueue(args);
  if (command === 'privacy' && args.length === 0) {
    return await withSettings('The settings are not complete.', async (settings) => {
      process.stdout.write(renderPrivacy(settings, privacyOrder));
    });
  }
  if (command === '--check' && args.length === 0) {
    return await withSettings('The settings are not complete.', async (settings) => {
      const { ok, text } = await checkRelay(settings);
      process.stdout.write(text);
      process.exitCode = ok ? 0 : 1;
    });
  }
  const asked = command === '--help' || command === 'help';
  (asked ? process.stdout : process.stderr).write(relayUsage);
  process.exitCode = asked ? 0 : 2;
}

// Whatever is made here, the spool above all, is for its owner alone.
process.umask(0o077);
await run(process.argv.slice(2));
