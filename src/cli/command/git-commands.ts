/** The git commands that follow a change of the desk, for a person to run. */
import { relative } from 'node:path';

/**
 * @param written whole paths of files that are new or changed
 * @param cwd the folder that the person is in
 */
export function toGitCommands(written: readonly string[], message: string, cwd: string): string[] {
  const paths = written.map((it) => quote(relative(cwd, it).replaceAll('\\', '/')));
  return [`git add ${paths.join(' ')}`, `git commit -m ${quote(message)}`, 'git push'];
}

function quote(word: string): string {
  return /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
