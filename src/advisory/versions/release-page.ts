/** Address of the page and the file of one release. No zod here, so that browser code may use it. */

/** The part of the address that names the version; a slash in it would be a folder. */
export function toReleaseName(version: string): string {
  return version.replaceAll('/', '_');
}

/** @param product its id */
export function toReleasePath(product: string, version: string): `/releases/${string}/` {
  return `/releases/${product}/${encodeURIComponent(toReleaseName(version))}/`;
}
