/** Gets the key of a new desk, and asks for another where one cannot be had: all other answers are kept. */
import { CommandError } from '../command/command-error.ts';
import type { Prompts } from '../command/prompts.ts';
import type { Answers, KeyWish } from './answers.ts';
import { askKey } from './complete-answers.ts';
import type { ObtainedKey } from './obtain-key.ts';

interface Settled {
  readonly answers: Answers;
  readonly key: ObtainedKey | null;
}

/**
 * @param obtain throws CommandError for a key that cannot be had
 * @throws CommandError of `obtain` where nobody can be asked
 */
export async function settleKey(
  answers: Answers,
  prompts: Prompts | null,
  obtain: (wish: KeyWish) => Promise<ObtainedKey | null>,
): Promise<Settled> {
  try {
    return { answers, key: await obtain(answers.key) };
  } catch (error) {
    if (prompts === null || !(error instanceof CommandError)) throw error;
    const key = await askKey(prompts, answers.contact, error.message);
    // Without a key there is no form, and so nothing for a relay to pass on.
    const relay = key.kind === 'none' ? null : answers.relay;
    return settleKey({ ...answers, key, relay }, prompts, obtain);
  }
}
