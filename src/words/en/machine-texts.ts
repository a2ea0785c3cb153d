/** Sentences for people within files for machines, and what pages call those files. */

export const machineLinks = {
  osv: 'OSV',
  cve: (id: string) => `CVE record ${id}`,
  vex: 'OpenVEX',
} as const;

/** Markdown. */
export const osvTexts = {
  withdrawn: (reason: string) => `Withdrawn: ${reason}`,
  remedy: (kind: string, text: string) => `${kind}: ${text}`,
} as const;

/** @param page address of the advisory */
export const vexTexts = {
  noRemedy: (page: string) => `There is no remedy yet. See ${page}`,
  notAffected: (page: string) => `These versions do not have the flaw. See ${page}`,
  disputed: (title: string) => `Disputed: ${title}`,
} as const;
