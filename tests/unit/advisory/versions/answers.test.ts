/** The first screen of an advisory: who is hit, what nobody has looked at, what is safe, and the command for it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Advisory } from '../../../../src/advisory/advisory.ts';
import { toAnswers } from '../../../../src/advisory/versions/answers.ts';
import { toUpgrade } from '../../../../src/advisory/versions/upgrade.ts';
import type { Product } from '../../../../src/desk/product/product.ts';

const product: Product = {
  id: 'anvil',
  name: 'Anvil',
  example: false,
  purl: 'pkg:npm/%40fixture/anvil',
  lines: [
    { name: '3.x', supported: true },
    { name: '2.x', supported: true },
    { name: '1.x', supported: false },
    { name: '0.x', supported: false },
  ],
  releases: ['3.0.1', '2.8.1', '2.8.0', '1.4.0'].map((version) => ({
    version,
    date: '2026-01-01',
  })),
};

function answers(affected: Partial<Advisory['affected'][number]>) {
  const whole = {
    product: 'anvil',
    ranges: [],
    versions: [],
    platforms: [],
    functions: [],
    unsupported: 'not-assessed',
    ...affected,
  };
  return toAnswers({ affected: [whole] } as unknown as Advisory, [product])[0];
}

const ranges = [
  { type: 'SEMVER', introduced: '2.0.0', fixed: '2.8.1' },
  { type: 'SEMVER', introduced: '3.0.0', fixed: '3.0.1' },
] as const;

test('versions, fixes and the commands for them come from the ranges, in their order', () => {
  const answer = answers({ ranges: [...ranges] });
  assert.equal(answer?.name, 'Anvil');
  assert.deepEqual(answer?.affected, ['from 2.0.0 before 2.8.1', 'from 3.0.0 before 3.0.1']);
  assert.deepEqual(answer?.fixed, ['2.8.1', '3.0.1']);
  assert.deepEqual(answer?.upgrades, [
    'npm install @fixture/anvil@2.8.1',
    'npm install @fixture/anvil@3.0.1',
  ]);
});

test('lines without support that no range names are told apart, with or without listed releases', () => {
  assert.deepEqual(answers({ ranges: [...ranges] })?.unnamed, {
    lines: ['1.x', '0.x'],
    answer: 'not-assessed',
  });
  assert.deepEqual(answers({ ranges: [...ranges], unsupported: 'affected' })?.unnamed, {
    lines: ['1.x', '0.x'],
    answer: 'affected',
  });
});

test('a range that reaches over a line without support names it', () => {
  const all = [{ type: 'SEMVER', introduced: '0', fixed: '2.8.1' } as const];
  assert.equal(answers({ ranges: all })?.unnamed, null);
});

test('commits name no version as safe', () => {
  const git = {
    type: 'GIT',
    repo: 'https://code.test/anvil.git',
    introduced: '0',
    fixed: 'a'.repeat(40),
  } as const;
  assert.deepEqual(answers({ ranges: [git] })?.fixed, []);
});

test('each ecosystem gets its own command, and one without a command gets none', () => {
  for (const [purl, command] of [
    ['pkg:pypi/lantern', "pip install 'lantern==1.2.3'"],
    ['pkg:golang/code.test/anvil', 'go get code.test/anvil@v1.2.3'],
    ['pkg:cargo/anvil', 'cargo update --package anvil --precise 1.2.3'],
    ['pkg:generic/anvil', null],
  ] as const) {
    assert.equal(toUpgrade(purl, '1.2.3'), command);
  }
});

test('nothing that a shell would run stands in a command', () => {
  assert.equal(toUpgrade('pkg:npm/anvil', '1.0.0;true'), null);
  assert.equal(toUpgrade('pkg:npm/anvil%24%28true%29', '1.0.0'), null);
});
