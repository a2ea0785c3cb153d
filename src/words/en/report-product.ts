/** What the form says beside a product: when an answer is promised, who reads reports about it. */

export const productPromise = {
  answered: (hours: number) => `${promise(hours)}.`,
  /** Not while nobody is there. @param day after those days */
  answeredBut: (hours: number, from: string, until: string, day: string) =>
    `${promise(hours)}, but not ${from === until ? `on ${from}` : `from ${from} to ${until}`}: then by ${day}.`,
} as const;

export const productReaders = {
  only: (names: readonly string[]) => `Only ${join(names)} can read it.`,
  ownWays: 'It has ways of its own: see the top of this page.',
} as const;

function promise(hours: number): string {
  const time = hours === 1 ? 'one hour' : `${hours} hours`;
  return `Say where to reach you, and you are answered within ${time}`;
}

function join(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
