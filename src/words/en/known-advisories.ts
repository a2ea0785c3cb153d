/** What is known already of a version, in words for somebody who is about to report a problem in it. */

export const known = {
  noProduct: 'Say above what the report is about, and look again.',
  none: (product: string) => `There is no published advisory about ${product}.`,
  some: (count: number, product: string) =>
    `There ${count === 1 ? 'is one advisory' : `are ${count} advisories`} about ${product}. Name a version above to see which of them hit it.`,
  /** What nobody has assessed is never told as if it did not hit. @param open how many those are */
  hits: (name: string, hits: number, open: number) => {
    const look = 'Please look whether it is what you have found.';
    const unassessed =
      open === 0 ? '' : ` Nobody has assessed ${name} for ${open === 1 ? 'one' : open} more.`;
    if (hits === 1) return `One published advisory hits ${name}.${unassessed} ${look}`;
    if (hits > 1) return `${hits} published advisories hit ${name}.${unassessed} ${look}`;
    if (open === 0) return `No published advisory hits ${name}.`;
    const count = open === 1 ? 'one published advisory' : `${open} published advisories`;
    return `Nobody has assessed ${name} for ${count}. ${look}`;
  },
  unsupported: (line: string) =>
    `${line} no longer receives security fixes. Report it all the same, and say whether a supported version has the problem too, if you can try one.`,
  notListed: (version: string) =>
    `${version} is not on our list of releases, so this may be incomplete.`,
  newest: (version: string) => `The newest version with no known advisory is ${version}.`,
  fixed: (versions: readonly string[]) => `fixed in ${versions.join(', ')}`,
  /** After an advisory's title. */
  notes: (notes: readonly string[]) => ` (${notes.join(', ')})`,
  others: (count: number, product: string) =>
    `${count === 1 ? 'One other advisory' : `${count} other advisories`} about ${product}`,
} as const;
