/** The check that every npm script begins with. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../../src/cli/node-version.mjs', import.meta.url));
const manifest = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
) as {
  engines: { node: string };
  scripts: Record<string, string>;
  optionalDependencies: Record<string, string>;
};

/** Runs the script in a Node that says it is another version. */
function runAs(version: string | null): Promise<{ code: number; out: string; err: string }> {
  const pretend = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } })`;
  const preload =
    version === null ? [] : ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`];
  return new Promise((done) => {
    const child = execFile(process.execPath, [...preload, script], (_, out, err) =>
      done({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

test('a Node that is new enough passes without a word', async () => {
  assert.deepEqual(await runAs(null), { code: 0, out: '', err: '' });
  assert.deepEqual(await runAs('24.0.0'), { code: 0, out: '', err: '' });
  assert.deepEqual(await runAs('100.1.0'), { code: 0, out: '', err: '' });
});

test('an older Node stops with one sentence: found, wanted, what to do', async () => {
  for (const version of ['14.21.3', '20.20.2', '23.11.1']) {
    const { code, out, err } = await runAs(version);
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.match(err, /^[^\n]+\.\n$/, 'one line');
    for (const part of [`Node ${version}`, 'Node 24', 'npm ci', 'https://nodejs.org']) {
      assert.ok(err.includes(part), `${part} in: ${err}`);
    }
  }
});

test('the sentence names the platforms and the version that package.json brings', async () => {
  const { err } = await runAs('20.0.0');
  const names: Record<string, string> = { linux: 'Linux', darwin: 'macOS', win: 'Windows' };
  const brought = new Map<string, string[]>();
  for (const [dependency, version] of Object.entries(manifest.optionalDependencies)) {
    const [system = '', machine = ''] = dependency.split('-').slice(-2);
    const name = names[system];
    assert.ok(name !== undefined, `${dependency} is a platform of Node`);
    brought.set(name, [machine, ...(brought.get(name) ?? [])]);
    assert.ok(err.includes(`Node ${version.split('.')[0]} as`), err);
  }
  for (const [name, machines] of brought) {
    assert.ok(err.includes(`${name} (${machines.join(', ')})`), `${name} ${machines} in: ${err}`);
  }
  assert.equal(manifest.engines.node, '>=24.0.0');
});

test('it is plain JavaScript without syntax that is newer than Node 14', () => {
  const text = readFileSync(script, 'utf8');
  assert.doesNotMatch(text, /^\s*import |\?\?=|\|\|=|&&=|\bawait\b|#!|\.at\(|#[a-z]/m);
});

test('every npm script that runs Postern begins with the check', () => {
  const own = Object.entries(manifest.scripts).filter(([, script]) => /\.ts\b/.test(script));
  assert.ok(own.length >= 5);
  for (const [name, script] of own) {
    assert.match(script, /^node src\/cli\/node-version\.mjs && node /, `npm run ${name}`);
  }
});
