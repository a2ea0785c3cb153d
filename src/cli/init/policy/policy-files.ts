/** A policy as files of a desk: its headings and prose, with a component wherever facts stand in place of sentences. */
import { stringify } from 'yaml';
import { type Base, toSafeMdx } from '../../import/safe-mdx.ts';
import { toSlug } from '../../publish/report-facts.ts';
import type { Fact } from './found-fact.ts';
import { type Placements, toPlacements } from './placements.ts';
import type { Block, Item, PolicyDocument, PolicySection, Sentence } from './policy-document.ts';

export interface PolicyFiles {
  /** By path below the desk's folder. */
  readonly files: ReadonlyMap<string, string>;
  /** What stays as prose, in order, with the heading that it stands under. */
  readonly kept: readonly { readonly title: string; readonly text: string }[];
}

/** What a section is made of; a heading goes where nothing is left below it. */
type Part = { readonly prose: string; readonly depth: number } | { readonly component: string };

/**
 * @param facts those that were confirmed
 * @param base where links of the source lead
 */
export function toPolicyFiles(
  document: PolicyDocument,
  facts: readonly Fact[],
  base: (ids: ReadonlyMap<string, string>) => Base,
): PolicyFiles {
  const placements = toPlacements(document, facts);
  const named = nameSections(document);
  const address = base(toAnchors(named));
  const files = new Map<string, string>();
  const kept: { title: string; text: string }[] = [];
  for (const { section, id, title } of named) {
    const parts = section.blocks.flatMap((block) => toParts(block, placements));
    for (const text of section.blocks.flatMap((it) => toRemaining(it, placements))) {
      kept.push({ title, text });
    }
    const body = withoutBareHeadings(parts, section, placements).map((part) =>
      'component' in part ? `<${part.component} />` : toSafeMdx(part.prose, address),
    );
    if (body.every((it) => it === '')) continue;
    const front = stringify({ title, order: (files.size + 1) * 10 }, { lineWidth: 0 });
    files.set(`policy/${id}.mdx`, `---\n${front}---\n\n${body.join('\n\n')}\n`);
  }
  return { files, kept };
}

interface Named {
  readonly section: PolicySection;
  readonly id: string;
  readonly title: string;
}

/** Section names become anchors; one that has no letter for an address is counted. */
function nameSections({ title, sections }: PolicyDocument): Named[] {
  const used = new Set<string>();
  return sections.map((section, index) => {
    const own = section.title || title || 'Security policy';
    const slug = toSlug(own, `section-${index + 1}`);
    let id = slug.slice(0, 60).replace(/-+$/, '');
    for (let count = 2; used.has(id); count++)
      id = `${slug.slice(0, 56).replace(/-+$/, '')}-${count}`;
    used.add(id);
    return { section, id, title: own };
  });
}

/** Code hosts name a heading by its words with hyphens between. */
function toAnchors(named: readonly Named[]): ReadonlyMap<string, string> {
  const anchors = new Map<string, string>();
  for (const { section, id } of named) {
    const headings = section.blocks.flatMap((it) => (it.kind === 'heading' ? [it.text] : []));
    for (const text of [section.title, ...headings]) {
      const anchor = text
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(/\s/g, '-');
      if (!anchors.has(anchor)) anchors.set(anchor, id);
    }
  }
  return anchors;
}

function toParts(block: Block, placements: Placements): Part[] {
  const components = (sentences: readonly Sentence[]): Part[] =>
    placements
      .componentsAt(block, sentences)
      .flatMap((component) => [
        ...(placements.aims.has(component)
          ? [{ prose: 'This is what we aim for.', depth: 0 }]
          : []),
        { component },
      ]);
  const prose = (text: string): Part[] => (text === '' ? [] : [{ prose: text, depth: 0 }]);
  switch (block.kind) {
    case 'heading': {
      const text = block.source.replace(/^#+\s*/, '').replace(/\s+#+$|\n[=-]+\s*$/, '');
      const depth = Math.min(6, block.path.length + 1);
      return [{ prose: `${'#'.repeat(depth)} ${text.replaceAll(/\s+/g, ' ')}`, depth }];
    }
    case 'text': {
      if (block.sentences.every((it) => !placements.isClaimed(it))) return prose(block.source);
      const mark = block.quoted ? '> ' : '';
      const quote = (sources: readonly string[]) =>
        prose(
          sources.length === 0
            ? ''
            : `${mark}${sources.join(' ').replaceAll(/\n>?\s*/g, `\n${mark}`)}`,
        );
      const parts: Part[] = [];
      let open: string[] = [];
      for (const sentence of block.sentences) {
        if (!placements.isClaimed(sentence)) {
          open.push(sentence.source);
          continue;
        }
        parts.push(...quote(open), ...components([sentence]));
        open = [];
      }
      return [...parts, ...quote(open)];
    }
    case 'list': {
      const all = block.items.flatMap((it) => it.sentences);
      if (all.every((it) => !placements.isClaimed(it))) return prose(block.source);
      const items = block.items.flatMap((it) => toItem(it, placements));
      const lines = items.map((text, index) => {
        const mark = block.ordered ? `${index + 1}. ` : '- ';
        return mark + text.replaceAll(/\n\s*/g, `\n${' '.repeat(mark.length)}`);
      });
      return [...components(all), ...prose(lines.join('\n'))];
    }
    default:
      return placements.isClaimed(block.whole) ? components([block.whole]) : prose(block.source);
  }
}

function toItem({ labelSource, source, sentences }: Item, placements: Placements): string[] {
  const left = sentences.filter((it) => !placements.isClaimed(it));
  if (left.length === 0) return [];
  if (left.length === sentences.length) return [source];
  return [[labelSource, ...left.map((it) => it.source)].filter((it) => it !== '').join(' ')];
}

function toRemaining(block: Block, placements: Placements): string[] {
  if (block.kind === 'heading') return [];
  const sentences =
    block.kind === 'text'
      ? block.sentences
      : block.kind === 'list'
        ? block.items.flatMap((it) => it.sentences)
        : [block.whole];
  return sentences.filter((it) => !placements.isClaimed(it)).map((it) => it.text);
}

/** A heading whose sentences are all shown elsewhere; one that had nothing below it from the start stays. */
function withoutBareHeadings(
  parts: readonly Part[],
  section: PolicySection,
  placements: Placements,
): Part[] {
  const claimed = section.blocks.some(
    (it) => it.kind !== 'heading' && toRemaining(it, placements).length === 0,
  );
  if (!claimed) return [...parts];
  return parts.filter((part, index) => {
    if (!('prose' in part) || part.depth === 0) return true;
    const next = parts[index + 1];
    return (
      next !== undefined && ('component' in next || next.depth === 0 || next.depth > part.depth)
    );
  });
}
