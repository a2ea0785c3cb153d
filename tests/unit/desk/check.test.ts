/** Rules over a desk as a whole: its address, and how many keys it has. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkDesk } from '../../../src/desk/check.ts';
import { deskSchema } from '../../../src/desk/desk.ts';
import { parseInput } from '../../../src/desk/input.ts';
import type { Certificate } from '../../../src/desk/keys/certificate.ts';
import { readDesk } from '../../../src/read.ts';

test('a host that knows the address of its pages may name it in place of desk.yaml', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-url-'));
  try {
    cpSync('tests/fixtures/desk', folder, { recursive: true });
    const file = join(folder, 'desk.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^url: .*\n/m, ''));
    const rules = async (env: Record<string, string>) => {
      const input = parseInput({ POSTERN_CONTENT: folder, ...env }, new Date('2026-11-22'));
      return (await readDesk(input)).findings.map((finding) => finding.rule);
    };
    assert.ok((await rules({})).includes('desk-url-missing'));
    const named = await rules({ POSTERN_URL: 'https://someone.example/desk' });
    assert.ok(!named.includes('desk-url-missing'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a desk with fewer usable keys than its quorum says how many there are', () => {
  const facts = { name: 'A', summary: 'B.', quorum: 3, channels: [{ kind: 'form' }] };
  const found = (count: number) => {
    const certificates = Array<Certificate>(count).fill({} as Certificate);
    const rest = { url: 'https://a.example', policy: [], files: { policy: 1, products: 1 } };
    const whole = { desk: deskSchema.parse(facts), certificates, examples: [], ...rest };
    return checkDesk(whole).map((it) => it.found);
  };
  assert.deepEqual(found(0), ['no certificate that reports could be encrypted to']);
  assert.deepEqual(found(1), ['1 usable certificate, fewer than the quorum of 3']);
  assert.deepEqual(found(2), ['2 usable certificates, fewer than the quorum of 3']);
  assert.deepEqual(found(3), []);
});
