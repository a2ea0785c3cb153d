/** How phrases of the desk's own files become sentences. */

export const sentence = {
  /** What ends a sentence already. */
  ended: /[.!?…]$/,
  /** @param phrase without a mark at its end */
  end: (phrase: string) => `${phrase}.`,
} as const;
