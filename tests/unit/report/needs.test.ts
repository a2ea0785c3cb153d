import assert from 'node:assert/strict';
import { test } from 'node:test';
import { details, toDetailAnswers } from '../../../src/report/details.ts';
import { fields } from '../../../src/report/fields.ts';
import { needs, toMetNeeds } from '../../../src/report/needs.ts';
import type { Answers } from '../../../src/report/report.ts';
import { sampleAnswers } from '../../../src/report/sample.ts';
import { renderTemplate } from '../../../src/report/template.ts';
import { exampleAnswers } from './example-report.ts';

const bare: Answers = {
  ...exampleAnswers,
  version: '',
  report: 'It breaks.',
  reply: ' ',
};

const met = (answers: Partial<Answers>, files = 0) => [
  ...toMetNeeds({ ...bare, ...answers }, files),
];

test('a bare sentence meets no need, and a whole report all of them', () => {
  assert.deepEqual(met({}), []);
  assert.equal(met({ ...sampleAnswers, product: 'lantern' }, 1).length, needs.length);
});

test('each need is met by the question it leads to', () => {
  for (const { id, field } of needs) {
    if (field in details) {
      assert.deepEqual(met({ details: toDetailAnswers({ [field]: 'x' }) }), [id]);
    } else {
      assert.ok(field in fields, field);
      assert.deepEqual(met({ [field]: 'x' }), [id]);
    }
  }
});

test('a write-up in one piece is read for them', () => {
  assert.deepEqual(met({ report: '1. Open it.\n2. Look.' }), ['steps']);
  assert.deepEqual(met({ report: 'An attacker can read every file.' }), ['impact']);
  assert.deepEqual(met({ report: '```\ncurl x\n```' }), ['proof']);
  assert.deepEqual(met({}, 1), ['proof']);
});

test('a template that nobody has filled in meets nothing', () => {
  assert.deepEqual(met({ report: renderTemplate() }), []);
});
