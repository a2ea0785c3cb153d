/** The real thing for tests: `node src/relay/node.ts` in a process of its own, with a folder for all that it needs. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DeskManifest } from '../../src/contract.ts';
import type { LogEntry } from '../../src/relay/log.ts';
import { createReceiptKeyPair } from '../../src/relay/receipt.ts';
import { testProofBits } from '../helpers/proof.ts';
import { until } from './doors.ts';

const entry = resolve(import.meta.dirname, '../../src/relay/node.ts');

/** What a relay process lives on. */
export interface RelayFolder {
  readonly path: string;
  readonly maildir: string;
  readonly spool: string;
  readonly desk: string;
  /** File with the receipt key. */
  readonly key: string;
  readonly publicKey: string;
  /** Settings of a relay that writes to the Maildir. */
  readonly env: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** Makes a folder with receipt key and desk. */
export async function createRelayFolder(manifest: DeskManifest): Promise<RelayFolder> {
  const path = await mkdtemp(join(tmpdir(), 'postern-process-'));
  const { privateKeyPem, publicKey } = await createReceiptKeyPair();
  const [key, desk] = [join(path, 'receipt-key.pem'), join(path, 'desk.json')];
  const [maildir, spool] = [join(path, 'mail'), join(path, 'spool.sqlite')];
  await writeFile(key, privateKeyPem);
  await writeFile(desk, JSON.stringify({ ...manifest, receiptKeys: [publicKey] }));
  return {
    path,
    maildir,
    spool,
    desk,
    key,
    publicKey,
    env: {
      RELAY_ORIGIN: 'https://relay.example',
      RELAY_DESK: desk,
      RELAY_RECEIPT_KEY: key,
      RELAY_SPOOL: spool,
      RELAY_MAILDIR: maildir,
      RELAY_PORT: '0',
      RELAY_PROOF_BITS: String(testProofBits),
      RELAY_RATE_PER_HOUR: '100000',
      RELAY_MAILS_PER_HOUR: '100000',
      RELAY_RATE_TOTAL_PER_HOUR: '100000',
    },
    remove: async () => await rm(path, { recursive: true }),
  };
}

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that was started. */
export interface RelayProcess {
  readonly pid: number;
  /** Resolves when it is gone. */
  readonly ended: Promise<Ending>;
  /** Log lines so far. */
  log(): readonly LogEntry[];
  /** Where it listens, once it does. */
  url(): Promise<string>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts a relay, in a folder without a file `.env` unless the test has put one there. */
export function startRelayProcess(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  cwd: string = tmpdir(),
): RelayProcess {
  const { PATH } = process.env;
  const child: ChildProcess = spawn(process.execPath, [entry, ...args], {
    cwd,
    env: { PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (data) => {
    stdout += String(data);
  });
  child.stderr?.on('data', (data) => {
    stderr += String(data);
  });
  const ended = once(child, 'close').then(([code]): Ending => ({ code, stdout, stderr }));
  const log = () =>
    stdout
      .split('\n')
      .slice(0, -1)
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as LogEntry);
  return {
    pid: child.pid ?? Number.NaN,
    ended,
    log,
    async url() {
      const { id } = await until(() => {
        if (child.exitCode !== null) throw new Error(stderr);
        return log().find(({ event }) => event === 'started');
      });
      return `http://${id}`;
    },
    kill: (signal) => void child.kill(signal),
  };
}
