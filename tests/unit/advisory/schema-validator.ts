/** Validates documents against the official schemas in `tests/schemas/`. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type AnySchemaObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const folder = join(import.meta.dirname, '../../schemas');

/** @returns a function that throws with every fault of a document */
export function createValidator(
  file: 'osv-1.7' | 'openvex-0.2.0' | 'cve-record-5.2',
): (document: unknown) => void {
  const schema = JSON.parse(
    readFileSync(join(folder, `${file}.schema.json`), 'utf8'),
  ) as AnySchemaObject;
  const newer = String(schema.$schema).includes('2020-12');
  const ajv = new (newer ? Ajv2020 : Ajv)({ strict: false, allErrors: true, logger: false });
  addFormats.default(ajv);
  for (const format of ['iri', 'datetime']) ajv.addFormat(format, ownFormats[format] ?? true);
  const validate = ajv.compile(file === 'cve-record-5.2' ? toPlainSchema(schema) : schema);
  return (document) => {
    const valid = validate(JSON.parse(JSON.stringify(document)));
    assert.ok(
      valid,
      `${JSON.stringify(document, null, 1).slice(0, 3000)}\n${JSON.stringify(validate.errors, null, 1)}`,
    );
  };
}

/** Formats that the schemas name and the library does not know. */
const ownFormats: Record<string, (text: string) => boolean> = {
  iri: (text) => URL.canParse(text),
  datetime: (text) => !Number.isNaN(Date.parse(text)),
};

/** The editor's annotations out: names of forms as formats, ids that are no addresses, references to its own scripts. */
function toPlainSchema(node: unknown, parent = ''): AnySchemaObject {
  if (Array.isArray(node)) return node.map((it) => toPlainSchema(it)) as never;
  if (typeof node !== 'object' || node === null) return node as never;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => {
        if (parent === 'properties' || parent === 'definitions') return true;
        if (key === '$ref') return String(value).startsWith('#/');
        if (key === 'format') return ['uri', 'date-time', 'datetime'].includes(String(value));
        return !['$schema', '$id', 'id', 'links', 'options', 'template', 'watch'].includes(key);
      })
      .map(([key, value]) => [key, toPlainSchema(value, parent === 'properties' ? '' : key)]),
  );
}
