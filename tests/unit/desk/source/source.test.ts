/** Content files: positions, and faults of every kind at once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { renderFindings } from '../../../../src/desk/finding.ts';
import { day, line, versionName } from '../../../../src/desk/source/fields.ts';
import {
  findingAt,
  parseRecord,
  parseSource,
  renderValue,
} from '../../../../src/desk/source/source.ts';

const schema = z.strictObject({
  name: line,
  date: day.optional(),
  list: z.array(z.strictObject({ kind: z.enum(['a', 'b'], { error: 'Use a or b' }) })).default([]),
});

function read(text: string, file = 'desk.yaml') {
  const parsed = parseSource(file, text);
  if (parsed.value === null) throw new Error(renderFindings(parsed.findings));
  return parsed.value;
}

function faultsOf(text: string, file = 'desk.yaml'): string[] {
  const parsed = parseSource(file, text);
  if (parsed.value === null) return parsed.findings.map((it) => `${it.line} ${it.rule}`);
  return parseRecord(parsed.value, schema).findings.map(
    (it) => `${it.line} ${it.field} ${it.rule}`,
  );
}

test('every fault of a record is found at once, each on the line of its field', () => {
  const text = [
    'name: ""',
    'date: 2026-02-30',
    'list:',
    '  - kind: a',
    '  - kind: c',
    '    more: 1',
    'extra:',
    '  deep: 1',
  ].join('\n');
  assert.deepEqual(faultsOf(text), [
    '1 name schema-value',
    '2 date schema-value',
    '5 list[1].kind schema-value',
    '6 list[1].more schema-unknown-field',
    '7 extra schema-unknown-field',
  ]);
});

test('front matter counts lines from the top of the file, and the body from where it stands', () => {
  const source = read('---\nname: A\nlist:\n  - kind: b\n---\n\nText.\n', 'policy/a.mdx');
  assert.equal(source.lineOf(['name']), 2);
  assert.equal(source.lineOf(['list', 0, 'kind']), 4);
  assert.equal(source.bodyLine, 6);
  assert.equal(source.body, '\nText.\n');
});

test('a field that is not there is found on the line of the nearest field around it', () => {
  const source = read('name: A\nlist:\n  - kind: a\n');
  assert.equal(source.lineOf(['list', 0, 'other']), 3);
  assert.equal(source.lineOf(['list', 7, 'kind']), 2);
  assert.equal(source.lineOf(['missing']), 1);
});

test('line ends of Windows and a byte order mark change neither values nor lines', () => {
  const source = read('\uFEFF---\r\nname: A\r\n---\r\nText.\r\n', 'policy/a.mdx');
  assert.deepEqual(source.data, { name: 'A' });
  assert.equal(source.lineOf(['name']), 2);
  assert.equal(source.body, 'Text.\n');
  assert.equal(source.bodyLine, 4);
});

test('three hyphens inside the body do not end the front matter a second time', () => {
  const source = read('---\nname: A\n---\none\n\n---\n\ntwo\n', 'policy/a.mdx');
  assert.equal(source.body, 'one\n\n---\n\ntwo\n');
});

test('front matter may be empty, and then every required field is missing', () => {
  assert.deepEqual(faultsOf('---\n---\nText.\n', 'policy/a.mdx'), ['2 name schema-missing']);
});

test('a file without front matter, or with one that never ends, says so', () => {
  for (const text of ['Text.\n', '---\nname: A\n', '\n---\nname: A\n---\n', '']) {
    assert.deepEqual(faultsOf(text, 'policy/a.mdx'), ['1 source-front-matter']);
  }
});

test('an empty file, a list and plain text are records without their fields', () => {
  assert.deepEqual(faultsOf(''), ['1 name schema-missing']);
  assert.deepEqual(faultsOf('- name: A\n'), ['1  schema-value']);
  assert.deepEqual(faultsOf('just text\n'), ['1  schema-value']);
});

test('a key that is written twice is refused, for one of the two would be lost', () => {
  assert.deepEqual(faultsOf('name: A\ndate: 2026-01-01\nname: B\n'), ['3 source-yaml']);
});

test('a bomb of aliases is refused before it grows', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (let level = 0; level < 30; level++) {
    const name = `b${level}`;
    const other = level === 0 ? 'a' : `b${level - 1}`;
    bomb.push(`${name}: &${name} [${Array(9).fill(`*${other}`).join(', ')}]`);
  }
  const start = performance.now();
  assert.deepEqual(faultsOf(bomb.join('\n')), ['1 source-yaml']);
  assert.ok(performance.now() - start < 5000);
});

test('nesting without end is a finding and not a crash', () => {
  assert.match(faultsOf('['.repeat(50_000)).join(), /^1 source-yaml/);
});

test('a second document, a key that is no word and a broken list are refused with their lines', () => {
  assert.deepEqual(faultsOf('name: A\n---\nname: B\n'), ['2 source-yaml']);
  assert.deepEqual(faultsOf('name: A\n? [b]\n: c\n'), ['2 source-yaml']);
  assert.deepEqual(faultsOf('name: A\nlist: [a\n'), ['3 source-yaml']);
});

test('each mistyped line of YAML is one finding, in words that somebody without YAML knows, and quotes nothing', () => {
  for (const [text, line, wanted] of [
    ['name: A: b c\n', 1, /a value that has a colon in it in quotes/],
    ['list:\n\t- secret\n', 2, /spaces, not with tabs/],
    ['list: [secret\nname: A\n', 2, /close every bracket/],
    ["name: 'secret\n", 2, /Close every quote/],
    ['name: A\nname: secret\n', 2, /Write the field once/],
    ['name: @secret\n', 1, /begins with a sign in quotes/],
    ['name: "C:\\Users\\secret"\n', 1, /single quotes, or write each backslash twice/],
    ['name: A\n title: secret\n', 1, /in the same column/],
    ['name:secret\ntitle: B\n', 1, /a colon and a space after the name/],
    ['name: "A" secret\n', 1, /Put the whole value in quotes/],
  ] as const) {
    const { findings } = parseSource('desk.yaml', text);
    assert.deepEqual(
      findings.map((it) => it.line),
      [line],
      text,
    );
    assert.match(findings[0]?.wanted ?? '', wanted);
    assert.doesNotMatch(renderFindings(findings), /secret/);
  }
});

test('advice never speaks of the functions of a library', () => {
  for (const text of [
    'a: 1\n---\nb: 2\n',
    '['.repeat(50_000),
    '? [a]\n: b\n',
    'list: 3\n',
    '3\n',
  ]) {
    const parsed = parseSource('desk.yaml', text);
    const findings = parsed.value ? parseRecord(parsed.value, schema).findings : parsed.findings;
    assert.ok(findings.length > 0);
    assert.doesNotMatch(
      renderFindings(findings),
      /YAML\.|parseAll|call stack|Invalid input|expected/,
    );
  }
});

test('names from the prototype of an object are fields like others', () => {
  const faults = faultsOf('name: A\n__proto__: 1\nconstructor: 2\ntoString: 3\n');
  assert.deepEqual(faults, [
    '2 __proto__ schema-unknown-field',
    '3 constructor schema-unknown-field',
    '4 toString schema-unknown-field',
  ]);
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
});

test('a number where text is wanted is told to go in quotes, since 1.10 would be read as 1.1', () => {
  const { findings } = parseRecord(read('name: 1.10\n'), schema);
  assert.equal(findings[0]?.wanted, 'Write one line of text. Put it in quotes.');
});

test('an unknown field is answered with the fields there are, at that place', () => {
  const { findings } = parseRecord(read('name: A\nlist:\n  - kid: a\n'), schema);
  const wanted = findings.find((it) => it.rule === 'schema-unknown-field')?.wanted;
  assert.equal(wanted, 'Correct its spelling or remove it. There is: kind.');
});

test('bytes that are not UTF-8 and control characters are refused with their line', () => {
  assert.deepEqual(faultsOf('name: A\ndate: \uFFFD\n'), ['2 source-text']);
  assert.deepEqual(faultsOf('---\nname: A\n---\n\none\u0000\n', 'policy/a.mdx'), ['5 source-text']);
  assert.deepEqual(faultsOf('name: "a\\u0007b"\n'), ['1 name schema-value']);
});

test('no character that turns text around is taken, as it is or by its number', () => {
  for (const code of [0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069]) {
    const character = String.fromCodePoint(code);
    const { value, findings } = parseSource('desk.yaml', `name: a${character}b\n`);
    assert.equal(value, null);
    assert.equal(findings[0]?.rule, 'source-text');
    assert.equal(line.safeParse(`a${character}b`).success, false);
    assert.equal(versionName.safeParse(`1.0${character}`).success, false);
  }
  for (const text of ['عنوان', 'a\u200fb', 'می\u200cخواهم', '👩\u200d💻']) {
    assert.equal(line.safeParse(text).success, true, text);
  }
  for (const version of ['.', '..', '1.0\u200b', '1.0 ', '\u00ad']) {
    assert.equal(versionName.safeParse(version).success, false, version);
  }
  for (const version of ['1.0', 'v2.0.0-rc.1+build', '2024 R2', '...', 'ähm']) {
    assert.equal(versionName.safeParse(version).success, true, version);
  }
});

test('a field left empty counts as missing', () => {
  assert.deepEqual(faultsOf('name:\n'), ['1 name schema-missing']);
});

test('a value in a message stays on one line and short', () => {
  assert.equal(renderValue(undefined), 'nothing');
  assert.equal(renderValue('a\nb'), '"a\\nb"');
  assert.equal(renderValue('x'.repeat(500)).length, 78);
});

test('a finding names its place, and is an error unless it says otherwise', () => {
  const source = read('name: A\nlist:\n  - kind: a\n');
  const finding = findingAt(source, ['list', 0, 'kind'], {
    rule: 'schema-value',
    found: 'a',
    wanted: 'b',
  });
  assert.deepEqual(finding, {
    code: 'POSTERN-F006',
    rule: 'schema-value',
    level: 'error',
    file: 'desk.yaml',
    line: 3,
    field: 'list[0].kind',
    found: 'a',
    wanted: 'b',
  });
});
