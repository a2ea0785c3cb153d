/** Somebody at a terminal who answers in a known order. */
import assert from 'node:assert/strict';
import type { Prompts } from '../../src/cli/command/prompts.ts';

/** Answers in the order of the questions, each kept with what was asked. */
export function createAnswers(answers: readonly (string | boolean | readonly string[])[]) {
  const asked: string[] = [];
  /** What looks at an answer, by its question. */
  const checked = new Map<string, (answer: string) => string | undefined>();
  const left = [...answers];
  const next = (question: string): never => {
    asked.push(question);
    const answer = left.shift();
    if (answer === undefined) throw new Error(`unexpected question: ${question}`);
    return answer as never;
  };
  const prompts: Prompts = {
    text: async (question, { check } = {}) => {
      if (check !== undefined) checked.set(question, check);
      const answer: string = next(question);
      assert.equal(check?.(answer), undefined, question);
      return answer;
    },
    choose: async (question) => next(question),
    chooseMany: async (question) => next(question),
    confirm: async (question) => next(question),
  };
  return { prompts, asked, checked };
}
