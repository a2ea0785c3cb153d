/** The feed of advisories, read back with a parser. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseRssFeed } from 'feedsmith';
import { renderRss } from '../../../src/advisory/feed.ts';
import { type Records, readDesk } from '../../../src/read.ts';

const folder = join(import.meta.dirname, '../../fixtures/desk');
const date = new Date('2026-11-22T23:59:59Z');

async function read(url: string | null = null): Promise<Records> {
  const { records } = await readDesk({ folder, date, url, preview: null, embargoed: null });
  assert.ok(records);
  return records;
}

function parse(records: Records) {
  const { items = [], ...channel } = parseRssFeed(renderRss(records));
  const item = (id: string) => {
    const found = items.find((it) => it.link?.includes(id));
    assert.ok(found, id);
    return found;
  };
  return { channel, items, item };
}

test('every advisory is an item, with its id and title as they were written', async () => {
  const records = await read();
  const { items, item } = parse(records);
  assert.equal(items.length, records.advisories.length);
  assert.equal(
    item('FIXTURE-2026-0001').title,
    'FIXTURE-2026-0001: Anvil runs code from a crafted "shape" <file>',
  );
});

test('a withdrawn advisory says so in its title and gives the reason in its text', async () => {
  const item = parse(await read()).item('FIXTURE-2026-0002');
  assert.match(item.title ?? '', /^FIXTURE-2026-0002 \(withdrawn\): /);
  assert.match(item.content?.encoded ?? '', /Withdrawn\..*never sent anywhere/s);
});

test('the whole text is there as HTML, and what was text stays text', async () => {
  const html = parse(await read()).item('FIXTURE-2026-0001').content?.encoded ?? '';
  assert.match(html, /<strong>sentinelword<\/strong>/);
  assert.match(html, /\{braces\}/);
  assert.match(html, /&lt;the fix&gt;/);
  assert.doesNotMatch(html, /<the fix>|<angle|\\\{/);
});

test('an item comes back as a new one when the advisory was revised, and only then', async () => {
  const records = await read();
  const guid = (all: Records) => parse(all).item('FIXTURE-2026-0001').guid?.value;
  const revised = records.advisories.map((it) => ({ ...it, revision: it.revision + 1 }));
  const retitled = records.advisories.map((it) => ({ ...it, title: 'Another title' }));
  assert.match(guid(records) ?? '', /^tag:security\.fixture\.test,2026-04-15:.*\/2$/);
  assert.notEqual(guid({ ...records, advisories: revised }), guid(records));
  assert.equal(guid({ ...records, advisories: retitled }), guid(records));
});

test('its day is that of the newest revision, and not that of the build', async () => {
  const { channel, item } = parse(await read());
  const day = (text: unknown) => new Date(String(text)).toISOString().slice(0, 10);
  assert.equal(day(item('FIXTURE-2026-0001').pubDate), '2026-05-02');
  assert.equal(day(channel.lastBuildDate), '2026-06-12');
});

test('links are whole addresses, also under a path', async () => {
  const { channel, item } = parse(await read('https://project.test/security'));
  assert.equal(channel.link, 'https://project.test/security/advisories/');
  assert.equal(
    item('FIXTURE-2026-0001').link,
    'https://project.test/security/advisories/FIXTURE-2026-0001/',
  );
});

test('a desk without advisories has a feed without items', async () => {
  const { items, channel } = parse({ ...(await read()), advisories: [] });
  assert.deepEqual(items, []);
  assert.equal(channel.title, 'Fixture security advisories');
});
