/** The answer to “am I affected?”: from the compact index alone, the same as from the record, and never better than what is known. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Advisory } from '../../../../src/advisory/advisory.ts';
import { toCheckAnswer, toProductCheck } from '../../../../src/advisory/versions/check-answer.ts';
import { type CheckIndex, toCheckIndex } from '../../../../src/advisory/versions/check-index.ts';
import {
  toCheckFacts,
  toCheckGroups,
  toCheckSentence,
  toCheckState,
} from '../../../../src/advisory/versions/check-words.ts';
import { toReleaseMatrix } from '../../../../src/advisory/versions/release-matrix.ts';
import { toReleasePath } from '../../../../src/advisory/versions/release-page.ts';
import type { Product } from '../../../../src/desk/product/product.ts';

const product = (id: string, versions: readonly string[]): Product => ({
  id,
  name: id.charAt(0).toUpperCase() + id.slice(1),
  example: false,
  lines: [
    { name: '2.x', supported: true },
    { name: '1.x', supported: true },
    { name: '0.x', supported: false },
  ],
  releases: versions.map((version) => ({ version, date: '2026-01-01' })),
});

const anvil = product('anvil', ['2.2.0', '1.3.1', '2.1.0', '2.0.0', '1.3.0', '0.9.0']);

function advisory(id: string, ranges: object[], over: object = {}): Advisory {
  const affected = [
    { product: 'anvil', ranges, versions: [], unsupported: 'not-assessed', platforms: [] },
  ];
  const facts = { id, title: id, severity: null, status: 'published', exploited: false };
  return { ...facts, affected, ...over } as unknown as Advisory;
}

const two = advisory('A-2026-0002', [{ type: 'SEMVER', introduced: '2.0.0', fixed: '2.2.0' }]);
const one = advisory('A-2026-0001', [
  { type: 'SEMVER', introduced: '1.0.0', fixed: '1.3.1' },
  { type: 'SEMVER', introduced: '2.0.0', fixed: '2.1.0' },
]);

function ask(advisories: readonly Advisory[], version: string, about = anvil) {
  // As a browser has it: through JSON.
  const index = JSON.parse(JSON.stringify(toCheckIndex(advisories, [about]))) as CheckIndex;
  const check = toProductCheck(index, about.id);
  assert.ok(check !== null);
  return toCheckAnswer(check, version);
}

const ids = (list: readonly { readonly id: string }[]) => list.map((it) => it.id);

test('an affected version names its advisories, the lowest safe version of its line, and the newest', () => {
  const answer = ask([two, one], 'v2.0.0');
  assert.deepEqual(ids(answer.advisories.affected), [two.id, one.id]);
  assert.equal(answer.lowestSafe, '2.2.0');
  assert.equal(answer.newestSafe, '2.2.0');
  assert.equal(toCheckSentence(answer), 'Anvil 2.0.0 is affected by 2 advisories.');
});

test('a version is affected by one and not by another, each named under its own heading', () => {
  const answer = ask([two, one], '2.1.0');
  assert.deepEqual(ids(answer.advisories.affected), [two.id]);
  assert.deepEqual(ids(answer.advisories['not-affected']), [one.id]);
});

test('no known advisories is said only where every advisory says not affected', () => {
  assert.equal(toCheckSentence(ask([two, one], '1.3.1')), 'Anvil 1.3.1 has no known advisories.');
  assert.equal(toCheckSentence(ask([], '1.3.1')), 'Anvil 1.3.1 has no known advisories.');
  for (const version of ['0.9.0', '7.0.0', 'unheard-of']) {
    const answer = ask([two, one], version);
    assert.notEqual(toCheckState(answer), 'not-affected', version);
    assert.doesNotMatch(toCheckSentence(answer), /no known advisories/, version);
  }
});

test('a line that nobody looked at is called not assessed, with what to leave it for', () => {
  const answer = ask([two, one], '0.9.0');
  assert.equal(toCheckSentence(answer), 'Anvil 0.9.0 has not been assessed for 2 advisories.');
  const terms = toCheckFacts(answer, '2026-11-22').map((it) => `${it.term}: ${it.text}`);
  assert.ok(terms.includes('Release line 0.x: No longer supported'), terms.join());
  assert.ok(terms.includes('Newest with no known advisory: 2.2.0'), terms.join());
});

test('a version that cannot be placed gets a sentence and no answer', () => {
  const answer = ask([two, one], 'nightly');
  assert.match(toCheckSentence(answer), /cannot be placed/);
  assert.deepEqual(answer.advisories.affected, []);
  assert.deepEqual(answer.advisories['not-affected'], []);
  assert.match(toCheckSentence(ask([], 'nightly')), /not a version we know/);
});

test('a safe version that would be a step back is called older, and the newest release says what affects it', () => {
  const open = advisory('A-2026-0003', [{ type: 'SEMVER', introduced: '1.3.0' }]);
  const calm = product('anvil', ['2.2.0', '1.2.0']);
  const texts = toCheckFacts(ask([open], '2.1.0', calm), '2026-11-22').map((it) => it.text);
  assert.ok(texts.includes('1.2.0, which is older'), texts.join());
  assert.ok(texts.includes('2.2.0, affected by one advisory'), texts.join());
});

test('a withdrawn advisory affects nothing', () => {
  const withdrawn = { ...two, status: 'withdrawn' as const };
  assert.equal(toCheckState(ask([withdrawn], '2.0.0')), 'not-affected');
});

test('a product that is not there has no check', () => {
  assert.equal(toProductCheck(toCheckIndex([one], [anvil]), 'bellows'), null);
});

test('the table of releases says for each cell what the answer for that release says', () => {
  const check = toProductCheck(toCheckIndex([two, one], [anvil]), 'anvil');
  assert.ok(check !== null);
  const matrix = toReleaseMatrix(check);
  assert.deepEqual(ids(matrix.advisories), [two.id, one.id]);
  for (const { version, verdicts } of matrix.rows) {
    const { advisories } = toCheckAnswer(check, version);
    for (const [column, verdict] of verdicts.entries()) {
      assert.ok(ids(advisories[verdict]).includes(matrix.advisories[column]?.id ?? ''), version);
    }
  }
  assert.deepEqual(
    matrix.rows.map((it) => it.version),
    anvil.releases.map((it) => it.version),
  );
});

test('a table too large to look at keeps the newest of both, and counts what it leaves out', () => {
  const many = Array.from({ length: 40 }, (_, index) =>
    advisory(`A-2026-${1000 + index}`, [{ type: 'SEMVER', introduced: '0' }]),
  );
  const long = product(
    'anvil',
    Array.from({ length: 60 }, (_, index) => `1.${60 - index}.0`),
  );
  const check = toProductCheck(toCheckIndex(many, [long]), 'anvil');
  assert.ok(check !== null);
  const matrix = toReleaseMatrix(check);
  assert.equal(matrix.advisories.length + matrix.left, 40);
  assert.equal(matrix.rows.length + matrix.older.length, 60);
  assert.equal(matrix.rows[0]?.version, '1.60.0');
  assert.ok(matrix.rows.length * matrix.advisories.length <= 1200);
});

test('the address of a release holds no slash of its version, and nothing unescaped', () => {
  assert.equal(toReleasePath('anvil', '1.0.0+b/2 x'), '/releases/anvil/1.0.0%2Bb_2%20x/');
});

test('everything that hits is named, and of what does not hit a long rest is counted', () => {
  const range = (introduced: string) => [{ type: 'SEMVER', introduced, fixed: '2.1.0' }];
  const many = Array.from({ length: 80 }, (_, index) =>
    advisory(`A-2026-${1000 + index}`, range(index < 40 ? '2.0.0' : '1.0.0')),
  );
  const [hits, others, ...none] = toCheckGroups(ask(many, '1.3.0'));
  assert.deepEqual([hits?.title, hits?.advisories.length, hits?.rest], ['Affected by', 40, 0]);
  assert.equal(others?.title, 'Not affected by');
  assert.equal((others?.advisories.length ?? 0) + (others?.rest ?? 0), 40);
  assert.ok((others?.rest ?? 0) > 0);
  assert.deepEqual(none, []);
});
