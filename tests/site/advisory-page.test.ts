/** Promises of the page of one advisory: every fact of its record is on it, what is not known is said, and a doubtful one is loud. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { buildFolder } from '../helpers/build-folder.ts';
import { builtSite } from '../helpers/built-site.ts';
import { writeGeneratedDesk } from '../helpers/generated-desk.ts';

const [from, to] = ['a'.repeat(40), 'b'.repeat(40)];

const whole = `---
id: GEN-2026-9001
aliases: [CVE-2026-90001]
title: A whole record
summary: Everything that a record can say is said here.
status: disputed
dates: { reported: 2026-02-01, acknowledged: 2026-02-02, fixed: 2026-03-01, published: 2026-03-02 }
revisions:
  - { number: 1, date: 2026-03-02, change: First publication. }
  - { number: 2, date: 2026-03-09, change: Named the older line as well. }
affected:
  - product: whole
    ranges:
      - { type: SEMVER, introduced: 2.0.0, fixed: 2.1.0 }
      - { type: GIT, repo: "https://code.test/whole.git", introduced: ${from}, fixed: ${to} }
    platforms: [Windows, Plan 9]
    functions: [open_archive, "whole unpack"]
  - product: listed
    versions: ["1.0", "1.1b"]
    unsupported: affected
cvss: [CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N]
cwe: [CWE-787]
exploited: true
remedies:
  - { kind: fix, text: Update to 2.1.0. }
  - { kind: mitigation, text: Open nothing. }
references:
  - { type: FIX, url: "https://code.test/whole/commit/1" }
---

## Impact

It is disputed by the people of Plan 9.
`;

const products = {
  whole: `name: Whole
example: true
purl: pkg:npm/%40fixture--test/whole
lines: [{ name: 2.x, supported: true }, { name: 1.x, supported: false }]
releases: [{ version: 2.1.0, date: 2026-03-01 }, { version: 2.0.0, date: 2025-03-01 }]
`,
  listed: `name: Listed
example: true
lines: [{ name: "1", supported: true }, { name: "0", supported: false }]
releases: [{ version: "1.1b", date: 2025-02-01 }, { version: "1.0", date: 2025-01-01 }]
`,
};

describe('the page of a whole record', () => {
  let folder = '';
  let html = '';

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'postern-page-'));
    writeGeneratedDesk(join(folder, 'desk'), 8);
    for (const [id, text] of Object.entries(products))
      writeFileSync(join(folder, 'desk/products', `${id}.yaml`), text);
    writeFileSync(join(folder, 'desk/advisories/2026/GEN-2026-9001.mdx'), whole);
    await buildFolder(folder);
    html = readFileSync(join(folder, 'out/advisories/GEN-2026-9001/index.html'), 'utf8');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Text of the section that a heading begins, without elements. */
  const section = (id: string) => {
    const match = new RegExp(`<section[^>]*aria-labelledby="${id}"[^>]*>(.*?)</section>`, 's');
    const [, text = ''] = match.exec(html) ?? [];
    return text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  };

  test('who is affected: versions, platforms, functions, versions one by one, and lines that nobody looked at', () => {
    const text = section('affected');
    assert.match(text, /Whole from 2\.0\.0 before 2\.1\.0, on Windows, Plan 9 only/);
    assert.match(text, /Reached through open_archive ?, whole unpack/);
    assert.match(text, /Not assessed: 1\.x \(no longer supported\)/);
    assert.match(text, /Listed 1\.0, 1\.1b/);
    assert.match(text, /Affected too: 0 \(no longer supported\)/);
    assert.doesNotMatch(text, /not affected/i);
    assert.match(text, /Check your version/);
  });

  test('which version is safe, and that there is none where there is none', () => {
    assert.match(section('safe'), /Whole 2\.1\.0 , or any later version/);
    assert.match(section('safe'), /No fixed release of Listed yet/);
  });

  test('what to do, with a command to copy', () => {
    assert.match(section('now'), /Fix: Update to 2\.1\.0\. .*Mitigation: Open nothing\./);
    assert.match(html, /<pre[^>]*><code>npm install @fixture--test\/whole@2\.1\.0<\/code><\/pre>/);
  });

  test('facts carry the name of the weakness, whole commits, aliases and references', () => {
    const text = section('facts');
    assert.match(text, /9\.3 by CVSS 4\.0/);
    assert.match(text, /CWE-787 Out-of-bounds Write/);
    assert.match(text, new RegExp(`code\\.test/whole\\.git from ${from} before ${to}`));
    assert.match(text, /Affected versions of Listed 1\.0, 1\.1b/);
    assert.match(text, /CVE-2026-90001/);
    assert.match(html, /<a href="https:\/\/code\.test\/whole\/commit\/1">/);
  });

  test('the timeline in its order, each revision, and the files for machines', () => {
    assert.match(
      section('timeline'),
      /02-01 .*Reported.*02-02 .*Answered.*03-01 .*Fix released.*03-02 .*Published/,
    );
    assert.match(section('revisions'), /2, 2026-03-09 Named the older line.*1, 2026-03-02 First/);
    assert.match(html, /href="\/osv\/GEN-2026-9001\.json"/);
  });

  test('a disputed one and one used in attacks say so before anything else, and in the title of the window', () => {
    const answers = html.indexOf('class="answers"');
    for (const notice of ['This advisory is disputed.', 'Known to be used in attacks.']) {
      assert.ok(html.includes(notice) && html.indexOf(notice) < answers, notice);
    }
    assert.match(html, /<title>GEN-2026-9001 \(disputed\): A whole record/);
  });

  test('the one published before is a link away', () => {
    const nav = /<nav class="neighbours".*?<\/nav>/s.exec(html)?.[0] ?? '';
    assert.match(nav, /Older/);
    assert.match(nav, /href="\/advisories\/GEN-\d{4}-\d{4}\/"/);
  });
});

test('a withdrawn advisory says so first, why, and that nothing is affected', async () => {
  const html = (await builtSite('demonstration')).read('/advisories/EXAMPLE-2025-0003/');
  const notice = html.indexOf('This advisory is withdrawn');
  assert.ok(notice !== -1 && notice < html.indexOf('class="answers"'));
  assert.match(html, /Every released version stops at a depth of 128 tables/);
  assert.match(html, /No\. The advisory is withdrawn\./);
  assert.doesNotMatch(html, /from 2\.2\.0 to 2\.2\.1/);
  assert.match(html, /<title>EXAMPLE-2025-0003 \(withdrawn\)/);
});
