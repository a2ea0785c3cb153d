/** Where a published advisory lies. */

/** @returns path below the desk's folder: the year of its id is a folder, and the id the file's name */
export function toAdvisoryFile(id: string): string {
  return `advisories/${id.split('-').at(-2)}/${id}.mdx`;
}
