/** Thanks to everybody who reported something and agreed to be shown. */

export const hall = {
  title: 'Hall of fame',
  description: (desk: string) =>
    `People who reported vulnerabilities in ${desk} and agreed to be thanked in public.`,
  lead: 'Thank you. These people and teams reported a vulnerability in private, or helped to mend one.',
  consent:
    'Shown with their permission, the latest first. There is no ranking. Whoever would rather not be shown is not: a word to us is enough, at any time.',
  follow: 'Follow new thanks in a feed reader (RSS)',
  nobody: <T>(report: (text: string) => T) =>
    ['Nobody is listed yet. ', report('The first report'), ' could be yours.'] as const,
} as const;
