/** What setup touches of the machine, so that a test can hand in another one. */
import { spawn } from 'node:child_process';
import { findBrowser } from './browser-path.ts';
import { findProgram } from './find-program.ts';

/** One program to run, without a shell. */
export interface Step {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Ends the program, and what it started, after this time. */
  readonly maxSeconds: number;
}

export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Whether this is the user who may install system packages. */
  readonly root: boolean;
  findBrowser(): string | null;
  findProgram(name: string): string | null;
  /** @returns null when the program ended well, else in a few words what went wrong */
  run(step: Step): Promise<string | null>;
  /** One line to the person who waits. */
  say(line: string): void;
}

/** The machine that this process runs on. */
export function createWorld(): World {
  const { env, platform } = process;
  return {
    env,
    platform,
    root: process.getuid?.() === 0,
    findBrowser: () => findBrowser(env),
    findProgram: (name) => findProgram([name], env),
    run,
    say: (line) => process.stdout.write(`${line}\n`),
  };
}

/** Installers write pages of text; only the end of it is kept, to say why one failed. */
const keptCharacters = 4000;

function run({ program, args, env, maxSeconds }: Step): Promise<string | null> {
  return new Promise((done) => {
    // A group of its own, for an installer's helpers would outlive it and keep its locks.
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    let said = '';
    const keep = (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-keptCharacters);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);

    let late = false;
    const end = () => {
      try {
        if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid);
        else child.kill();
      } catch {
        // It ended by itself in between.
      }
    };
    const timer = setTimeout(() => {
      late = true;
      end();
    }, maxSeconds * 1000);
    const interrupt = () => {
      end();
      process.exit(130);
    };
    process.once('SIGINT', interrupt);
    process.once('SIGTERM', interrupt);

    const finish = (result: string | null) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
      done(result);
    };
    child.on('error', (error) => finish(error.message));
    child.on('close', (code) => {
      if (late) finish(`it took more than ${maxSeconds} seconds`);
      else if (code === 0) finish(null);
      else finish(`exit code ${code}: ${lastLine(said)}`);
    });
  });
}

function lastLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => /\w/.test(line)).at(-1) ?? 'it said nothing';
}
