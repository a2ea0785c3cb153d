/** How a report ends, as far as the page cannot know it before. */

export const received = {
  verified: 'Your report was received',
  unverified: 'Your report is stored',
  verifiedText:
    'The relay has stored it for the maintainers, and signed for it. The signature was checked.',
  unverifiedText:
    'The relay says that it has stored it for the maintainers. This browser cannot check the signature: save the receipt to have it checked elsewhere.',
  noAddress: 'You left no address, so nobody can answer you. The receipt shows when you reported.',
  answered: 'You will be answered, at the address that you gave.',
  answeredBy: (time: string) => `You will be answered by ${time}, at the address that you gave.`,
} as const;

export const handover = {
  copied: (characters: number) => `Copied: ${characters} characters.`,
  copiedMuch: (characters: number) =>
    `Copied: ${characters} characters. Some sites take fewer: attach the file there.`,
  notCopied: 'The encrypted text is shown above, ready to be copied.',
} as const;
