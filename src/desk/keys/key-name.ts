/** What a key is called: by the commands that change it, and by the products whose reports it reads. */

/** The name of a file of `keys/` without its ending. Null for any other file. */
export function toKeyName(file: string): string | null {
  return /^keys\/(.+)\.asc$/.exec(file)?.[1] ?? null;
}
