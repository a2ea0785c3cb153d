/** Promises of the files for machines: true to their specifications, to the pages and to the source. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRssFeed } from 'feedsmith';
import type { DeskManifest } from '../../src/contract.ts';
import { builtSite } from '../helpers/built-site.ts';

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

function decode(text: string): string {
  return text
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&#34;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&#38;', '&');
}
