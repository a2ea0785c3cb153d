/** What the form says while a report is written. */

export const writing = {
  needMet: 'Found',
  needOpen: 'Not yet',
  needsMet: (met: number, all: number) => `${met} of ${all} are there.`,
  nearLimit: (bytes: number, limit: number) =>
    `More than ${bytes} of ${limit} bytes are used. A long log can be attached as a file.`,
  notLoaded:
    'A part of this page could not be loaded. What you typed is still here: check the connection and try again.',
  helpNotLoaded: 'This part of the page could not be loaded. The rest works without it.',
} as const;

/** How somebody who writes in one piece usually says it. */
export const signs = {
  steps: /\b(steps?|reproduc\w+)\b/i,
  proof: /\b(proof of concept|poc)\b/i,
  impact: /\b(impact|attackers?|allows?|gains?)\b/i,
} as const;

export const files = {
  total: (size: string, limit: string) => `Together ${size} of ${limit}.`,
  remove: 'Remove',
  removeNamed: (name: string) => `Remove ${name}`,
  strip: 'Take it out',
  stripNamed: (name: string) => `Take it out of ${name}`,
  /** In the text, where an encrypted message stood. */
  standIn: '(Already encrypted: see the attached file encrypted.asc.)',
  encryptedAlready:
    'This was already encrypted. It is attached as it is, so that it does not look like plain text; the maintainers open it a second time.',
} as const;

/** A reporter's own copy, beside the nouns of the questions. */
export const copy = {
  title: (desk: string) => `Security report for ${desk}`,
  private: (desk: string) =>
    `Security report for ${desk}. Not public: keep it to yourself until an advisory is out.`,
  replyKey: 'Key for the answer',
  receipt: 'Receipt',
  receiptFacts: (id: string, time: string) => `${id}, ${time}`,
  file: (name: string, bytes: number) => `${name} (${bytes} bytes)`,
  fileWithHash: (name: string, bytes: number, sha256: string) =>
    `${name} (${bytes} bytes, SHA-256 ${sha256})`,
} as const;
