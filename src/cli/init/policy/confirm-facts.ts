/** Shows what was understood of a policy, and takes over what a person confirms. */
import type { Prompts } from '../../command/prompts.ts';
import type { Fact } from './found-fact.ts';

/** @returns all facts where nobody can be asked; else those that were left chosen */
export async function confirmFacts(
  facts: readonly Fact[],
  prompts: Prompts | null,
): Promise<readonly Fact[]> {
  if (prompts === null || facts.length === 0) return facts;
  const choices = facts.map((fact, index) => ({
    value: String(index),
    label: renderFact(fact),
    hint: shorten(fact.from, 90),
  }));
  const question = 'These become facts. What you take out stays as prose.';
  const chosen = await prompts.chooseMany(question, choices);
  return facts.filter((_, index) => chosen.includes(String(index)));
}

/** A fact in words, with its value where the words do not hold it. */
export function renderFact({ field, value, says }: Fact): string {
  if (field === '' || typeof value !== 'object') {
    return typeof value === 'string' && !says.includes(value)
      ? `${says}: ${shorten(value, 70)}`
      : says;
  }
  const texts = Object.entries(value).flatMap(([name, it]) =>
    ['title', 'what', 'where'].includes(name) && typeof it === 'string' ? [it] : [],
  );
  return texts.length === 0 ? says : `${says}: ${shorten(texts.join(', '), 70)}`;
}

/** At most so many characters, the last one an ellipsis where some are missing. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}
