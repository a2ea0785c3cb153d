/** How to encrypt and hand over a report without script, or without trust in the page. */

export const byHand = {
  heading: 'Encrypt it by hand',
  lead: 'With GnuPG 2.1.14 or newer, and no script at all.',
  saveKeys: '1. Save the keys of the maintainers',
  key: (owner: string) => `Key of ${owner}`,
  compare: 'Compare what this prints with the lines above:',
  write: <T>(file: T) => ['2. Write ', file] as const,
  encrypt: '3. Encrypt it',
  readBy: (about: string, owners: readonly string[]) =>
    `A report about ${about}, read by ${owners.join(', ')}:`,
  files: <T>(file: T) =>
    ['Files belong into one archive with the text; encrypt that instead of ', file, '.'] as const,
  handOver: <T>(file: T) => ['4. Hand over ', file] as const,
  about: (about: string) => `A report about ${about}:`,
  mail: <T>(address: T) => ['Attach it to a mail to ', address, '.'] as const,
  host: <T>(host: T) => ['Paste it as the description of ', host, '.'] as const,
  mailSomewhere:
    'Attach it to a mail to the maintainers. Where to find their addresses is said at the top of this page.',
  nowhere:
    'This project names no address for it. Its form, which needs script, is the way to send a report.',
} as const;

/** Products by name that have something in common. */
export const handGroups = {
  all: (names: readonly string[]) => join(names, 'and'),
  /** Those that have nothing of their own, and what is none of them. */
  rest: (names: readonly string[]) => join([...names, 'anything else'], 'or'),
} as const;

/** The file to be written, beside the nouns of the questions. */
export const textForm = {
  title: (desk: string) => `Security report for ${desk}`,
  reply: '(how we can reach you; empty means that nobody can answer)',
  credit: '(the name to thank you by, or: do not name me)',
  more: 'If you have more, and it is not said yet:',
  replyKey: '(as a file beside this one)',
} as const;

function join(names: readonly string[], word: string): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${word} ${last}`;
}
