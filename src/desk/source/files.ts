/** Which files a desk is made of: nothing an author wrote is passed over without a word. */
import { createFinding, type Finding } from '../finding.ts';
import { parseTranslationName } from '../prose/translation.ts';

/** Folders whose files' names become ids, anchors and addresses, each with its ending. */
const named: Readonly<Record<string, string>> = {
  policy: '.mdx',
  products: '.yaml',
  'hall-of-fame': '.mdx',
  guides: '.mdx',
};

/**
 * Findings: `file-name` (error) for a name that cannot be an address, `file-ignored` (warning) for a file that nothing reads.
 * @param paths all files below the desk's folder, with `/`; hidden ones left out
 */
export function checkFiles(paths: readonly string[]): Finding[] {
  return paths.flatMap((path) => {
    const [folder = '', ...rest] = path.split('/');
    const ending = named[folder];
    if (isRead(path)) return [];
    if (folder === 'keys') return [ignored(path, keyAdvice)];
    if (ending === undefined) return [ignored(path, elsewhere)];
    const [name = ''] = rest;
    if (rest.length > 1 || !name.endsWith(ending)) {
      return [ignored(path, `Files in ${folder}/ end in ${ending} and lie side by side.`)];
    }
    const plain = parseTranslationName(path)?.original ?? name.slice(0, -ending.length);
    if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(plain)) return [];
    const wanted = `Use lower-case letters, digits and single hyphens before ${ending}.`;
    return [createFinding({ rule: 'file-name', file: path, found: 'this name', wanted })];
  });
}

const elsewhere =
  'Move it out of the desk, or to where it belongs: desk.yaml, theme.css, keys/, policy/, products/, advisories/, hall-of-fame/, guides/, signatures/, delivery-tests/.';

const keyAdvice = 'Files in keys/ end in .asc; write them with gpg --armor --export FINGERPRINT.';

function isRead(path: string): boolean {
  return (
    path === 'desk.yaml' ||
    path === 'theme.css' ||
    // Where a repository is nothing but a desk.
    path === 'SECURITY.md' ||
    /(^|\/)README(\.md)?$/.test(path) ||
    /^embargoed(\/|$)/.test(path) ||
    // What editors read: the shape of each kind of file.
    /^schema\/[a-z-]+\.json$/.test(path) ||
    /^advisories\/.*\.mdx$/.test(path) ||
    path === 'signatures/security.txt.asc' ||
    /^delivery-tests\/[^/]+\.asc$/.test(path) ||
    path === 'keys/history.yaml' ||
    /^keys\/.*\.asc$/.test(path)
  );
}

function ignored(file: string, wanted: string): Finding {
  return createFinding({ rule: 'file-ignored', file, found: 'a file that nothing reads', wanted });
}

/** A file's name without folders and ending. */
export function idOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1, file.lastIndexOf('.'));
}
