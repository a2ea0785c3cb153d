/** Promises of the files for machines: true to their specifications, to the pages and to the source. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseRssFeed } from 'feedsmith';
import { unzipSync } from 'fflate';
import { toMachineLinks } from '../../src/advisory/formats/machine-links.ts';
import { toHeaders, toMediaType } from '../../src/build/headers.ts';
import { toMachineFiles } from '../../src/build/machine-files.ts';
import type { DeskManifest } from '../../src/contract.ts';
import { type Records, readDesk } from '../../src/read.ts';
import { type BuiltSite, builtSite } from '../helpers/built-site.ts';

test('security.txt carries every field of RFC 9116 that the desk knows, once or in order', async () => {
  const site = await builtSite('fixture');
  const text = site.read('/.well-known/security.txt');
  assert.equal(text, site.read('/security.txt'));
  const lines = text.trimEnd().split('\n');
  const values = (name: string) =>
    lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2));
  assert.ok(
    lines.every((line) => /^(#|[A-Z][A-Za-z-]+: \S)/.test(line)),
    text,
  );
  assert.ok(values('Contact').length >= 1);
  assert.ok(values('Contact').every((it) => /^(https:|mailto:)/.test(it)));
  assert.equal(values('Expires').length, 1);
  assert.match(values('Expires')[0] ?? '', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
  assert.equal(values('Canonical').length, 1);
  assert.match(values('Canonical')[0] ?? '', /^https:\/\/.*\/\.well-known\/security\.txt$/);
  assert.equal(values('Encryption').length, 2);
  assert.equal(values('Preferred-Languages').length, 1);
});

test('security.txt expires within a year of the review', async () => {
  const text = (await builtSite('demonstration')).read('/.well-known/security.txt');
  const expires = new Date(/^Expires: (.+)$/m.exec(text)?.[1] ?? '');
  const days = (expires.getTime() - Date.UTC(2026, 10, 22)) / 86_400_000;
  assert.ok(days > 0 && days <= 364, `${days} days`);
});

test('desk.json names keys and sizes, and no address of anybody', async () => {
  const site = await builtSite('fixture');
  const text = site.read('/.well-known/postern/desk.json');
  const manifest = JSON.parse(text) as DeskManifest;
  assert.equal(manifest.version, 1);
  assert.equal(manifest.recipients.length, 2);
  for (const recipient of manifest.recipients) {
    assert.match(recipient.fingerprint, /^[0-9A-F]{40}$/);
    assert.ok(recipient.subkeys.length > 0);
    for (const subkey of recipient.subkeys)
      assert.equal(subkey.keyId, subkey.fingerprint.slice(-16));
  }
  assert.doesNotMatch(text, /@/);
});

test('desk.json says when security.txt expires, so that a relay can warn of it', async () => {
  const site = await builtSite('fixture');
  const { expires } = JSON.parse(site.read('/.well-known/postern/desk.json')) as DeskManifest;
  assert.ok(site.read('/.well-known/security.txt').includes(`\nExpires: ${expires}\n`));
});

test('every certificate of desk.json is served whole, and an expired one is left out by name', async () => {
  const site = await builtSite('fixture');
  const manifest = JSON.parse(site.read('/.well-known/postern/desk.json')) as DeskManifest;
  for (const { fingerprint } of manifest.recipients) {
    assert.match(site.read(`/keys/${fingerprint}.asc`), /^-----BEGIN PGP PUBLIC KEY BLOCK-----\n/);
  }
  assert.equal(site.paths.filter((path) => path.endsWith('.asc')).length, 2);
  assert.match(
    site.printed,
    /warning keys\/[^ ]+\.asc: found the certificate of .+, which expired on/,
  );
});

test('every certificate of the Web Key Directory can be read by gpg, in both layouts, and is served open as bytes', async () => {
  const site = await builtSite('fixture');
  const { recipients } = JSON.parse(site.read('/.well-known/postern/desk.json')) as DeskManifest;
  const root = '/.well-known/openpgpkey';
  const served = site.paths.filter((path) => path.startsWith(`${root}/`));
  const certificates = served.filter((path) => path.includes('/hu/'));
  assert.equal(certificates.length, 2 * recipients.length);
  assert.deepEqual(
    served.filter((path) => !certificates.includes(path)),
    [`${root}/fixture.test/policy`, `${root}/policy`],
  );
  const gpgHome = mkdtempSync(join(tmpdir(), 'postern-wkd-'));
  try {
    const shown = certificates.map((path) => {
      const file = join(site.folder, path);
      const list = ['--homedir', gpgHome, '--show-keys', '--with-colons', file];
      const out = execFileSync('gpg', list, {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      assert.doesNotMatch(readFileSync(file, 'latin1'), /-----BEGIN/, path);
      return /^fpr:+([0-9A-F]+):/m.exec(out)?.[1];
    });
    const wanted = recipients.map((it) => it.fingerprint);
    assert.deepEqual(shown.sort(), [...wanted, ...wanted].sort());
  } finally {
    rmSync(gpgHome, { recursive: true });
  }
  const { records } = await readDesk({
    folder: 'tests/fixtures/desk',
    date: new Date('2026-11-22T23:59:59Z'),
    url: null,
    preview: null,
    embargoed: null,
  });
  assert.ok(records);
  for (const path of served) {
    const headers = toHeaders(records.site, path);
    assert.equal(headers['Content-Type'], 'application/octet-stream', path);
    assert.equal(headers['Access-Control-Allow-Origin'], '*', path);
  }
});

test('the RSS feed says what the pages say, with whole addresses, and a guid that carries the revision', async () => {
  const site = await builtSite('demonstration');
  const xml = site.read('/advisories/rss.xml');
  const feed = parseRssFeed(xml);
  const items = feed.items ?? [];
  const pages = site.paths.filter((path) =>
    /^\/advisories\/EXAMPLE-\d{4}-\d{4}\/index\.html$/.test(path),
  );
  assert.equal(items.length, pages.length);
  assert.equal(feed.atom?.links?.[0]?.rel, 'self');
  assert.match(feed.atom?.links?.[0]?.href ?? '', /\/advisories\/rss\.xml$/);
  assert.equal(new Set(items.map((item) => item.guid?.value)).size, items.length);
  for (const item of items) {
    const path = new URL(item.link ?? '').pathname;
    const title = /<h1[^>]*>([^<]+)<\/h1>/.exec(site.read(path))?.[1] ?? 'no title';
    assert.ok(decode(item.title ?? '').endsWith(decode(title)), `${item.title} on ${path}`);
    assert.match(
      item.guid?.value ?? '',
      /^tag:[^,]+,\d{4}-\d{2}-\d{2}:.*\/EXAMPLE-\d{4}-\d{4}\/\d+$/,
    );
    assert.doesNotMatch(item.content?.encoded ?? '', /(?:href|src)="(?!https?:|mailto:)/);
    assert.doesNotMatch(item.content?.encoded ?? '', /<(?:script|style|iframe)/);
  }
});

test('a withdrawn advisory says so in its feed title and on its page', async () => {
  const site = await builtSite('demonstration');
  const withdrawn = (parseRssFeed(site.read('/advisories/rss.xml')).items ?? []).filter((it) =>
    it.title?.includes('(withdrawn)'),
  );
  assert.equal(withdrawn.length, 1);
  assert.match(site.read(new URL(withdrawn[0]?.link ?? '').pathname), /This advisory is withdrawn/);
});

test('OSV has each record, all of them newest first, the list of changes and a zip of the same', async () => {
  const site = await builtSite('fixture');
  const all = json<{ id: string; modified: string }[]>(site, '/osv/all.json');
  const ids = all.map((it) => it.id.replace('x_', ''));
  assert.deepEqual(ids, ['FIXTURE-2026-0002', 'FIXTURE-2026-0001', 'FIXTURE-2025-0001']);
  assert.deepEqual(
    ids.map((id) => json(site, `/osv/${id}.json`)),
    all,
  );
  assert.equal(
    site.read('/osv/modified_id.csv'),
    all.map((it) => `${it.modified},${it.id}\n`).join(''),
  );
  const bytes = readFileSync(join(site.folder, 'osv/all.zip'));
  const zip = unzipSync(bytes);
  assert.deepEqual(
    Object.keys(zip),
    ids.toSorted().map((id) => `${id}.json`),
  );
  for (const [name, content] of Object.entries(zip)) {
    assert.equal(new TextDecoder().decode(content), site.read(`/osv/${name}`));
  }
  // Day and time of the first entry, of the kind that MS-DOS kept: 1 January 1980, midnight.
  assert.equal(bytes.readUInt32LE(10), 0x00210000);
});

test('keys of JSON are in order, so that a difference is a difference', async () => {
  const site = await builtSite('fixture');
  const sorted = site.paths.filter((it) =>
    /^\/(osv|cve|vex)\/.*\.json$|^\/min-secure\.json$/.test(it),
  );
  assert.ok(sorted.length >= 7, sorted.join());
  for (const path of [...sorted, '/advisories/feed.json']) assertSorted(json(site, path), path);
});

test('no machine file knows the day of the build, but those that say when they expire', async () => {
  const folder = join(import.meta.dirname, '../fixtures/desk');
  const on = async (day: string) => {
    const date = new Date(`${day}T23:59:59Z`);
    const found = await readDesk({ folder, date, url: null, preview: null, embargoed: null });
    assert.ok(found.records);
    return toMachineFiles(found.records);
  };
  const [one, other] = [await on('2026-11-22'), await on('2026-12-24')];
  assert.deepEqual([...one.keys()], [...other.keys()]);
  for (const [path, content] of one) {
    if (!path.endsWith('security.txt')) assert.deepEqual(other.get(path), content, path);
  }
});

test('files for machines say what they are, and any page may read them', async () => {
  const { paths } = await builtSite('fixture');
  const { site } = await records();
  const types: readonly (readonly [RegExp, string])[] = [
    [/^\/advisories\/(rss|feeds\/\w+)\.xml$/, 'application/rss+xml; charset=utf-8'],
    [/^\/advisories\/(atom\.xml|feeds\/\w+\.atom)$/, 'application/atom+xml; charset=utf-8'],
    [/^\/advisories\/(feed|feeds\/\w+)\.json$/, 'application/feed+json; charset=utf-8'],
    [/^\/(osv|cve|vex)\/.*\.json$|^\/min-secure\.json$/, 'application/json'],
    [/^\/osv\/.*\.csv$/, 'text/csv; charset=utf-8'],
    [/^\/osv\/.*\.zip$/, 'application/zip'],
  ];
  for (const [pattern, type] of types) {
    const own = paths.filter((path) => pattern.test(path));
    assert.ok(own.length > 0, String(pattern));
    for (const path of own) {
      assert.equal(toMediaType(site, path), type, path);
      assert.equal(toHeaders(site, path)['Access-Control-Allow-Origin'], '*', path);
      assert.equal(toHeaders(site, path)['Cross-Origin-Resource-Policy'], 'cross-origin', path);
    }
  }
});

test('every link of an advisory to its machine files leads to one that speaks of it', async () => {
  const site = await builtSite('fixture');
  const all = await records();
  const links = all.advisories.map((it) => ({
    id: it.id,
    hrefs: toMachineLinks(all.site, all, it).map((link) => link.href),
  }));
  for (const { id, hrefs } of links) {
    assert.ok(hrefs.length > 0);
    for (const href of hrefs) assert.ok(site.read(href).includes(id), `${href} for ${id}`);
  }
  assert.deepEqual(links.find((it) => it.id === 'FIXTURE-2026-0001')?.hrefs, [
    '/osv/FIXTURE-2026-0001.json',
    '/cve/CVE-1900-0001.json',
    '/vex/openvex.json',
  ]);
  assert.deepEqual(links.find((it) => it.id === 'FIXTURE-2026-0002')?.hrefs, [
    '/osv/FIXTURE-2026-0002.json',
  ]);
});

async function records(): Promise<Records> {
  const found = await readDesk({
    folder: join(import.meta.dirname, '../fixtures/desk'),
    date: new Date('2026-11-22T23:59:59Z'),
    url: null,
    preview: null,
    embargoed: null,
  });
  assert.ok(found.records);
  return found.records;
}

function json<T>(site: BuiltSite, path: string): T {
  return JSON.parse(site.read(path)) as T;
}

function assertSorted(value: unknown, path: string): void {
  if (typeof value !== 'object' || value === null) return;
  const keys = Object.keys(value);
  if (!Array.isArray(value)) assert.deepEqual(keys, keys.toSorted(), path);
  for (const it of Object.values(value)) assertSorted(it, path);
}

function decode(text: string): string {
  return text
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&#34;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&#38;', '&');
}

test('the schema of report.json names its own address, and a desk without a form has none', async () => {
  const path = '/report/report.schema.json';
  const schema = JSON.parse((await builtSite('fixture')).read(path)) as { $id: string };
  assert.equal(schema.$id, `https://security.fixture.test${path}`);
  assert.ok(!(await builtSite('best-effort')).paths.includes(path));
});

test('the guide of addresses has every address of a built site, and none that no site has', async () => {
  const guide = readFileSync(
    join(import.meta.dirname, '../../content/guides/addresses.mdx'),
    'utf8',
  );
  const toPatterns = (text: string) =>
    [...text.matchAll(/`(\/[^`]*)`/g)].map(([, address = '']) => {
      const inner = address
        .split(/<[^>]+>/)
        .map((it) => it.replaceAll('.', '\\.'))
        .join(address.includes('<path>') ? '.+' : '[^/]+');
      return { address, pattern: new RegExp(`^${inner}$`) };
    });
  const rows = guide.split('\n').filter((it) => it.startsWith('| `/'));
  const promised = rows.flatMap((row) => toPatterns(row.split(' | ')[0] ?? ''));
  const others = toPatterns(guide.slice(guide.indexOf('## Not to be relied on')));
  const sites = [await builtSite('fixture'), await builtSite('two-languages')];
  const served = sites.flatMap(({ paths }) =>
    paths.map((path) => path.replace(/\/index\.html$/, '/')),
  );
  assert.deepEqual(
    served.filter(
      (path) =>
        ![...promised, ...others].some((it) => it.pattern.test(path)) &&
        !existsSync(join(import.meta.dirname, '../../public', path)),
    ),
    [],
  );
  // A list of its own begins a second page only with more advisories than these desks have.
  const absent = promised.filter(({ pattern }) => !served.some((path) => pattern.test(path)));
  assert.deepEqual(
    absent.map((it) => it.address),
    ['/advisories/page/<n>/'],
  );
});
