import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseReportConfig } from '../../../src/report/config.ts';
import { exampleConfig } from './example-report.ts';

test('what a page writes is read back as it is', () => {
  assert.deepEqual(parseReportConfig(JSON.stringify(exampleConfig)), exampleConfig);
  const alone = { ...exampleConfig, relay: null, acknowledgeHours: null };
  assert.deepEqual(parseReportConfig(JSON.stringify(alone)), alone);
});

const wrong: readonly (readonly [key: string, value: unknown])[] = [
  ['desk', 7],
  ['relay', { origin: 1, receiptKeys: [], mailFrom: null }],
  ['relay', undefined],
  ['certificates', [{ owner: 'Ann' }]],
  ['quorum', '1'],
  ['products', {}],
  ['products', [{ ...exampleConfig.products[0], readers: 'A' }]],
  ['products', [{ ...exampleConfig.products[0], channels: [null] }]],
  ['channels', [null]],
  ['demonstration', 'yes'],
];

for (const [key, value] of wrong) {
  test(`"${key}" as ${JSON.stringify(value)} is refused with a sentence that names it`, () => {
    const json = JSON.stringify({ ...exampleConfig, [key]: value });
    assert.throws(() => parseReportConfig(json), new RegExp(`data-config.*"${key}" is missing or`));
  });
}

test('an attribute that is not JSON is refused with a sentence', () => {
  assert.throws(() => parseReportConfig(''), /data-config of <report-form>: found no JSON/);
  assert.throws(() => parseReportConfig('null'), /wrong shape/);
});
