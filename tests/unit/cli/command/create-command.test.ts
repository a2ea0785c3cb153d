/** What every command of `npm run desk` shares: help, wrong usage, and exit codes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommandError, UsageError } from '../../../../src/cli/command/command-error.ts';
import { createCommand } from '../../../../src/cli/command/create-command.ts';
import { createIo } from '../../../helpers/command-io.ts';

async function run(args: string[], work: () => Promise<number>, optionsOnly?: true) {
  const { io, said } = createIo();
  const options = { title: { type: 'string' } } as const;
  const told = { name: 'try', summary: 'tries', help: 'All of it.\n', options };
  const command = createCommand({ ...told, ...(optionsOnly && { optionsOnly }), work });
  return { code: await command.run(args, io), ...said };
}

test('--help prints the help and does no work, whatever else is missing', async () => {
  const work = async () => assert.fail('no work was asked for');
  assert.deepEqual(await run(['--help'], work), { code: 0, out: 'All of it.\n', err: '' });
  assert.equal((await run(['--title', 'a', 'b', '--help'], work)).code, 0);
});

test('work gets options and words, and its exit code is the answer', async () => {
  assert.deepEqual(await run(['a', '--title', 'b'], async () => 1), { code: 1, out: '', err: '' });
});

test('wrong usage is exit code 2 and names the help, found by the options or by the work', async () => {
  const pointer = 'See npm run desk -- try --help.\n';
  const unknown = await run(['--titel', 'a'], async () => 0);
  assert.equal(unknown.code, 2);
  assert.match(unknown.err, /^desk try: Unknown option '--titel'/);
  assert.ok(unknown.err.endsWith(pointer));
  const refused = await run([], async () => {
    throw new UsageError('Name one.');
  });
  assert.deepEqual(refused, { code: 2, out: '', err: `desk try: Name one.\n${pointer}` });
});

test('a command of options alone refuses a word', async () => {
  const { code, err } = await run(['a'], async () => 0, true);
  assert.equal(code, 2);
  assert.match(err, /Unexpected argument 'a'/);
});

test('what keeps a command from its work is exit code 1, and no terminal obeys what it quotes', async () => {
  const { code, err } = await run([], async () => {
    throw new CommandError('a\u001b[31m.txt cannot be read.\nName another.');
  });
  assert.equal(code, 1);
  assert.equal(err, 'desk try: a\\u001b[31m.txt cannot be read.\nName another.\n');
});

test('a fault of Postern itself is not taken for one of its user', async () => {
  const fault = new TypeError('ours');
  await assert.rejects(
    run([], async () => {
      throw fault;
    }),
    fault,
  );
});
