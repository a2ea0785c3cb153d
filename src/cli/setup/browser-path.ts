/** Finds a Chromium for the browser tests: named, installed, or Playwright's own. */
import { spawnSync } from 'node:child_process';
import { chromium } from 'playwright';
import { findProgram, isExecutable } from './find-program.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @param starts whether the program at a path is a browser that can run here
 * @returns a path, or null where there is none
 * @throws Error in one sentence when CHROMIUM_PATH names something else
 */
export function findBrowser(
  env: Environment,
  starts: (path: string) => boolean = printsVersion,
): string | null {
  const named = env.CHROMIUM_PATH;
  if (named) {
    if (isExecutable(named) && starts(named)) return named;
    throw new Error(
      `CHROMIUM_PATH is "${named}", which is not a Chromium that starts. Correct it, or leave it out to have one found.`,
    );
  }
  // Each name alone: Ubuntu's chromium-browser may be a stub that only asks for a snap.
  const installed = names.map((name) => findProgram([name], env));
  return [...installed, playwrightsOwn()].find((path) => path !== null && starts(path)) ?? null;
}

function playwrightsOwn(): string | null {
  try {
    const path = chromium.executablePath();
    return isExecutable(path) ? path : null;
  } catch {
    // Playwright knows none for this platform.
    return null;
  }
}

function printsVersion(path: string): boolean {
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 && /chrom/i.test(stdout);
}
