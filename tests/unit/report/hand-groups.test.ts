import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Certificate, ReportConfig, ReportProduct } from '../../../src/report/config.ts';
import { toHandGroups } from '../../../src/report/hand-groups.ts';
import { exampleConfig } from './example-report.ts';

const [ann, bob] = ['A', 'B'].map((digit): Certificate => {
  return { owner: digit, fingerprint: digit.repeat(40), armored: '', expires: null };
});
assert.ok(ann && bob);
const mail = { kind: 'mail', label: 'Mail', href: 'mailto:a@b.test' } as const;

function group(products: readonly Partial<ReportProduct>[]) {
  const config: ReportConfig = {
    ...exampleConfig,
    certificates: [ann, bob].filter((it) => it !== undefined),
    products: products.map((own, index) => ({
      id: `p${index}`,
      name: `P${index}`,
      versions: [],
      readers: null,
      acknowledgeHours: null,
      channels: null,
      ...own,
    })),
  };
  return toHandGroups(config).map(({ about, certificates, channels }) => {
    return [about, certificates.map((it) => it.owner).join(''), channels.length];
  });
}

test('where no product has anything of its own there is one group, and nothing to tell apart', () => {
  assert.deepEqual(group([{}, {}]), [[null, 'AB', 0]]);
});

test('products with the same readers and ways share a group, and the last is for all that have none', () => {
  const readers = [bob.fingerprint];
  assert.deepEqual(group([{ readers }, {}, { readers }, { readers, channels: [mail] }, {}]), [
    ['P0 and P2', 'B', 0],
    ['P3', 'B', 1],
    ['P1, P4 or anything else', 'AB', 0],
  ]);
  assert.deepEqual(group([{ channels: [mail] }]), [
    ['P0', 'AB', 1],
    ['anything else', 'AB', 0],
  ]);
});
