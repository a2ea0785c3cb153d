/** Promises of "am I affected": OSV's evaluation, agreement with semver, and no answer where nobody knows. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import semver from 'semver';
import {
  type AffectedVersions,
  lowestSafe,
  newestSafe,
  type ReleasedProduct,
  toAffectedVersions,
  toVerdict,
  type Verdict,
} from '../../../../src/advisory/versions/verdict.ts';
import { type EvaluatedRange, isWithin } from '../../../../src/advisory/versions/version-range.ts';
import fc from '../../../helpers/property.ts';

const version = fc
  .tuple(
    fc.nat(3),
    fc.nat(3),
    fc.nat(3),
    fc.option(fc.constantFrom('alpha', 'alpha.1', 'beta.2', 'rc.1', 'rc.10', '0', '7')),
  )
  .map(
    ([major, minor, patch, pre]) => `${major}.${minor}.${patch}${pre === null ? '' : `-${pre}`}`,
  );

const end = fc.constantFrom('fixed', 'last_affected', 'none');

/** What the range means, said with semver's own comparisons. */
function expected(range: EvaluatedRange, at: string): boolean {
  const { introduced, fixed, last_affected } = range;
  if (introduced !== '0' && semver.lt(at, introduced)) return false;
  if (fixed !== undefined) return semver.lt(at, fixed);
  return last_affected === undefined || semver.lte(at, last_affected);
}

function toRange(kind: string, introduced: string, at: string): EvaluatedRange {
  return { type: 'SEMVER', introduced, ...(kind === 'none' ? {} : { [kind]: at }) };
}

describe('ranges of semantic versions', () => {
  test('agree with semver at every place, pre-releases and build numbers among them', () => {
    fc.assert(
      fc.property(
        version,
        version,
        version,
        end,
        fc.boolean(),
        fc.constantFrom('', '+build.5'),
        (one, other, at, kind, fromStart, build) => {
          const [low, high] = semver.lt(one, other) ? [one, other] : [other, one];
          const range = toRange(kind, fromStart ? '0' : low, high);
          assert.equal(isWithin(range, [], at + build), expected(range, at));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('agree with semver at their very bounds', () => {
    fc.assert(
      fc.property(version, version, end, (one, other, kind) => {
        fc.pre(semver.neq(one, other));
        const [low, high] = semver.lt(one, other) ? [one, other] : [other, one];
        const range = toRange(kind, low, high);
        assert.equal(isWithin(range, [], low), true);
        assert.equal(isWithin(range, [], high), kind !== 'fixed');
      }),
    );
  });

  test('do not depend on the order in which events are written: a fix below an introduction ends nothing', () => {
    const range: EvaluatedRange = { type: 'SEMVER', introduced: '2.0.0', fixed: '1.5.0' };
    assert.deepEqual(
      ['1.0.0', '1.5.0', '2.0.0', '3.0.0'].map((at) => isWithin(range, [], at)),
      [false, false, true, true],
    );
  });

  test('begin before 0.0.0 and its pre-releases where they say "0"', () => {
    assert.equal(isWithin({ type: 'SEMVER', introduced: '0' }, [], '0.0.0-0'), true);
    assert.equal(
      isWithin({ type: 'SEMVER', introduced: '0', fixed: '0.0.0' }, [], '0.0.0-0'),
      true,
    );
  });

  test('leave a pre-release of the fix affected and one of the introduction not', () => {
    const range: EvaluatedRange = { type: 'SEMVER', introduced: '1.0.0', fixed: '1.2.0' };
    assert.equal(isWithin(range, [], '1.0.0-rc.1'), false);
    assert.equal(isWithin(range, [], '1.2.0-rc.1'), true);
  });
});

describe('ranges in the order of the product’s own list', () => {
  const releases = ['jessie', 'wheezy', 'squeeze', 'lenny'];

  test('agree with places in the list', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.nat(3), fc.nat(3), end, (one, other, at, kind) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const name = (place: number) => releases[releases.length - 1 - place] ?? '';
        const range = { ...toRange(kind, name(low), name(high)), type: 'ECOSYSTEM' } as const;
        const wanted =
          at >= low && (kind === 'none' || (kind === 'fixed' ? at < high : at <= high));
        assert.equal(isWithin(range, releases, name(at)), wanted);
      }),
    );
  });

  test('give no answer for a version or a bound that is not in the list', () => {
    const product = { releases, lines: [] };
    const of = (range: Omit<EvaluatedRange, 'type'>) =>
      affected({ ranges: [{ type: 'ECOSYSTEM', ...range }] });
    assert.equal(toVerdict(of({ introduced: '0' }), product, 'potato'), 'unknown-version');
    assert.equal(
      toVerdict(of({ introduced: '0', fixed: 'sid' }), product, 'lenny'),
      'unknown-version',
    );
    assert.equal(toVerdict(of({ introduced: '0', fixed: 'wheezy' }), product, 'lenny'), 'affected');
  });
});

describe('a verdict', () => {
  const product: ReleasedProduct = {
    releases: ['2.1.0', '2.0.0', '1.9.0', '1.0.0', '0.9.0'],
    lines: [
      { name: '2.x', supported: true },
      { name: '1.x', supported: true },
      { name: '0.x', supported: false },
    ],
  };
  const twoLines = affected({
    ranges: [
      { type: 'SEMVER', introduced: '1.0.0', fixed: '1.9.0' },
      { type: 'SEMVER', introduced: '2.0.0', fixed: '2.1.0' },
    ],
  });

  for (const [typed, verdict] of [
    ['1.0.0', 'affected'],
    ['v1.0.0', 'affected'],
    [' V2.0.1 ', 'affected'],
    ['1.9.0', 'not-affected'],
    ['2.1.0', 'not-affected'],
    ['2.0', 'unknown-version'],
    ['latest', 'unknown-version'],
    ['', 'unknown-version'],
    ['0.9.0', 'not-assessed'],
    ['3.0.0', 'not-assessed'],
  ] as const) {
    test(`for "${typed}" is ${verdict}`, () => {
      assert.equal(toVerdict(twoLines, product, typed), verdict);
    });
  }

  test('on a line without support follows what the advisory says of such lines', () => {
    for (const unsupported of ['affected', 'not-affected', 'not-assessed'] as const) {
      assert.equal(toVerdict({ ...twoLines, unsupported }, product, '0.9.0'), unsupported);
    }
  });

  test('on a line without support is never "not affected" unless a range names the line or the author says so', () => {
    fc.assert(
      fc.property(version, version, end, version, (one, other, kind, at) => {
        const [low, high] = semver.lt(one, other) ? [one, other] : [other, one];
        const range = toRange(kind, low, high);
        const verdict = toVerdict(affected({ ranges: [range] }), product, at);
        const near = [low, high].some((it) => semver.major(it) === 0);
        if (semver.major(at) === 0 && !at.startsWith('0.0.0-') && !near) {
          assert.equal(verdict, 'not-assessed');
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('counts a line as assessed that a range begins, ends, lists or spans', () => {
    const at = (ranges: AffectedVersions['ranges'], versions: string[] = []) =>
      toVerdict(affected({ ranges, versions }), product, '0.9.0');
    assert.equal(at([{ type: 'SEMVER', introduced: '0', fixed: '0.8.0' }]), 'not-affected');
    assert.equal(at([{ type: 'SEMVER', introduced: '0.9.5', fixed: '2.0.0' }]), 'not-affected');
    assert.equal(at([], ['0.8.0']), 'not-affected');
    assert.equal(at([{ type: 'SEMVER', introduced: '0', fixed: '2.0.0' }]), 'affected');
    // A hash of digits is no version, whatever line it looks like.
    const commits = { type: 'GIT', introduced: '0'.repeat(40) } as const;
    const other = { type: 'SEMVER', introduced: '2.0.0', fixed: '2.1.0' } as const;
    assert.equal(at([commits, other]), 'not-assessed');
  });

  test('is "not affected" on a supported line that no range names', () => {
    const range: EvaluatedRange = { type: 'SEMVER', introduced: '2.0.0', fixed: '2.1.0' };
    assert.equal(toVerdict(affected({ ranges: [range] }), product, '1.9.0'), 'not-affected');
  });

  test('is never decided by commits', () => {
    const range = { type: 'GIT', introduced: '0', fixed: 'a'.repeat(40) } as const;
    assert.equal(toVerdict(affected({ ranges: [range] }), product, '2.0.0'), 'not-assessed');
    const listed = affected({ ranges: [range], versions: ['2.0.0'] });
    assert.equal(toVerdict(listed, product, '2.0.0'), 'affected');
    assert.equal(toVerdict(listed, product, '2.1.0'), 'not-affected');
    assert.equal(toVerdict(listed, product, '2.0.7'), 'unknown-version');
  });

  test('is "affected" for a listed version whatever ranges say', () => {
    const both = { ...twoLines, versions: ['2.1.0'] };
    assert.equal(toVerdict(both, product, '2.1.0'), 'affected');
  });

  test('of several entries for one product is one', () => {
    const entry = (introduced: string, fixed: string) => ({
      product: 'tool',
      ...affected({ ranges: [{ type: 'SEMVER', introduced, fixed }] }),
    });
    const merged = toAffectedVersions([entry('1.0.0', '1.9.0'), entry('2.0.0', '2.1.0')], 'tool');
    assert.deepEqual(merged?.ranges, twoLines.ranges);
    assert.equal(toAffectedVersions([entry('1.0.0', '1.9.0')], 'other'), null);
    const mixed = toAffectedVersions(
      [
        { ...entry('1.0.0', '1.9.0'), unsupported: 'not-affected' },
        { ...entry('2.0.0', '2.1.0'), unsupported: 'affected' },
      ],
      'tool',
    );
    assert.equal(mixed?.unsupported, 'affected');
  });
});

describe('a safe version', () => {
  const two = { name: '2.x', supported: true };
  const one = { name: '1.x', supported: true };
  const zero = { name: '0.x', supported: false };
  const product: ReleasedProduct = {
    releases: ['2.3.0-rc.1', '2.2.0', '1.1.0', '2.1.0', '2.0.0', '1.0.0', '0.1.0'],
    lines: [two, one, zero],
  };
  const semverRange = (introduced: string, fixed: string) =>
    affected({ ranges: [{ type: 'SEMVER', introduced, fixed }] });

  test('is the lowest from which on no release of the line is known to be affected', () => {
    assert.equal(lowestSafe([semverRange('2.1.0', '2.2.0')], product, two), '2.2.0');
    assert.equal(lowestSafe([semverRange('2.0.0', '2.1.0')], product, two), '2.1.0');
    assert.equal(lowestSafe([], product, two), '2.0.0');
  });

  test('is a fix even where the product does not list it as a release', () => {
    const bare = { releases: [], lines: [two] };
    assert.equal(lowestSafe([semverRange('2.0.0', '2.0.7')], bare, two), '2.0.7');
    assert.equal(newestSafe([semverRange('2.0.0', '2.0.7')], bare), '2.0.7');
  });

  test('does not exist where the newest release is affected or nobody looked', () => {
    const open = affected({ ranges: [{ type: 'SEMVER', introduced: '2.0.0' }] });
    assert.equal(lowestSafe([open], product, two), null);
    assert.equal(lowestSafe([semverRange('2.0.0', '2.1.0')], product, zero), null);
    assert.equal(lowestSafe([semverRange('2.0.0', '2.1.0')], product, one), '1.0.0');
  });

  test('is no pre-release while there is a release', () => {
    assert.equal(newestSafe([], product), '2.2.0');
    assert.equal(newestSafe([semverRange('2.0.0', '2.2.1')], product), '2.2.1');
    assert.equal(
      newestSafe([], { releases: ['0.1.0-alpha.2', '0.1.0-alpha.1'], lines: [] }),
      '0.1.0-alpha.2',
    );
  });

  test('holds on its line for every advisory, by the same verdict that readers get', () => {
    const ranges = fc.array(fc.tuple(version, version), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(ranges, fc.uniqueArray(version, { maxLength: 12 }), (pairs, releases) => {
        const advisories = pairs.map(([a, b]) =>
          semver.lt(a, b) ? semverRange(a, b) : semverRange(b, a),
        );
        const all = { releases: releases.toSorted(semver.rcompare), lines: [two, one, zero] };
        for (const line of all.lines) {
          const safe = lowestSafe(advisories, all, line);
          if (safe === null) continue;
          const verdicts: Verdict[] = all.releases
            .filter((it) => semver.gte(it, safe) && semver.major(it) === semver.major(safe))
            .filter((it) => semver.prerelease(it) === null || it === safe)
            .flatMap((it) => advisories.map((advisory) => toVerdict(advisory, all, it)));
          assert.deepEqual(
            verdicts.filter((it) => it !== 'not-affected'),
            [],
          );
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function affected(some: Partial<AffectedVersions>): AffectedVersions {
  return { ranges: [], versions: [], unsupported: 'not-assessed', ...some };
}
