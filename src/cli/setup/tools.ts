/** What the checks need beside npm's packages, and each way to get it. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Step, World } from './world.ts';

/** One way to install a tool. */
export interface Way {
  /** The command as a person would type it. */
  readonly command: string;
  /** Whether it can work here at all. */
  readonly applies: (world: World) => boolean;
  readonly steps: readonly Step[];
}

export interface Tool {
  readonly name: string;
  /** Packages by the installer that brings them. */
  readonly apt: readonly string[];
  readonly brew: readonly string[];
  readonly find: (world: World) => string | null;
  /** In the order in which they are tried. */
  readonly ways: readonly Way[];
}

/** Brings the package lists up to date; a fresh container has none. A source that fails does not stop the others. */
export const aptUpdate: Step = {
  program: 'apt-get',
  args: ['-o', 'DPkg::Lock::Timeout=60', 'update'],
  maxSeconds: 180,
};

export const playwrightCommand = 'npx playwright install chromium';

function byApt(packages: readonly string[]): Way {
  return {
    command: `apt-get install ${packages.join(' ')}`,
    applies: (world) => world.root && world.findProgram('apt-get') !== null,
    steps: [
      {
        program: 'apt-get',
        args: [
          ...['-o', 'DPkg::Lock::Timeout=60', 'install', '--yes', '--no-install-recommends'],
          ...packages,
        ],
        env: { DEBIAN_FRONTEND: 'noninteractive' },
        maxSeconds: 480,
      },
    ],
  };
}

function byPlaywright(): Way {
  const manifest = createRequire(import.meta.url).resolve('playwright/package.json');
  return {
    command: playwrightCommand,
    applies: () => true,
    steps: [
      {
        program: process.execPath,
        args: [join(dirname(manifest), 'cli.js'), 'install', '--no-shell', 'chromium'],
        // Where its host cannot be reached this ends soon, and says so.
        env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' },
        maxSeconds: 300,
      },
    ],
  };
}

const chromium = ['chromium', 'fonts-liberation'];

export const tools: readonly Tool[] = [
  {
    name: 'Chromium',
    apt: chromium,
    brew: [],
    find: (world) => world.findBrowser(),
    ways: [byApt(chromium), byPlaywright()],
  },
  {
    name: 'gpg',
    apt: ['gnupg'],
    brew: ['gnupg'],
    find: (world) => world.findProgram('gpg'),
    ways: [byApt(['gnupg'])],
  },
  {
    name: 'sq',
    apt: ['sq'],
    brew: ['sequoia-sq'],
    find: (world) => world.findProgram('sq'),
    ways: [byApt(['sq'])],
  },
  {
    name: 'git',
    apt: ['git'],
    brew: ['git'],
    find: (world) => world.findProgram('git'),
    ways: [byApt(['git'])],
  },
];
