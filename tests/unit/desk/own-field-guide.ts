/** The guide with every field of every file, from the schemas; written by the golden command and compared in the test. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { rules } from '../../../src/desk/rules.ts';
import { parseSource } from '../../../src/desk/source/source.ts';
import { type FileKind, fileKinds, type Shape } from './own-schemas.ts';

const root = join(import.meta.dirname, '../../..');

/** Where the guide stands. */
export const fieldGuideFile = join(root, 'content/guides/content-fields.mdx');

/** Desks that examples come from, the demonstration first. */
const exampleDesks = ['content', 'tests/fixtures/desk'];

/** A longer example hides the next field. */
const roomForExample = 60;

/** Examples of fields that none of these desks has, or has at too great a length. */
export const ownExamples: Readonly<Record<string, unknown>> = {
  'desk summary': 'A command-line tool that starts projects.',
  'desk language': 'de',
  'desk quorum': 2,
  'desk ids': 'ACME',
  'desk osvPrefix': true,
  'desk source': 'private',
  'desk channels[].where': 'In the README of the repository.',
  'desk promises.bestEffort': true,
  'desk record': true,
  'desk deliveryTests': true,
  'desk hiring': 'https://project.org/jobs/security',
  'desk policy.credit': 'Release notes name the reporter, if they agree.',
  'desk policy.told': ['Every flaw gets an advisory.'],
  'desk policy.safeHarbour': ['Test on your own installation.'],
  'desk policy.anonymity': 'Anonymous reports are taken like any other.',
  'desk policy.thanks': 'Thank you for keeping our users safe.',
  'desk policy.process[].title': 'Fix',
  'desk policy.process[].text': 'We write the fix in a private branch.',
  'desk policy.scope.in': ['The command-line tool.'],
  'desk policy.scope.out[].what': 'Extensions of other people.',
  'desk policy.scope.out[].why': 'We cannot fix them.',
  'desk policy.scope.out[].report': 'https://project.org/extensions',
  'desk policy.nonIssues[].title': 'The version number is public',
  'desk policy.nonIssues[].why': 'It is printed on every page on purpose.',
  'desk policy.reward.offered': false,
  'desk policy.reward.text': 'We are volunteers without a budget.',
  'desk policy.embargo.rule': 'Keep it between us until there is a fix.',
  'desk policy.embargo.reason': 'Before it, nobody can defend themselves.',
  'desk policy.advice[].title': 'Keep it up to date',
  'desk policy.advice[].text': 'Fixes come with the newest release.',
  'desk away.from': '2026-12-21',
  'desk away.until': '2027-01-04',
  'desk away.note': 'The only maintainer is on holiday.',
  'desk away.urgent': 'Write to security@example.org, read by a friend.',
  'desk relay.receiptKeys': ['11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'],
  'desk relay.mailFrom': 'reports@project.org',
  'product ecosystem': 'npm',
  'product lines[].range': '>=1.4.0 <2.0.0',
  'product recipients': ['your-name'],
  'product channels[].kind': 'code-host',
  'product channels[].address': 'security@tool.example.org',
  'product channels[].where': 'In the README of the repository.',
  'product channels[].label': 'HackerOne',
  'product channels[].url': 'https://hackerone.com/acme',
  'product channels[].account': true,
  'product promises.acknowledgeHours': 24,
  'product promises.updates': 'A message every week.',
  'product promises.fix[].severity': 'critical',
  'product promises.fix[].days': 14,
  'product promises.bestEffort': true,
  'product promises.disclosure': 'We agree with you on the day.',
  'section-translation title': 'Wofür diese Richtlinie gilt',
  'guide-translation title': 'Ihr erster Bericht',
  'guide-translation summary': 'Ihr Bericht ist verschlüsselt und angekommen.',
  'advisory aliases': ['CVE-2026-1234'],
  'advisory summary': 'Whoever opens a crafted file runs its author’s code.',
  'advisory withdrawal': 'No released version is affected.',
  'advisory affected[].versions': ['1.4.0', '1.4.2'],
  'advisory affected[].platforms': ['Windows'],
  'advisory affected[].functions': ['parse_shape'],
  'advisory affected[].unsupported': 'affected',
  'advisory affected[].ranges[].repo': 'https://github.com/acme/tool.git',
  'draft status': 'pre-announced',
  'draft announcement.date': '2026-03-01',
  'draft announcement.planned': '2026-03-15',
  'draft announcement.title': 'Fix for a serious flaw in the parser',
  'draft announcement.text': 'Please plan to update on that day.',
};

const intro = `---
title: Every field of every file
summary: You know what each file of a desk may hold, and your editor tells you while you write.
audience: maintainer
order: 83
---

A desk is a folder of text files. This page lists every field of each of them; it is made from the same rules that check your files. \`npm run desk -- check\` reads the whole folder and names every fault at once, with its file, its line and what is wanted instead.

## In your editor

The folder \`schema/\` holds a JSON Schema for each kind of file.

- **YAML files** (\`desk.yaml\` and \`products/\`): an editor with the YAML language server, such as Visual Studio Code with the YAML extension of Red Hat, offers fields, shows what they mean and marks faults. The first line of the file tells it where to look: \`# yaml-language-server: $schema=schema/desk.json\` in \`desk.yaml\`, and \`# yaml-language-server: $schema=../schema/product.json\` in a file of \`products/\`.
- **MDX files** (everything else): their facts stand between two lines of three hyphens, and the YAML language server does not look there. To have its help, copy the facts into a YAML file outside of the desk whose first line names the schema, and copy them back.

A schema knows names and values. What several fields must agree on, such as a fix that comes after the first affected version, is found by \`npm run desk -- check\` alone. It prints a permanent code with each finding, such as \`POSTERN-A008\`; all of them are [listed below](#every-finding).
`;

const draftIntro =
  'The same fields as an advisory, and nearly all of them may still be missing. These differ:';

/** The guide's text. */
export function renderFieldGuide(): string {
  const values = readValues();
  const kinds = fileKinds.map((kind) => {
    const heading = `## ${kind.title}`;
    const where = `In ${code(kind.path)}.`;
    const draft = kind.name === 'draft';
    const shape = draft ? toDifference(kind.shape) : kind.shape;
    const about = draft ? `${where} ${draftIntro}` : where;
    return [heading, about, ...renderLists(kind, shape, values)].join('\n\n');
  });
  return `${[intro.trimEnd(), ...kinds, renderRules()].join('\n\n')}\n`;
}

function renderRules(): string {
  const lines = Object.entries(rules)
    .map(([name, { code: number, level, asks }]) => {
      return `- ${code(number)} (${code(name)}, ${level}). ${escapeText(asks)}`;
    })
    .sort();
  const about =
    'An error stops a production build, a warning does not. A code never changes its meaning.';
  return ['## Every finding', about, lines.join('\n')].join('\n\n');
}

/** The fields of a draft that are not as in an advisory, each to one level. */
function toDifference(draft: Shape): Shape {
  const advisory = fileKinds.find((it) => it.name === 'advisory')?.shape;
  const isSame = (name: string, field: Shape) =>
    isDeepStrictEqual(field, advisory?.properties?.[name]) &&
    draft.required?.includes(name) === advisory?.required?.includes(name);
  const different = Object.entries(draft.properties ?? {}).filter(
    ([name, it]) => !isSame(name, it),
  );
  return { ...draft, properties: Object.fromEntries(different) };
}

interface Part {
  readonly path: string;
  readonly shape: Shape;
}

function renderLists(kind: FileKind, shape: Shape, values: Values): string[] {
  const advisory = fileKinds.find((it) => it.name === 'advisory');
  const known = kind.name === 'draft' ? collectParts('', advisory?.shape ?? {}) : [];
  const parts = collectParts('', shape).filter(
    (part) => !known.some((it) => isDeepStrictEqual(it, part)),
  );
  return parts.map(({ path, shape: part }) => {
    const lines = Object.entries(part.properties ?? {}).map(([name, field]) => {
      const full = path === '' ? name : `${path}.${name}`;
      const required = part.required?.includes(name) ? 'required; ' : '';
      const example = toExample(kind, full, field, values);
      const end = example === '' ? '' : ` Example: ${example}`;
      return `- ${code(name)} (${required}${toType(field)}). ${escapeText(toMeaning(field))}${end}`;
    });
    const list = lines.join('\n');
    return path === '' ? list : `### ${code(path)}\n\n${list}`;
  });
}

/** A list for the file and one for each field that has fields of its own. */
function collectParts(path: string, shape: Shape): Part[] {
  const own = Object.entries(shape.properties ?? {});
  return [
    { path, shape },
    ...own.flatMap(([name, field]) => {
      const inner = field.type === 'array' ? field.items : field;
      const at = `${path === '' ? '' : `${path}.`}${name}${field.type === 'array' ? '[]' : ''}`;
      if (inner?.oneOf !== undefined) return [{ path: at, shape: joinAlternatives(inner.oneOf) }];
      return inner?.properties === undefined ? [] : collectParts(at, inner);
    }),
  ];
}

/** Alternatives that are told apart by a word become one list, where the word's line names all of them. */
function joinAlternatives(all: readonly Shape[]): Shape {
  const kinds = all.flatMap((it) => it.properties?.kind ?? []);
  const description = kinds
    .map((it) => `${it.const}: ${(it.description ?? '').replace(/\.$/, '')}`)
    .join('; ');
  const kind = { enum: kinds.flatMap((it) => it.const ?? []), description: `${description}.` };
  const fields = Object.assign({}, ...all.map((it) => it.properties)) as Record<string, Shape>;
  return { properties: { ...fields, kind }, required: ['kind'] };
}

function toType(field: Shape): string {
  if (field.enum !== undefined) return `one of ${field.enum.map(code).join(', ')}`;
  switch (field.type) {
    case 'array': {
      const { items } = field;
      const plain = items?.properties === undefined && items?.oneOf === undefined;
      return plain ? `list of ${toType(items ?? {})}` : 'list, see below';
    }
    case 'object':
      return 'fields, see below';
    case 'boolean':
      return 'true or false';
    case 'integer':
      return 'whole number';
    default:
      return (
        { date: 'day', uri: 'https address', email: 'mail address' }[field.format ?? ''] ?? 'text'
      );
  }
}

/** With what counts where the field is left out, unless that is nothing at all. */
function toMeaning({ description = '', default: missing }: Shape): string {
  const says = typeof missing === 'string' || typeof missing === 'number';
  return says ? `${description} Left out: ${code(String(missing))}.` : description;
}

type Values = ReadonlyMap<string, readonly unknown[]>;

function toExample(kind: FileKind, path: string, field: Shape, values: Values): string {
  if (field.properties !== undefined || field.items?.properties !== undefined) return '';
  const found = [
    ...toOwn(`${kind.name} ${path}`),
    ...(values.get(`${kind.name} ${path}`) ?? []),
    ...(kind.name === 'draft' ? toOwn(`advisory ${path}`) : []),
    ...(kind.name === 'draft' ? (values.get(`advisory ${path}`) ?? []) : []),
  ];
  const isNew = (value: unknown) => !isDeepStrictEqual(value, field.default);
  const texts = found.filter(isNew).map(toYaml);
  const text = texts.find((it) => it.length <= roomForExample);
  return text === undefined ? '' : code(text);
}

function toOwn(key: string): unknown[] {
  return Object.hasOwn(ownExamples, key) ? [ownExamples[key]] : [];
}

/** A value as it stands in YAML on one line. */
function toYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toYaml).join(', ')}]`;
  if (typeof value !== 'string') return String(value);
  return /^[\d.]+$/.test(value) && !/^\d+\.\d+\.\d+$/.test(value) ? `"${value}"` : value;
}

/** Values of the fields of real files, by kind and path. */
function readValues(): Values {
  const values = new Map<string, unknown[]>();
  const collect = (key: string, value: unknown): void => {
    const plain = Array.isArray(value) && value.every((it) => typeof it !== 'object');
    if (plain || typeof value !== 'object' || value === null) {
      values.set(key, [...(values.get(key) ?? []), value]);
    } else if (Array.isArray(value)) {
      for (const it of value)
        for (const [name, inner] of Object.entries(it)) collect(`${key}[].${name}`, inner);
    } else {
      for (const [name, inner] of Object.entries(value)) collect(`${key}.${name}`, inner);
    }
  };
  for (const desk of exampleDesks) {
    const files = globSync('**/*.{yaml,mdx}', { cwd: join(root, desk) }).sort();
    for (const path of files.map((it) => it.replaceAll('\\', '/'))) {
      const kind = fileKinds.find((it) => it.pattern.test(path));
      // The guide is no source of examples for itself.
      if (kind === undefined || path.endsWith('content-fields.mdx')) continue;
      const { value: source } = parseSource(path, readFileSync(join(root, desk, path), 'utf8'));
      for (const [name, value] of Object.entries(source?.data ?? {}))
        collect(`${kind.name} ${name}`, value);
    }
  }
  return values;
}

function code(text: string): string {
  return `\`${text}\``;
}

function escapeText(text: string): string {
  return text.replaceAll('{', '\\{').replaceAll('<', '\\<');
}
