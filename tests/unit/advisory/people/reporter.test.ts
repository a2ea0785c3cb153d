/** What a reporter's file may say, by what they agreed to. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reporterSchema } from '../../../../src/advisory/people/reporter.ts';

const accepts = (facts: object) => reporterSchema.safeParse(facts).success;

test('a name stands in a file only with the consent to be named, and then it must', () => {
  assert.equal(accepts({ consent: 'named', name: 'Ann Test' }), true);
  assert.equal(accepts({ consent: 'named' }), false);
  for (const consent of ['handle', 'anonymous', 'unknown']) {
    assert.equal(accepts({ consent }), true);
    assert.equal(accepts({ consent, name: 'Ann Test' }), false);
  }
});

test('an address of their own stands there only where it does not give them away', () => {
  const url = 'https://ann.test/';
  assert.equal(accepts({ consent: 'named', name: 'Ann Test', url }), true);
  assert.equal(accepts({ consent: 'handle', url }), true);
  assert.equal(accepts({ consent: 'anonymous', url }), false);
});

test('consent is taken back by one word, whatever else stands in the file', () => {
  assert.equal(accepts({ consent: 'none' }), true);
  assert.equal(accepts({ consent: 'none', name: 'Ann Test', url: 'https://ann.test/' }), true);
});

test('consent is never assumed', () => {
  assert.equal(accepts({}), false);
  assert.equal(accepts({ consent: 'yes' }), false);
  assert.equal(accepts({ consent: true }), false);
});
