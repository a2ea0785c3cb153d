/** What every npm script begins with: a Node that is new enough, wherever it is. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const launcher = resolve(import.meta.dirname, '../../../src/cli/with-node.cjs');
const manifest = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../package.json'), 'utf8'),
) as {
  engines: { node: string };
  scripts: Record<string, string>;
  optionalDependencies: Record<string, string>;
};

const platformPackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the launcher in a project of its own, in a Node that says it is `version`. */
async function runAs(
  version: string,
  { script, brought, stop }: { script: string; brought: boolean; stop?: NodeJS.Signals },
): Promise<Ended> {
  const root = mkdtempSync(join(tmpdir(), 'postern-node-'));
  try {
    mkdirSync(join(root, 'src/cli'), { recursive: true });
    copyFileSync(launcher, join(root, 'src/cli/with-node.cjs'));
    writeFileSync(join(root, 'script.mjs'), script);
    if (brought) {
      mkdirSync(join(root, 'node_modules', platformPackage, 'bin'), { recursive: true });
      symlinkSync(process.execPath, join(root, 'node_modules', platformPackage, 'bin', 'node'));
    }
    writeFileSync(
      join(root, 'pretend.cjs'),
      `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });`,
    );
    const child = spawn(
      process.execPath,
      [
        '--require',
        join(root, 'pretend.cjs'),
        join(root, 'src/cli/with-node.cjs'),
        'script.mjs',
        'one',
        'two words',
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (stop !== undefined && out.includes('ready')) child.kill(stop);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    const code = await new Promise<number | null>((done) => child.once('close', done));
    return { code, out, err };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const echo = 'process.stdout.write(JSON.stringify(process.argv.slice(2)));process.exitCode = 3;';

test('a Node that is new enough runs the script itself, with its arguments and its exit code', async () => {
  for (const version of ['24.0.0', '100.1.0']) {
    const ended = await runAs(version, { script: echo, brought: false });
    assert.deepEqual(ended, { code: 3, out: '["one","two words"]', err: '' });
  }
});

test('an old Node hands the script to the one that npm ci brought', async () => {
  const ended = await runAs('18.20.4', { script: echo, brought: true });
  assert.deepEqual(ended, { code: 3, out: '["one","two words"]', err: '' });
});

test('programs that the script starts by name find the same Node', async () => {
  const script = 'process.stdout.write(process.env.PATH.split(":")[0])';
  const { out } = await runAs('18.20.4', { script, brought: true });
  assert.match(out, new RegExp(`node_modules/${platformPackage}/bin$`));
});

test('the script is asked to end, and its own exit code is kept', async () => {
  const script = `
    process.on('SIGTERM', () => process.exit(7));
    setInterval(() => {}, 1000);
    process.stdout.write('ready');
  `;
  const { code } = await runAs('18.20.4', { script, brought: true, stop: 'SIGTERM' });
  assert.equal(code, 7);
});

test('without any, one sentence says what was found, what is wanted and what to do', async () => {
  const { code, out, err } = await runAs('14.21.3', { script: echo, brought: false });
  assert.equal(code, 1);
  assert.equal(out, '');
  assert.match(err, /^[^\n]+\.\n$/);
  for (const part of ['Node 14.21.3', 'Node 24', 'npm ci', 'https://nodejs.org'])
    assert.ok(err.includes(part), err);
});

test('the sentence names every platform that package.json brings a Node for', async () => {
  const { err } = await runAs('20.0.0', { script: echo, brought: false });
  const names: Record<string, string> = { linux: 'Linux', darwin: 'macOS', win: 'Windows' };
  for (const dependency of Object.keys(manifest.optionalDependencies)) {
    const [system = '', machine = ''] = dependency.split('-').slice(-2);
    assert.match(err, new RegExp(`${names[system]} \\([^)]*${machine}`), dependency);
  }
  assert.equal(manifest.engines.node, '>=24.0.0');
});

test('it is plain JavaScript without syntax that is newer than Node 14.18', () => {
  const text = readFileSync(launcher, 'utf8');
  assert.doesNotMatch(text, /^\s*import |\?\?=|\|\|=|&&=|\bawait\b|#!|\.at\(|#[a-z]/m);
});

test('every npm script that runs Postern begins with it', () => {
  const own = Object.entries(manifest.scripts).filter(([, script]) => /\.ts\b/.test(script));
  assert.ok(own.length >= 5);
  for (const [name, script] of own)
    assert.match(script, /^node src\/cli\/with-node\.cjs \S+\.ts$/, `npm run ${name}`);
});
