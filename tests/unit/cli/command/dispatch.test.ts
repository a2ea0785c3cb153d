/** How `npm run desk` finds a command. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Command } from '../../../../src/cli/command/command.ts';
import { runCommand, toNearest } from '../../../../src/cli/command/dispatch.ts';
import { createIo } from '../../../helpers/command-io.ts';

function createCommand(name: string, run: Command['run'] = async () => 0): Command {
  return { name, summary: `summary of ${name}`, help: '', run };
}

test('a command gets what follows its name, and its exit code is the answer', async () => {
  const { io } = createIo();
  let seen: string[] = [];
  const check = createCommand('check', async (args) => {
    seen = args;
    return 1;
  });
  assert.equal(await runCommand([createCommand('open'), check], ['check', '--json', '-'], io), 1);
  assert.deepEqual(seen, ['--json', '-']);
});

test('without a command, and with --help, every command is listed with its summary', async () => {
  for (const args of [[], ['--help'], ['-h'], ['help']]) {
    const { io, said } = createIo();
    assert.equal(await runCommand([createCommand('open'), createCommand('check')], args, io), 0);
    assert.match(said.out, /^ {2}open {3}summary of open$/m);
    assert.match(said.out, /^ {2}check {2}summary of check$/m);
    assert.equal(said.err, '');
  }
});

test('an unknown command is wrong usage and names the nearest one', async () => {
  const commands = [createCommand('open'), createCommand('check')];
  const near = createIo();
  assert.equal(await runCommand(commands, ['chekc'], near.io), 2);
  assert.equal(near.said.err, 'desk: there is no command "chekc". Use check.\n');
  const far = createIo();
  assert.equal(await runCommand(commands, ['\u001b[2Jxyz'], far.io), 2);
  assert.equal(
    far.said.err,
    'desk: there is no command "\\u001b[2Jxyz". Commands are: open, check.\n',
  );
});

test('a name is near when at most half of it must change', () => {
  assert.equal(toNearest('Check', ['open', 'check']), 'check');
  assert.equal(toNearest('opn', ['open', 'check']), 'open');
  assert.equal(toNearest('chck', ['open', 'check']), 'check');
  assert.equal(toNearest('', ['open', 'check']), null);
  assert.equal(toNearest('publish', ['open', 'check']), null);
});

test('a fault of our own is told by its kind and place, never by words that may be a report', async () => {
  const { io, said } = createIo();
  const open = createCommand('open', async () => JSON.parse('my secret finding') as number);
  assert.equal(await runCommand([open], ['open'], io), 1);
  assert.match(said.err, /^desk open: stopped on a fault of Postern itself, a SyntaxError/);
  assert.doesNotMatch(said.err, /secret/);
});

test('what the system refuses is a sentence with the path, and no fault of our own', async () => {
  const file = fileURLToPath(import.meta.url);
  const { io, said } = createIo();
  const check = createCommand('check', async () => readdirSync(file).length);
  assert.equal(await runCommand([check], ['check'], io), 1);
  assert.equal(
    said.err,
    `desk check: ${file} goes through a file, and a folder is wanted in its place. (ENOTDIR)\n`,
  );
});

test('npm run desk has the commands check and open', () => {
  const script = fileURLToPath(new URL('../../../../src/cli/desk.ts', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  assert.match(stdout, /^ {2}check /m);
  assert.match(stdout, /^ {2}open /m);
});
