/** Which files of a folder outlive a new desk: everything that is not the demonstration's and not written anew. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Records } from '../../read.ts';

/** The desk that comes with Postern. */
const shippedContent = resolve(import.meta.dirname, '../../../content');

/** Every file of a folder, hidden ones too, by path with `/`. */
export function listAll(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((it) => !it.isDirectory())
    .map((it) => relative(folder, join(it.parentPath, it.name)).replaceAll('\\', '/'))
    .sort();
}

/** Files of the demonstration: Postern's own policy and product, whatever is made up, and guides for who runs a desk. */
export function isDemonstration(
  file: string,
  { desk, products, reporters, guides }: Records,
): boolean {
  const [folder = ''] = file.split('/');
  if (file === 'desk.yaml' || folder === 'policy') return true;
  if (/(?:^|\/)EXAMPLE-[^/]*$/.test(file)) return true;
  const named = (it: { id: string }, ending: string) => file === `${folder}/${it.id}${ending}`;
  if (folder === 'products') {
    return products.some((it) => named(it, '.yaml') && (it.example || it.name === desk.name));
  }
  if (folder === 'hall-of-fame') return reporters.some((it) => named(it, '.mdx') && it.example);
  if (folder === 'guides')
    return guides.some((it) => named(it, '.mdx') && !isForReaders(it.audience));
  return false;
}

/** What a folder that is no desk yet gets from ours: guides for reporters, and what editors read. */
export function readShipped(): Map<string, Buffer> {
  const wanted = listAll(shippedContent).filter((file) => {
    if (/^schema\/[a-z]+\.json$/.test(file)) return true;
    if (!/^guides\/[\w-]+\.mdx$/.test(file)) return false;
    const audience = /^audience: (\w+)$/m.exec(
      readFileSync(join(shippedContent, file), 'utf8'),
    )?.[1];
    return isForReaders(audience ?? '');
  });
  const files = new Map(wanted.map((file) => [file, readFileSync(join(shippedContent, file))]));
  return files.set('.gitignore', Buffer.from('embargoed/\n'));
}

function isForReaders(audience: string): boolean {
  return audience === 'reporter' || audience === 'user';
}
