/** Promises about a desk's address: it is named in desk.yaml or by the environment that builds it. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseInput } from '../../../src/desk/input.ts';
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
