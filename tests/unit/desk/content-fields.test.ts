/** The schemas for editors, and the guide that lists every field. */
import assert from 'node:assert/strict';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { parseSource } from '../../../src/desk/source/source.ts';
import { fieldGuideFile, ownExamples, renderFieldGuide } from './own-field-guide.ts';
import { type FileKind, fileKinds, renderSchema, type Shape, schemaFile } from './own-schemas.ts';

const root = join(import.meta.dirname, '../../..');
const desks = [
  'content',
  'tests/desks/best-effort',
  'tests/desks/two-languages',
  'tests/fixtures/desk',
  'tests/checks/_base',
];

function createValidator(shape: object) {
  const ajv = new Ajv({ strict: true, allErrors: true });
  formats.default(ajv);
  return ajv.compile(shape);
}

function readData(path: string, text: string): unknown {
  const { value } = parseSource(path, text);
  assert.ok(value, path);
  return value.data;
}

test('the schemas in content/schema/ are those of the code', () => {
  for (const kind of fileKinds) {
    assert.equal(readFileSync(schemaFile(kind), 'utf8'), renderSchema(kind), kind.name);
  }
  const names = fileKinds.map((it) => `${it.name}.json`).sort();
  assert.deepEqual(readdirSync(join(root, 'content/schema')).sort(), names);
});

test('every file of every desk here is valid by its schema', () => {
  const counts = new Map<string, number>();
  for (const kind of fileKinds) {
    const validate = createValidator(JSON.parse(renderSchema(kind)) as object);
    for (const desk of desks) {
      const paths = globSync('**/*.{yaml,mdx}', { cwd: join(root, desk) });
      for (const path of paths.filter((it) => kind.pattern.test(it))) {
        const data = readData(path, readFileSync(join(root, desk, path), 'utf8'));
        assert.ok(validate(data), `${desk}/${path} ${JSON.stringify(validate.errors)}`);
        counts.set(kind.name, (counts.get(kind.name) ?? 0) + 1);
      }
    }
  }
  for (const { name } of fileKinds.filter((it) => it.name !== 'draft')) {
    assert.ok((counts.get(name) ?? 0) > 0, name);
  }
});

test('a schema refuses what the code refuses: a field that does not exist, a missing one, a wrong kind', () => {
  const advisory = fileKinds.find((it) => it.name === 'advisory');
  assert.ok(advisory);
  const validate = createValidator(JSON.parse(renderSchema(advisory)) as object);
  const path = 'advisories/2026/EXAMPLE-2026-0001.mdx';
  const data = readData(path, readFileSync(join(root, 'content', path), 'utf8')) as object;
  assert.ok(validate(data));
  for (const change of [
    { sevrity: 'high' },
    { title: undefined },
    { title: 7 },
    { dates: { published: '2026-02-30' } },
    { references: [{ type: 'WEB', url: 'http://a.test' }] },
  ]) {
    assert.equal(validate(JSON.parse(JSON.stringify({ ...data, ...change }))), false);
  }
});

test('the YAML files of the demonstration tell an editor where their schema is', () => {
  for (const path of globSync('content/**/*.yaml', { cwd: root })) {
    const [line = ''] = readFileSync(join(root, path), 'utf8').split('\n');
    const schema = /^# yaml-language-server: \$schema=(\S+)$/.exec(line)?.[1] ?? '';
    const kind = fileKinds.find((it) => it.pattern.test(path.slice('content/'.length)));
    assert.ok(kind, path);
    assert.equal(join(root, path, '..', schema), schemaFile(kind));
  }
});

test('the guide is that of the code, and each field in it has its meaning', () => {
  const guide = readFileSync(fieldGuideFile, 'utf8');
  assert.equal(guide, renderFieldGuide());
  const lines = guide.split('\n').filter((it) => /^- `[a-zA-Z_]+` \(/.test(it));
  assert.ok(lines.length > 80);
  for (const line of lines) {
    const form = /^- `\w+` \((required; )?(.+?)\)\. (.+?\.)( Example: `[^`]+`)?$/.exec(line);
    assert.ok(form, line);
    assert.ok(form[4] !== undefined || /see below/.test(form[2] ?? ''), `no example: ${line}`);
  }
});

test('an example that stands in no file is valid by the schema of its field', () => {
  for (const [key, value] of Object.entries(ownExamples)) {
    const [name, path = ''] = key.split(' ');
    const kind = fileKinds.find((it) => it.name === name);
    assert.ok(kind, key);
    const validate = createValidator(toField(kind, path));
    assert.ok(validate(value), `${key} ${JSON.stringify(validate.errors)}`);
  }
});

function toField({ shape }: FileKind, path: string): Shape {
  const steps = path.split(/\.|(?=\[\])/).filter((it) => it !== '');
  const found = steps.reduce<Shape | undefined>((at, step) => {
    if (step === '[]') return at?.items;
    const shapes = at?.oneOf ?? (at === undefined ? [] : [at]);
    return shapes.map((it) => it.properties?.[step]).find((it) => it !== undefined);
  }, shape);
  assert.ok(found, path);
  return found;
}
