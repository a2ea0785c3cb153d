/** Questions at a terminal. The one file that knows the library that draws them. */
import { Readable } from 'node:stream';
import { confirm, isCancel, multiselect, select, text } from '@clack/prompts';
import { CommandError } from './command-error.ts';

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

/** Each throws CommandError when the person ends the conversation. */
export interface Prompts {
  /** @param check what is wrong with an answer, or undefined */
  text(
    question: string,
    options?: { initial?: string | undefined; check?: (answer: string) => string | undefined },
  ): Promise<string>;
  choose<T extends string>(question: string, choices: readonly Choice<T>[]): Promise<T>;
  /** All are chosen to begin with. */
  chooseMany(question: string, choices: readonly Choice<string>[]): Promise<readonly string[]>;
  confirm(question: string, initial: boolean): Promise<boolean>;
}

/**
 * @param output where questions are drawn; answers to programs go elsewhere
 * @returns null where nobody can be asked
 */
export function createPrompts(
  input: AsyncIterable<Uint8Array>,
  output: NodeJS.WriteStream,
): Prompts | null {
  if (!(input instanceof Readable) || !('isTTY' in input) || input.isTTY !== true) return null;
  const world = { input, output };
  return {
    async text(message, { initial, check } = {}) {
      const validate = (value: string | undefined) => check?.(value?.trim() ?? '');
      const start = initial === undefined ? {} : { initialValue: initial };
      return (await answered(text({ ...world, message, validate, ...start }))).trim();
    },
    choose: (message, choices) => {
      const options = choices.map(({ value, label, hint = '' }) => ({ value, label, hint }));
      return answered(select<string>({ ...world, message, options })) as Promise<never>;
    },
    chooseMany: (message, choices) => {
      const options = choices.map(({ value, label, hint = '' }) => ({ value, label, hint }));
      const initialValues = choices.map((it) => it.value);
      const question = { ...world, message, options, initialValues, required: false, maxItems: 12 };
      return answered(multiselect<string>(question));
    },
    confirm: (message, initialValue) => answered(confirm({ ...world, message, initialValue })),
  };
}

async function answered<T>(question: Promise<T>): Promise<Exclude<T, symbol>> {
  const answer = await question;
  if (isCancel(answer)) {
    throw new CommandError('ended before the last question, so nothing was written.');
  }
  return answer as Exclude<T, symbol>;
}
