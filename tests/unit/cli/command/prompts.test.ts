/** Questions at a terminal, as keys are pressed. */
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { createPrompts, type Prompts } from '../../../../src/cli/command/prompts.ts';

/** A terminal that a test types at, whenever a question is drawn. */
function makeTerminal(keys: readonly string[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 });
  const drawn: string[] = [];
  const left = [...keys];
  output.on('data', (chunk: Buffer) => {
    const before = drawn.join('').split('◆').length;
    drawn.push(String(chunk));
    // The mark of an open question: it waits for its answer now.
    if (drawn.join('').split('◆').length > before) {
      const key = left.shift();
      if (key !== undefined) setImmediate(() => input.write(key));
    }
  });
  const prompts = createPrompts(input, output as unknown as NodeJS.WriteStream);
  return { prompts: prompts as Prompts, drawn };
}

test('where nobody can be asked, there are no questions', () => {
  assert.equal(createPrompts(new PassThrough(), process.stderr), null);
  assert.equal(createPrompts((async function* () {})(), process.stderr), null);
});

test('an answer is typed, without the spaces around it', async () => {
  const { prompts } = makeTerminal([' Wren \r']);
  assert.equal(await prompts.text('Name?'), 'Wren');
});

test('Enter takes the first choice, and everything that may be chosen', async () => {
  const choices = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B', hint: 'the other' },
  ];
  assert.equal(await makeTerminal(['\r']).prompts.choose('Which?', choices), 'a');
  assert.deepEqual(await makeTerminal(['\r']).prompts.chooseMany('Which?', choices), ['a', 'b']);
  assert.equal(await makeTerminal(['\r']).prompts.confirm('Sure?', false), false);
});

test('Ctrl-C ends the conversation with a sentence', async () => {
  await assert.rejects(makeTerminal(['\u0003']).prompts.text('Name?'), /nothing was written/);
});
