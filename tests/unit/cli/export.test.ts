/** `npm run desk -- export`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportCommand } from '../../../src/cli/export.ts';
import { makeCommandFolder } from '../../helpers/run-command.ts';

const draft = `---
id: ACME-2026-0002
title: A crafted archive *leaves* its folder
summary: Whoever unpacks an archive of a stranger can lose files.
status: reserved
affected:
  - product: tool
    ranges:
      - type: SEMVER
        introduced: 1.0.0
        fixed: 1.2.3
remedies:
  - kind: fix
    text: Update to 1.2.3.
---

Files are lost.
`;

test('a published advisory is printed in each form', async () => {
  using folder = makeCommandFolder();
  const run = async (format: string) => {
    const { code, out } = await folder.run(exportCommand, ['ACME-2026-0001', '--format', format]);
    assert.equal(code, 0);
    return out;
  };
  const osv = JSON.parse(await run('osv'));
  assert.equal(osv.id, 'x_ACME-2026-0001');
  assert.deepEqual(osv.aliases, ['CVE-2026-1111']);
  assert.equal(JSON.parse(await run('cve')).cveMetadata.cveId, 'CVE-2026-1111');
  assert.match(
    await run('text'),
    /^ACME-2026-0001: An old flaw\n=+\n\nTool: affected before 1\.0\.1\./,
  );
  assert.match(await run('release-notes'), /^- \*\*Security:\*\* An old flaw .*CVE-2026-1111\)\n$/);
  const github = JSON.parse(await run('github'));
  assert.deepEqual(github.vulnerabilities, [
    {
      package: { ecosystem: 'npm', name: 'tool' },
      patched_versions: '1.0.1',
      vulnerable_functions: [],
      vulnerable_version_range: '< 1.0.1',
    },
  ]);
  assert.equal(github.cve_id, 'CVE-2026-1111');
});

test('a draft is printed as if it were published today, and stays a draft', async () => {
  using folder = makeCommandFolder({ 'embargoed/ACME-2026-0002.mdx': draft });
  const before = folder.list();
  const { code, out } = await folder.run(exportCommand, ['ACME-2026-0002', '--format', 'osv']);
  assert.equal(code, 0);
  assert.equal(JSON.parse(out).published, '2026-11-22T00:00:00Z');
  const note = await folder.run(exportCommand, ['ACME-2026-0002', '--format', 'release-notes']);
  assert.match(note.out, /A crafted archive \\\*leaves\\\* its folder/);
  assert.deepEqual(folder.list(), before);
});

test('what is missing is said: the advisory, its facts, its CVE id, the form', async () => {
  using folder = makeCommandFolder({
    'embargoed/ACME-2026-0002.mdx': draft.replace(/summary: .*\n/, ''),
    'embargoed/ACME-2026-0003.mdx': draft.replaceAll('-0002', '-0003').replace('A crafted', 'B'),
  });
  for (const [args, code, said] of [
    [['ACME-2026-0009', '--format', 'osv'], 1, /There is no advisory ACME-2026-0009/],
    [['ACME-2026-0002', '--format', 'osv'], 1, /lacks what this form needs:\nerror .*summary/],
    [['ACME-2026-0003', '--format', 'cve'], 1, /has no CVE id/],
    [['ACME-2026-0001'], 2, /--format osv, cve, text, release-notes, github/],
    [['ACME-2026-0001', '--format', 'csaf'], 2, /--format osv/],
    [['--format', 'osv'], 2, /Name one advisory/],
  ] as const) {
    const result = await folder.run(exportCommand, args);
    assert.deepEqual([result.code, result.out], [code, ''], args.join(' '));
    assert.match(result.err, said);
  }
});
