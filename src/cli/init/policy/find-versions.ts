/** Supported versions in a policy: a table or a list becomes release lines, the sentences beside it the rule of support. */
import { validRange } from 'semver';
import { type Fact, isUnder, type Json, type OpenPolicy } from './found-fact.ts';
import type { Block } from './policy-document.ts';

type Line = { readonly [name: string]: Json };

const versions = /\bversions?\b|\breleases? (?:lines?|supported)|\bsupported\b|\bmaintenance\b/i;
const component = 'SupportedVersions' as const;

/** Lines of the first table or list alone: a second one is of another product. */
export function findVersions({ blocks, taken }: OpenPolicy): Fact[] {
  const facts: Fact[] = [];
  let lines = false;
  for (const block of blocks) {
    const found = block.kind === 'table' ? readTable(block) : readList(block);
    // A second table is of another product, and which one is not ours to guess.
    if (found === null || lines) continue;
    lines = true;
    facts.push(...found);
  }
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== 'text' || !isUnder(block, versions)) continue;
    const next = blocks[index + 1];
    for (const sentence of block.sentences) {
      const base = { from: sentence.text, list: false, component } as const;
      const stage = /\b(pre-alpha|alpha|beta|experimental)\b/i.exec(sentence.text)?.[1];
      if (stage !== undefined && !facts.some((it) => it.field === 'stage')) {
        const value = stage.toLowerCase();
        facts.push({ ...base, field: 'stage', value, says: `stage: ${value}`, claims: [] });
      }
      if (/\bbest[- ]efforts?\b/i.test(sentence.text)) {
        const says = 'fixes come without a promised date';
        facts.push({
          ...base,
          field: 'promises.bestEffort',
          value: true,
          says,
          claims: [],
          component: 'Promises',
        });
      }
      // What leads to the table stays before it.
      const leads =
        /:$/.test(sentence.text) || (lines && isTableNext(next) && isLead(sentence.text));
      if (leads || taken.has(sentence.key)) continue;
      const says = 'which versions get fixes';
      const { key, line } = sentence;
      facts.push({
        ...base,
        field: 'product.support',
        value: line,
        list: true,
        says,
        claims: [key],
      });
    }
  }
  return facts;
}

function isTableNext(block: Block | undefined): boolean {
  return block?.kind === 'table' || block?.kind === 'list';
}

function isLead(text: string): boolean {
  return /\b(?:following|below|table|these)\b/i.test(text);
}

function readTable(block: Block & { kind: 'table' }): Fact[] | null {
  const { header, rows, whole } = block;
  const version = header.findIndex((it) => /version|release|branch|series|line/i.test(it));
  const support = header.findIndex(
    (it, at) => at !== version && /support|status|maintain|secur|fixes|updates/i.test(it),
  );
  if (version < 0 || support < 0 || rows.length === 0) return null;
  const read = rows.map((row): Line | null => {
    const answer = readAnswer(row[support] ?? '');
    const name = row[version] ?? '';
    if (answer === null || name === '') return null;
    const more = row.flatMap((cell, at) =>
      at === version || at === support || cell === '' ? [] : [{ head: header[at] ?? '', cell }],
    );
    return toLine(name, answer, more);
  });
  if (read.some((it) => it === null)) return null;
  return read.flatMap((it) => (it === null ? [] : [toFact(it, whole.text, whole.key)]));
}

function readList(block: Block): Fact[] | null {
  if (block.kind !== 'list' || !isUnder(block, versions)) return null;
  const read = block.items.map(({ label, sentences }) => {
    const text = [label, ...sentences.map((it) => it.text)].filter((it) => it !== '').join(': ');
    const [, name = '', rest = ''] =
      /^([<>≤≥=~^]*\s*v?\d[\w.*]*(?:\s+and (?:later|above|newer|older))?)\s*[:–—-]?\s+(.+)$/i.exec(
        text,
      ) ?? [];
    const answer = readAnswer(rest);
    const only = sentences.length === 1 ? sentences[0] : undefined;
    if (name === '' || answer === null || only === undefined) return null;
    return toFact(toLine(name, answer, []), text, only.key);
  });
  return read.every((it) => it !== null) && read.length > 0 ? read : null;
}

interface Answer {
  readonly supported: boolean;
  readonly until: string | null;
  readonly note: string;
}

const noSign =
  /^(?:[❌✖❎⛔🚫🔴✗✘]\uFE0F?|no\b|not\b|none\b|false\b|un(?:supported|maintained)\b|end[- ]of[- ](?:life|support)|eol\b|deprecated|obsolete|discontinued)/iu;
const yesSign =
  /^(?:[✅✔☑👍🟢✓]\uFE0F?|yes\b|true\b|(?:fully |actively |currently )?(?:supported|maintained)\b|active\b|current\b|security\b|critical\b|lts\b)/iu;

function readAnswer(cell: string): Answer | null {
  const until = /\b\d{4}-\d{2}-\d{2}\b/.exec(cell)?.[0] ?? null;
  const sign = noSign.exec(cell) ?? yesSign.exec(cell);
  if (sign === null) return null;
  const supported = !noSign.test(cell);
  const word =
    /^\P{L}+$/u.test(sign[0]) || /^(?:yes|no|true|false|(?:un)?supported)$/i.test(sign[0]);
  const rest = word ? cell.slice(sign[0].length) : cell;
  const note = rest.replace(/^[\s:,;.–—-]+/, '').trim();
  const said = /^(?:supported|not supported|unsupported)$/i.test(note) || note === `until ${until}`;
  return {
    supported,
    until: supported ? until : null,
    note: said ? '' : note.replace(/^\((.*)\)$/, '$1'),
  };
}

function toLine(
  name: string,
  answer: Answer,
  more: readonly { head: string; cell: string }[],
): Line {
  const date = more.find(
    ({ head, cell }) => /end|until|eol|date/i.test(head) && /^\d{4}-\d{2}-\d{2}$/.test(cell),
  );
  const until = answer.until ?? (answer.supported ? date?.cell : undefined);
  const notes = more
    .filter((it) => it !== date || !answer.supported)
    .map(({ head, cell }) => (/note|comment|remark/i.test(head) ? cell : `${head}: ${cell}`));
  const note = [answer.note, ...notes].filter((it) => it !== '').join('. ');
  const range = toRange(name);
  return {
    name,
    ...(range === null ? {} : { range }),
    supported: answer.supported,
    ...(until === undefined || until === null ? {} : { until }),
    ...(note === '' ? {} : { note }),
  };
}

/** Only where the name is not a range by itself. */
function toRange(name: string): string | null {
  if (validRange(name) !== null) return null;
  const [, from, , back] =
    /^[≥]?\s*v?(\d[\d.]*)(\s*\+|\s+and (?:later|above|newer|up)|\s+or (?:later|above|newer))?(\s+and (?:older|below|earlier))?$/i.exec(
      name,
    ) ?? [];
  if (from === undefined) return null;
  const range = back === undefined ? `>=${from}` : `<=${from}`;
  return validRange(range) === null ? null : range;
}

function toFact(line: Line, from: string, key: number): Fact {
  const says = `${line.name} ${line.supported === true ? 'gets security fixes' : 'gets no security fixes'}`;
  return { field: 'product.lines', value: line, list: true, says, from, claims: [key], component };
}
