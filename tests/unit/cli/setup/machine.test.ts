/** What `npm run setup` does on machines of every kind, none of which is this one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setupMachine } from '../../../../src/cli/setup/machine.ts';
import type { Step, World } from '../../../../src/cli/setup/world.ts';

interface Machine {
  root?: boolean;
  platform?: NodeJS.Platform;
  env?: Record<string, string>;
  /** Programs on PATH. */
  programs?: string[];
  /** What came from a download has no git; everybody else has. */
  git?: boolean;
  browser?: string | null;
  /** What running a command line brings, or the words of its failure. */
  effects?: Record<string, { brings?: string; fails?: string }>;
}

/** A machine in memory: what it has, what its installers would bring, and everything it was asked to run. */
function createMachine(machine: Machine) {
  const has = new Set([...(machine.git === false ? [] : ['git']), ...(machine.programs ?? [])]);
  let browser = machine.browser ?? null;
  const ran: string[] = [];
  const said: string[] = [];
  const world: World = {
    env: machine.env ?? {},
    platform: machine.platform ?? 'linux',
    root: machine.root ?? false,
    findBrowser: () => browser,
    findProgram: (name) => (has.has(name) ? `/usr/bin/${name}` : null),
    async run(step: Step) {
      assert.ok(step.maxSeconds > 0 && step.maxSeconds <= 600, 'every step has an end');
      const words = [step.program === process.execPath ? 'node' : step.program, ...step.args];
      const line = words.filter((word) => !/^(-|DPkg|\/)/.test(word)).join(' ');
      ran.push(line);
      const effect = machine.effects?.[line];
      if (effect?.fails !== undefined) return effect.fails;
      if (effect?.brings === 'browser') browser = '/opt/browser';
      else if (effect?.brings !== undefined) has.add(effect.brings);
      return null;
    },
    say: (line) => said.push(line),
  };
  return { world, ran, said };
}

const withApt = ['apt-get', 'gpg', 'sq'];

test('a machine that has everything is told where, and nothing is run', async () => {
  const { world, ran, said } = createMachine({ programs: ['gpg', 'sq'], browser: '/b/chromium' });
  assert.equal(await setupMachine(world), 0);
  assert.deepEqual(ran, []);
  assert.deepEqual(said, [
    '  Chromium  /b/chromium',
    '  gpg       /usr/bin/gpg',
    '  sq        /usr/bin/sq',
    '  git       /usr/bin/git',
  ]);
});

test('root on Debian gets everything from apt, after one update of its lists', async () => {
  const { world, ran } = createMachine({
    root: true,
    git: false,
    programs: ['apt-get'],
    effects: {
      'apt-get install chromium fonts-liberation': { brings: 'browser' },
      'apt-get install gnupg': { brings: 'gpg' },
      'apt-get install sq': { brings: 'sq' },
      'apt-get install git': { brings: 'git' },
    },
  });
  assert.equal(await setupMachine(world), 0);
  assert.deepEqual(ran, [
    'apt-get update',
    'apt-get install chromium fonts-liberation',
    'apt-get install gnupg',
    'apt-get install sq',
    'apt-get install git',
  ]);
});

test('apt asks nothing and waits for its lock, but not for ever', async () => {
  const steps: Step[] = [];
  const { world } = createMachine({ root: true, programs: withApt });
  await setupMachine({
    ...world,
    run: async (step) => {
      steps.push(step);
      return null;
    },
  });
  const install = steps.find((step) => step.args.includes('install'));
  assert.equal(install?.env?.DEBIAN_FRONTEND, 'noninteractive');
  assert.ok(install.args.includes('--yes') && install.args.includes('DPkg::Lock::Timeout=60'));
});

test('when apt fails, Playwright’s own browser is next', async () => {
  const { world, ran, said } = createMachine({
    root: true,
    programs: withApt,
    effects: {
      'apt-get update': { fails: 'exit code 100: one source is gone' },
      'apt-get install chromium fonts-liberation': { fails: 'exit code 100: no such package' },
      'node install chromium': { brings: 'browser' },
    },
  });
  assert.equal(await setupMachine(world), 0);
  assert.equal(ran.at(-1), 'node install chromium');
  assert.ok(said.some((line) => line.includes('one source is gone')));
  assert.ok(said.some((line) => line.includes('no such package')));
});

test('an installer that ends well and brings no browser is not believed', async () => {
  const { world, ran, said } = createMachine({
    root: true,
    programs: withApt,
    effects: { 'node install chromium': { brings: 'browser' } },
  });
  assert.equal(await setupMachine(world), 0);
  assert.deepEqual(ran.slice(1), [
    'apt-get install chromium fonts-liberation',
    'node install chromium',
  ]);
  assert.ok(said.some((line) => line.includes('Chromium does not start')));
});

test('who is not root gets Playwright’s browser without a system package', async () => {
  const { world, ran } = createMachine({
    programs: withApt,
    effects: { 'node install chromium': { brings: 'browser' } },
  });
  assert.equal(await setupMachine(world), 0);
  assert.deepEqual(ran, ['node install chromium']);
});

test('what only root may install is one sentence with the sudo command, and exit code 1', async () => {
  const { world, ran, said } = createMachine({ programs: ['apt-get'], browser: '/b' });
  assert.equal(await setupMachine(world), 1);
  assert.deepEqual(ran, []);
  assert.equal(
    said.at(-1),
    'Missing for the checks: gpg, sq; install with sudo apt-get install --yes gnupg sq, then run this again.',
  );
});

test('POSTERN_NO_INSTALL=1 runs nothing and says what is missing in one sentence', async () => {
  const env = { POSTERN_NO_INSTALL: '1' };
  const { world, ran, said } = createMachine({ root: true, env, programs: ['apt-get', 'gpg'] });
  assert.equal(await setupMachine(world), 1);
  assert.deepEqual(ran, []);
  assert.equal(
    said.at(-1),
    'Missing for the checks: Chromium, sq; install with apt-get install --yes chromium fonts-liberation sq, then run this again.',
  );
  const ready = createMachine({ env, programs: ['gpg', 'sq'], browser: '/b' });
  assert.equal(await setupMachine(ready.world), 0);
});

test('POSTERN_NO_INSTALL=0 and an empty one do not forbid', async () => {
  for (const value of ['', '0']) {
    const { world, ran } = createMachine({
      env: { POSTERN_NO_INSTALL: value },
      programs: ['gpg', 'sq'],
    });
    await setupMachine(world);
    assert.deepEqual(ran, ['node install chromium']);
  }
});

test('elsewhere the advice is what that system understands', async () => {
  const mac = createMachine({ platform: 'darwin' });
  assert.equal(await setupMachine(mac.world), 1);
  assert.match(
    mac.said.at(-1) ?? '',
    /npx playwright install chromium and brew install gnupg sequoia-sq,/,
  );
  const other = createMachine({ browser: '/b' });
  assert.equal(await setupMachine(other.world), 1);
  assert.match(other.said.at(-1) ?? '', /your system's package manager \(gpg, sq\)/);
});
