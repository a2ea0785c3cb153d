import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cweKind } from '../../../src/advisory/cwe.ts';
import {
  detailGroups,
  detailOrder,
  details,
  toDetailAnswers,
} from '../../../src/report/details.ts';
import { fieldOrder } from '../../../src/report/fields.ts';
import { weaknessGroups } from '../../../src/report/weaknesses.ts';

test('every detail stands in one group, under its own id, and none is required', () => {
  assert.deepEqual(detailOrder.map(({ id }) => id).sort(), Object.keys(details).sort());
  assert.ok(detailOrder.every(({ id, required }) => details[id].id === id && !required));
  assert.equal(new Set(detailGroups.map(({ id }) => id)).size, detailGroups.length);
});

test('no detail has the name of a question of the short form', () => {
  const names = fieldOrder.map(({ id }) => String(id));
  assert.deepEqual(
    detailOrder.filter(({ id }) => names.includes(id)),
    [],
  );
});

test('every kind of problem is a weakness that CWE knows, and stands once', () => {
  const ids = weaknessGroups.flatMap(({ weaknesses }) => weaknesses.map(({ id }) => id));
  assert.ok(ids.length > 30);
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) assert.equal(cweKind(id), 'weakness', id);
});

test('a chosen answer brings its words, a typed one its own, and an empty one nothing', () => {
  assert.deepEqual(toDetailAnswers({ exploited: 'unknown', fix: '', since: '1.0.0' }), [
    { id: 'since', noun: 'Affected since', answer: '1.0.0', words: '1.0.0', maxBytes: 1000 },
    {
      id: 'exploited',
      noun: 'Exploited in the wild',
      answer: 'unknown',
      words: 'I don’t know',
      maxBytes: 1000,
    },
  ]);
});
