/** The git commands that follow a change of the desk, for a person to run. */
import { dirname, relative } from 'node:path';

/**
 * A desk in another repository than Postern's is added there: git refuses a path outside the repository it is started in.
 * @param written whole paths of files that are new or changed
 * @param cwd the folder that the person is in
 */
export function toGitCommands(written: readonly string[], message: string, cwd: string): string[] {
  const elsewhere = written.some((it) => show(cwd, it).startsWith('../'));
  const base = elsewhere ? toParent(written) : cwd;
  const git = elsewhere ? `git -C ${quote(show(cwd, base) || '.')}` : 'git';
  const paths = written.map((it) => quote(show(base, it)));
  return [`${git} add ${paths.join(' ')}`, `${git} commit -m ${quote(message)}`, `${git} push`];
}

function show(from: string, path: string): string {
  return relative(from, path).replaceAll('\\', '/');
}

/** The deepest folder that holds all of some files. */
function toParent(files: readonly string[]): string {
  const [first = '', ...more] = files.map((it) => dirname(it));
  let parent = first;
  while (more.some((it) => show(parent, it).startsWith('..')) && parent !== dirname(parent)) {
    parent = dirname(parent);
  }
  return parent;
}

function quote(word: string): string {
  return /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
