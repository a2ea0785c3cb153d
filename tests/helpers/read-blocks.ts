/** Code blocks of a guide under one heading, as its reader would copy them. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const guides = resolve(import.meta.dirname, '../../content/guides');

/**
 * @param heading text of a heading; its blocks end at the next heading of any depth
 * @throws when the guide has no such heading
 */
export function readBlocks(guide: string, heading: string, language: string): string[] {
  const text = readFileSync(join(guides, `${guide}.mdx`), 'utf8');
  const parts = text.split(/^#{2,} /m);
  const part = parts.find((it) => it.startsWith(`${heading}\n`));
  if (part === undefined) throw new Error(`The guide ${guide} has no heading “${heading}”.`);
  const fence = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g');
  return [...part.matchAll(fence)].map(([, block = '']) => block);
}
