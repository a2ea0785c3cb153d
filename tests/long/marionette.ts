/** Drives a program of Mozilla's without a window: a throw-away profile, and its own protocol (Marionette) on the loopback. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../relay/doors.ts';

/** A program that runs. */
export interface Program {
  /** What it calls itself, with its version. */
  readonly version: string;
  readonly profile: string;
  /** Sends one command; rejects with the program's own words. */
  send(command: string, parameters?: Readonly<Record<string, unknown>>): Promise<unknown>;
  /**
   * Runs a function body in the program.
   * @returns what it returns, or what its promise resolves to
   */
  run(body: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Ends it and removes the profile. */
  close(): Promise<void>;
}

type Answer = [kind: number, id: number, error: { message: string } | null, value: unknown];

const always = {
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.healthreport.uploadEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'remote.prefs.recommended': true,
  'toolkit.telemetry.enabled': false,
  // Any free one; the program writes which into its profile.
  'marionette.port': 0,
};

/**
 * @param prepare puts files into the profile before the program starts
 * @throws with the package to install where the program is missing
 */
export async function startProgram(
  program: 'thunderbird' | 'firefox-esr',
  preferences: Readonly<Record<string, string | number | boolean>>,
  prepare: (profile: string) => void = () => {},
): Promise<Program> {
  const { error, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (error !== undefined)
    throw new Error(`${program} is missing: apt-get install ${program}.`, { cause: error });
  const profile = mkdtempSync(join(tmpdir(), 'postern-profile-'));
  const lines = Object.entries({ ...always, ...preferences }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join(''));
  prepare(profile);
  const options = ['--marionette', '--remote-allow-system-access', '--headless', '--no-remote'];
  const child = spawn(program, [...options, '--profile', profile], {
    env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1' },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  async function close() {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  try {
    const portFile = join(profile, 'MarionetteActivePort');
    const port = await until(() => existsSync(portFile) && readFileSync(portFile, 'utf8'));
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    const send = createSender(socket);
    await send('WebDriver:NewSession', {});
    return {
      version: stdout.trim(),
      profile,
      send,
      async run(body, ...args) {
        const script = `
          const done = arguments[arguments.length - 1];
          const args = Array.prototype.slice.call(arguments, 0, -1);
          (async (...args) => { ${body} })(...args).then(
            (value) => done({ value }),
            (error) => done({ error: String(error) + "\\n" + error?.stack }),
          );`;
        const answer = await send('WebDriver:ExecuteAsyncScript', { script, args });
        const { value, error } = (answer as { value: { value?: unknown; error?: string } }).value;
        if (error !== undefined) throw new Error(error);
        return value;
      },
      async close() {
        socket.destroy();
        await close();
      },
    };
  } catch (cause) {
    await close();
    throw cause;
  }
}

/** Commands and answers are JSON with their length before them: `12:[0,1,"…",{}]`. */
function createSender(socket: Socket): Program['send'] {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let held: Buffer<ArrayBufferLike> = Buffer.alloc(0);
  let last = 0;
  socket.on('data', (data: Buffer) => {
    held = Buffer.concat([held, data]);
    for (;;) {
      const colon = held.indexOf(':');
      const end = colon + 1 + Number(held.subarray(0, colon));
      if (colon < 0 || held.length < end) return;
      const said: unknown = JSON.parse(held.subarray(colon + 1, end).toString());
      held = held.subarray(end);
      // The program greets with an object.
      if (!Array.isArray(said)) continue;
      const [, id, error, value] = said as Answer;
      if (error === null) waiting.get(id)?.resolve(value);
      else waiting.get(id)?.reject(new Error(error.message));
      waiting.delete(id);
    }
  });
  const fail = () => {
    for (const { reject } of waiting.values()) reject(new Error('The program went away.'));
    waiting.clear();
  };
  socket.on('close', fail);
  socket.on('error', fail);
  return async (command, parameters = {}) => {
    last += 1;
    const id = last;
    const text = JSON.stringify([0, id, command, parameters]);
    socket.write(`${Buffer.byteLength(text)}:${text}`);
    return await new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  };
}
