import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { detailOrder, toDetailAnswers } from '../../../src/report/details.ts';
import { type Answers, renderReportJson, toReport } from '../../../src/report/report.ts';
import { toReportSchema } from '../../../src/report/report-schema.ts';
import { exampleAnswers, exampleConfig, exampleNow } from './example-report.ts';

const schema = toReportSchema('https://security.example/report/report.schema.json');
const ajv = new Ajv2020({ allErrors: true, strictTypes: false });
addFormats.default(ajv);
const isValid = ajv.compile(schema);

function toDocument(answers: Partial<Answers>): Record<string, unknown> {
  const files = [{ name: 'poc.bin', type: '', size: 3 }];
  const report = toReport({ ...exampleAnswers, ...answers }, files, exampleConfig, exampleNow);
  return JSON.parse(renderReportJson(report));
}

test('what the form writes is what its schema says', () => {
  const some = { weakness: 'CWE-22', exploited: 'no', disclosure: '2027-01-31', steps: 'a\nb' };
  const reports = [{}, { details: toDetailAnswers(some) }, { credit: 'none', reply: '' } as const];
  for (const answers of reports) {
    assert.ok(isValid(toDocument(answers)), JSON.stringify(isValid.errors));
  }
});

test('the schema knows every member that the form writes, and every detail', () => {
  const { properties } = schema as { properties: Record<string, { properties?: object }> };
  assert.deepEqual(Object.keys(properties).sort(), Object.keys(toDocument({})).sort());
  assert.deepEqual(
    Object.keys(properties.details?.properties ?? {}),
    detailOrder.map(({ id }) => id),
  );
});

test('a document of another kind, and an option that does not exist, are refused', () => {
  for (const change of [{ format: 'other' }, { details: { exploited: 'perhaps' } }]) {
    assert.equal(isValid({ ...toDocument({}), ...change }), false, JSON.stringify(change));
  }
});

test('members that a later form adds are passed over', () => {
  assert.ok(isValid({ ...toDocument({}), later: true, details: { later: 'x' } }));
});
