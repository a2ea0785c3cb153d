/** Content files as authors write them: YAML, or MDX under YAML front matter, read with the line of every field. */
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type Break, createFinding, type Finding } from '../finding.ts';
import { isRuleName, type RuleName } from '../rules.ts';
import { knownFields } from './known-fields.ts';
import { strayCharacter } from './source-text.ts';
import { toYamlAdvice } from './yaml-advice.ts';

/** A parsed content file. `lineOf` gives the line of a field, or of the nearest field around it that exists. */
export interface Source {
  readonly file: string;
  readonly data: unknown;
  /** Text below the front matter; empty in a YAML file. */
  readonly body: string;
  /** Line on which `body` starts, from 1. */
  readonly bodyLine: number;
  lineOf(path: readonly PropertyKey[]): number;
}

type Parsed<T> = { readonly value: T | null; readonly findings: readonly Finding[] };

/**
 * Reads YAML (`.yaml`) or front matter and body (`.mdx`).
 * Findings: `source-text` for a file that is not UTF-8 text, `source-yaml` for YAML that cannot be read,
 * `source-front-matter` for an MDX file without its two `---` lines.
 */
export function parseSource(file: string, text: string): Parsed<Source> {
  const clean = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const stray = strayCharacter.exec(clean);
  if (stray !== null) {
    const line = clean.slice(0, stray.index).split('\n').length;
    const found = 'a byte that is not UTF-8, a control character, or one that turns text around';
    const wanted = 'Remove it, and save the file as UTF-8 text.';
    return { value: null, findings: [fault('source-text', file, line, found, wanted)] };
  }
  if (!file.endsWith('.mdx')) return parseYaml(file, clean, { body: '', bodyLine: 0, offset: 0 });

  const match = /^---\n([\s\S]*?)^---[ \t]*(?:\n|$)/m.exec(clean);
  if (match?.index !== 0) {
    const wanted = 'Begin the file with facts between two lines of three hyphens.';
    return {
      value: null,
      findings: [fault('source-front-matter', file, 1, 'no front matter', wanted)],
    };
  }
  const body = clean.slice(match[0].length);
  const bodyLine = match[0].split('\n').length;
  return parseYaml(file, match[1] ?? '', { body, bodyLine, offset: 1 });
}

/**
 * Checks a source against a schema: every fault at once, each with its line.
 * Findings: `schema-unknown-field`, `schema-missing`, `schema-value`.
 */
export function parseRecord<S extends z.ZodType>(source: Source, schema: S): Parsed<z.output<S>> {
  const result = schema.safeParse(source.data ?? {});
  if (result.success) return { value: result.data, findings: [] };
  return {
    value: null,
    findings: result.error.issues.flatMap((issue) => toFindings(source, schema, issue)),
  };
}

/** One finding at a field of a source. */
export function findingAt(
  source: Source,
  path: readonly PropertyKey[],
  finding: Pick<Break, 'rule' | 'found' | 'wanted' | 'level'>,
): Finding {
  const line = source.lineOf(path);
  return createFinding({ ...finding, file: source.file, line, field: renderPath(path) });
}

/** A value as it reads in a sentence: short, quoted, and never over several lines. */
export function renderValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function parseYaml(
  file: string,
  text: string,
  rest: { body: string; bodyLine: number; offset: number },
): Parsed<Source> {
  const lineCounter = new LineCounter();
  // Aliases are not needed in a desk, and a chain of them can grow without bound.
  const options = { lineCounter, uniqueKeys: true, stringKeys: true, prettyErrors: false };
  const document = parseDocument(text, options);
  const lineAt = (offset: number) => lineCounter.linePos(offset).line + rest.offset;
  // What follows in a line from its first fault is none of its own.
  const first = new Map(document.errors.map((it) => [lineAt(it.pos[0]), it] as const).reverse());
  const findings = [...first]
    .reverse()
    .map(([line, error]) =>
      fault('source-yaml', file, line, 'YAML that cannot be read', toYamlAdvice(error)),
    );
  if (findings.length > 0) return { value: null, findings };
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 0 });
  } catch {
    const wanted = 'Write the value out in each place.';
    return { value: null, findings: [fault('source-yaml', file, 1, 'a YAML alias', wanted)] };
  }
  const { body, bodyLine } = rest;
  const lineOf = (path: readonly PropertyKey[]) => lineOfPath(document, path, lineAt);
  return { value: { file, data, body, bodyLine, lineOf }, findings: [] };
}

function lineOfPath(
  document: Document.Parsed,
  path: readonly PropertyKey[],
  lineAt: (offset: number) => number,
): number {
  for (let length = path.length; length > 0; length--) {
    const key = path[length - 1];
    const parent = document.getIn(path.slice(0, length - 1), true);
    // A block value begins below its key, and the key is where an author looks.
    const pair = isMap(parent)
      ? parent.items.find((it) => isScalar(it.key) && it.key.value === key)
      : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lineAt(node.range[0]);
  }
  return lineAt(0);
}

function toFindings(source: Source, schema: z.ZodType, issue: z.core.$ZodIssue): Finding[] {
  if (issue.code === 'unrecognized_keys') {
    const known = knownFields(schema, issue.path).join(', ');
    return issue.keys.map((key) =>
      findingAt(source, [...issue.path, key], {
        rule: 'schema-unknown-field',
        found: 'a field that does not exist here',
        wanted: `Correct its spelling or remove it. There is: ${known}.`,
      }),
    );
  }
  const value = issue.path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
    source.data,
  );
  const found = renderValue(value);
  const wanted = valueAdvice(issue, value);
  return [findingAt(source, issue.path, { rule: ruleOf(issue, value), found, wanted })];
}

/** A schema may name the rule that one of its own conditions stands for, with `params: { rule }`. */
function ruleOf(issue: z.core.$ZodIssue, value: unknown): RuleName {
  if (value === undefined || value === null) return 'schema-missing';
  const named: unknown = issue.code === 'custom' ? issue.params?.rule : undefined;
  return isRuleName(named) ? named : 'schema-value';
}

/** What the schema says; where it says nothing of its own, the kind of value that is wanted. */
function valueAdvice(issue: z.core.$ZodIssue, value: unknown): string {
  const expected = issue.code === 'invalid_type' ? issue.expected : '';
  const kinds: Record<string, string> = {
    array: 'Write a list, each entry after a hyphen',
    object: 'Write fields, each a name, a colon and a value',
    string: 'Write text',
  };
  const own = issue.message.startsWith('Invalid input') ? kinds[expected] : undefined;
  const quotes = expected === 'string' && typeof value === 'number' ? ' Put it in quotes.' : '';
  return `${sentence(own ?? issue.message)}${quotes}`;
}

function renderPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

function fault(rule: RuleName, file: string, line: number, found: string, wanted: string): Finding {
  return createFinding({ rule, file, line, found, wanted });
}

function sentence(text: string): string {
  const trimmed = text.split('\n')[0]?.trim().replace(/:$/, '') ?? '';
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
