/** Blocks of facts as Markdown. Facts are plain text, so nothing in them may be read as markup. */
import { reportThere } from '#words/policy';
import type { FactBlock, FactItem } from './policy-view.ts';

/** Without a line feed at its end. */
export function renderFactMarkdown(blocks: readonly FactBlock[]): string {
  return blocks.map(renderBlock).join('\n\n');
}

/** Plain text with everything escaped that Markdown would take for markup. */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replaceAll(/[\\`*[\]<>]|(?<!\w)_|_(?!\w)/g, '\\$&')
      // At the beginning of a block these would make a heading, a list or a quotation.
      .replace(/^([#+-])/, '\\$1')
      .replace(/^(\d+)([.)])/, '$1\\$2')
  );
}

function renderBlock(block: FactBlock): string {
  if (block.kind === 'list') {
    return block.items
      .map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${renderItem(item)}`)
      .join('\n');
  }
  return block.kind === 'text' ? escapeMarkdown(block.text) : `**${escapeMarkdown(block.text)}**`;
}

function renderItem({ title, text, report }: FactItem): string {
  const parts = [
    ...(title === null ? [] : [`**${escapeMarkdown(title)}**`]),
    ...(text === '' ? [] : [escapeMarkdown(text)]),
    ...(report === null ? [] : [reportThere(`<${report}>`).join('')]),
  ];
  return parts.join(' ');
}
