/** Starts a desk as `npm start` does, on a free port with a state folder of its own, and ends it by its process id. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const readyMilliseconds = 90_000;

export interface StartedDesk {
  readonly url: string;
  /** Folder with the keys, the mail and the built site. */
  readonly state: string;
  /** Everything that was printed until the address was. */
  readonly printed: string;
  /** Ends it as Ctrl-C would; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** @throws Error with what was printed when no address came in time */
export async function startDesk(env: Record<string, string> = {}): Promise<StartedDesk> {
  const state = mkdtempSync(join(tmpdir(), 'postern-desk-'));
  const child = spawn(process.execPath, ['src/cli/start.ts'], {
    cwd: root,
    env: { ...process.env, PORT: '0', POSTERN_STATE: state, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const stop = async () => {
    child.kill('SIGINT');
    const code = await ended;
    rmSync(state, { recursive: true, force: true });
    return code;
  };
  const url = await new Promise<string>((done, fail) => {
    const timer = setTimeout(
      () => fail(new Error(`No address was printed in time:\n${printed}`)),
      readyMilliseconds,
    );
    const look = (chunk: Buffer) => {
      printed += chunk.toString();
      const match = /(http:\/\/localhost:\d+)[\s\S]*Ctrl-C/.exec(printed);
      if (match?.[1] === undefined) return;
      clearTimeout(timer);
      done(match[1]);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    ended.then((code) => fail(new Error(`It ended with ${code}:\n${printed}`)));
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, state, printed, stop };
}
