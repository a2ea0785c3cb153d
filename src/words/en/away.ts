/** An absence, in words that stay true on any day that they are read. */

export const away = {
  /** @param from first day @param until last day, which may be the same */
  title: (from: string, until: string) =>
    `${from === until ? `On ${from}` : `From ${from} to ${until}`}, an answer takes longer than usual.`,
  urgent: <T>(whatToDo: T) => ['If it cannot wait: ', whatToDo] as const,
} as const;
