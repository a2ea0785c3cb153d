/** Taking consent back is one word in one file, and one build later nothing that is published names the person. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { type BuiltSite, builtSite, desks } from '../helpers/built-site.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'postern-consent-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Every output that thanks somebody. */
const outputs = [
  '/hall-of-fame/',
  '/hall-of-fame/rss.xml',
  '/advisories/FIXTURE-2026-0001/',
  '/advisories/rss.xml',
  '/advisories/atom.xml',
  '/advisories/feed.json',
  '/advisories/feeds/anvil.xml',
  '/osv/FIXTURE-2026-0001.json',
  '/osv/all.json',
  '/cve/CVE-1900-0001.json',
];

/** Words of the reporter's file that no format escapes. */
const traces = /wilma|Daughters|Finds things/i;

function exported(desk: string, format: string): string {
  return execFileSync(
    process.execPath,
    ['src/cli/desk.ts', 'export', 'FIXTURE-2026-0001', '--format', format],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, POSTERN_CONTENT: desk, POSTERN_DATE: '2026-11-22' },
    },
  );
}

/** Files of the site that hold a trace, the search index opened. */
function findTraces(site: BuiltSite): string[] {
  return site.paths.filter((path) => {
    const bytes = readFileSync(join(site.folder, path));
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return traces.test((packed ? gunzipSync(bytes) : bytes).toString('latin1'));
  });
}

test('one word changes page, feeds, OSV, CVE, hall of fame and release notes, in one build', async () => {
  const desk = join(folder, 'desk');
  cpSync(join(root, desks.fixture), desk, { recursive: true });
  const file = join(desk, 'hall-of-fame/wilma-fixture.mdx');
  const written = readFileSync(file, 'utf8');
  writeFileSync(file, written.replace('consent: named', 'consent: none'));

  const before = findTraces(await builtSite('fixture'));
  for (const path of outputs) {
    assert.ok(before.includes(path.endsWith('/') ? `${path}index.html` : path), path);
  }
  const after = await builtSite('fixture', { POSTERN_CONTENT: desk });
  assert.deepEqual(findTraces(after), []);
  assert.match(after.printed, /reporter-consent-left/);
  for (const path of outputs) after.read(path);

  for (const format of ['text', 'release-notes', 'osv', 'cve', 'github']) {
    if (format !== 'github') assert.match(exported(desks.fixture, format), traces, format);
    assert.doesNotMatch(exported(desk, format), traces, format);
  }
});

test('the hall of fame announces its feed in its head and links it', async () => {
  const site = await builtSite('fixture');
  const page = site.read('/hall-of-fame/');
  assert.match(
    page,
    /<link rel="alternate" type="application\/rss\+xml" title="[^"]+" href="\/hall-of-fame\/rss\.xml">/,
  );
  assert.match(page, /<a href="\/hall-of-fame\/rss\.xml">/);
});

test('the demonstration shows each kind: a name with its organisation, a handle, an anonymous team, thanks without an advisory', async () => {
  const page = (await builtSite('demonstration')).read('/hall-of-fame/');
  assert.match(page, /<h3>Nora Sampleton<\/h3>\s*<p class="muted">Tidewater Lab<\/p>/);
  assert.match(page, /<h3>Tidewater Lab<\/h3>/);
  assert.match(page, /id="paper-moth"/);
  assert.match(page, /<h3>An anonymous team<\/h3>/);
  assert.match(page, /download page named a wrong checksum/);
  assert.doesNotMatch(page, /anonymous-team-1|unlisted-1|papermoth/);
});
