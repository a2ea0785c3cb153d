/** The feeds, read back with a parser and held against the rules that the W3C feed validator checks. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import type { Advisory } from '../../../../src/advisory/advisory.ts';
import { renderFeeds, toFeedLinks } from '../../../../src/advisory/feeds/feeds.ts';
import { type Records, readDesk } from '../../../../src/read.ts';

const folder = join(import.meta.dirname, '../../../fixtures/desk');
const date = new Date('2026-11-22T23:59:59Z');

/** What all three formats say of one entry. */
interface Read {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly html: string;
  readonly updated: string;
}

const paths = ['/advisories/rss.xml', '/advisories/atom.xml', '/advisories/feed.json'] as const;

async function read(url: string | null = null): Promise<Records> {
  const { records } = await readDesk({ folder, date, url, preview: null, embargoed: null });
  assert.ok(records);
  return records;
}

function render(records: Records, path: string): string {
  const text = renderFeeds(records).get(path);
  assert.ok(text !== undefined, path);
  return text;
}

/** Entries of a feed of any of the three formats. */
function parse(records: Records, path: string): Read[] {
  const text = render(records, path);
  const second = (value: unknown) => new Date(String(value)).toISOString();
  if (path.endsWith('json')) {
    return (parseJsonFeed(JSON.parse(text)).items ?? []).map((it) => ({
      id: it.id ?? '',
      url: it.url ?? '',
      title: it.title ?? '',
      html: it.content_html ?? '',
      updated: second(it.date_modified),
    }));
  }
  if (/\.atom$|atom\.xml$/.test(path)) {
    return (parseAtomFeed(text).entries ?? []).map((it) => ({
      id: it.id ?? '',
      url: it.links?.find((link) => link.rel === 'alternate')?.href ?? '',
      title: it.title?.value ?? '',
      html: it.content?.value ?? '',
      updated: second(it.updated),
    }));
  }
  return (parseRssFeed(text).items ?? []).map((it) => ({
    id: it.guid?.value ?? '',
    url: it.link ?? '',
    title: it.title ?? '',
    html: it.content?.encoded ?? '',
    updated: second(it.pubDate),
  }));
}

function entry(records: Records, path: string, id: string): Read {
  const found = parse(records, path).find((it) => it.id.includes(`/${id}/`));
  assert.ok(found, `${id} in ${path}`);
  return found;
}

for (const path of paths) {
  describe(path, () => {
    let records: Records;
    before(async () => {
      records = await read();
    });

    test('every advisory is an entry, with its id and title', () => {
      assert.equal(parse(records, path).length, records.advisories.length);
      assert.equal(
        entry(records, path, 'FIXTURE-2026-0001').title.replaceAll('‹', '<').replaceAll('›', '>'),
        'FIXTURE-2026-0001: Anvil runs code from a crafted "shape" <file>',
      );
    });

    test('a withdrawn advisory says so in its title and gives the reason in its text', () => {
      const { title, html } = entry(records, path, 'FIXTURE-2026-0002');
      assert.match(title, /^FIXTURE-2026-0002 \(withdrawn\): /);
      assert.match(html, /Withdrawn:.*never sent anywhere/s);
    });

    test('the whole text is there as HTML, and what was text stays text', () => {
      const { html } = entry(records, path, 'FIXTURE-2026-0001');
      assert.match(html, /<strong>sentinelword<\/strong>/);
      assert.match(html, /\{braces\}/);
      assert.match(html, /&lt;the fix&gt;/);
      assert.doesNotMatch(html, /<the fix>|<angle|\\\{/);
    });

    test('an entry comes back as a new one when the advisory was revised, and only then', () => {
      const id = (all: Records) => entry(all, path, 'FIXTURE-2026-0001').id;
      const each = (change: (it: Advisory) => Advisory) => ({
        ...records,
        advisories: records.advisories.map(change),
      });
      const revised = each((it) => ({ ...it, revision: it.revision + 1 }));
      const retitled = each((it) => ({ ...it, title: 'Another title' }));
      assert.match(id(records), /^tag:security\.fixture\.test,2026-04-15:.*\/2$/);
      assert.notEqual(id(revised), id(records));
      assert.equal(id(retitled), id(records));
    });

    test('an announcement, the publication, a revision and a withdrawal each are an entry of their own', () => {
      const [advisory] = records.advisories;
      assert.ok(advisory);
      const { id } = advisory;
      const announcement = {
        id,
        date: '2026-05-01',
        title: 'Something comes',
        text: 'Be <ready>.',
      };
      const states: Records[] = [
        { ...records, advisories: [], announcements: [{ ...announcement, planned: '2026-06-09' }] },
        { ...records, advisories: [{ ...advisory, status: 'published', revision: 1 }] },
        { ...records, advisories: [{ ...advisory, status: 'published', revision: 2 }] },
        { ...records, advisories: [{ ...advisory, status: 'withdrawn', revision: 3 }] },
      ];
      const all = states.map((it) => entry(it, path, id));
      assert.equal(new Set(all.map((it) => it.id)).size, states.length);
      assert.match(all[0]?.title ?? '', /\(pre-announced\): Something comes$/);
      assert.match(all[0]?.html ?? '', /Be &lt;ready&gt;\..*2026-06-09/s);
      assert.match(all[3]?.title ?? '', /\(withdrawn\)/);
    });

    test('its day is that of the newest revision, newest first, and not that of the build', () => {
      const days = parse(records, path).map((it) => it.updated.slice(0, 10));
      assert.deepEqual(days, ['2026-06-12', '2026-05-02', '2026-03-17']);
    });

    test('addresses are whole, also under a path and within a text', async () => {
      const under = await read('https://project.test/security');
      const body = 'See [keys](/keys/), [above](#details) and ![a plan](/plan.png).';
      const advisories = under.advisories.map((it) => ({ ...it, body }));
      const found = entry({ ...under, advisories }, path, 'FIXTURE-2026-0001');
      const page = 'https://project.test/security/advisories/FIXTURE-2026-0001/';
      assert.equal(found.url, page);
      assert.ok(found.html.includes('href="https://project.test/security/keys/"'), found.html);
      assert.ok(found.html.includes(`href="${page}#details"`));
      assert.doesNotMatch(found.html, /(?:href|src)="(?!https:\/\/)/);
    });

    test('a desk without advisories has a feed without entries', () => {
      assert.deepEqual(parse({ ...records, advisories: [] }, path), []);
    });

    test('control characters of a text are left out, for XML cannot hold them', () => {
      const advisories = records.advisories.map((it) => ({
        ...it,
        body: 'before\u0007\u0000after ]]> end',
      }));
      const { html } = entry({ ...records, advisories }, path, 'FIXTURE-2026-0001');
      assert.match(html, /before\uFFFD?after \]\]&gt; end/);
      const bad = /[^\P{Cc}\n\t]/u;
      assert.doesNotMatch(render({ ...records, advisories }, path), bad);
    });
  });
}

describe('all feeds of a desk', () => {
  let records: Records;
  let feeds: ReadonlyMap<string, string>;
  before(async () => {
    records = await read();
    feeds = renderFeeds(records);
  });

  test('are one for everything, one for the important and one for each product, in three formats', () => {
    assert.deepEqual(
      [...feeds.keys()].filter((it) => !/\.(atom|json)$|atom\.xml$/.test(it)),
      [
        '/advisories/rss.xml',
        '/advisories/feeds/important.xml',
        '/advisories/feeds/anvil.xml',
        '/advisories/feeds/bellows.xml',
      ],
    );
    assert.equal(feeds.size, 12);
    assert.deepEqual(
      toFeedLinks(records).map((it) => it.path),
      [...feeds.keys()],
    );
  });

  test('hold what they are about, the same in three formats', () => {
    const ids = (path: string) =>
      parse(records, path).map((it) => /FIXTURE-\d{4}-\d{4}/.exec(it.id)?.[0]);
    for (const ending of ['xml', 'atom', 'json']) {
      assert.deepEqual(ids(`/advisories/feeds/important.${ending}`), ['FIXTURE-2026-0001']);
      assert.deepEqual(ids(`/advisories/feeds/anvil.${ending}`), [
        'FIXTURE-2026-0002',
        'FIXTURE-2026-0001',
      ]);
      assert.deepEqual(ids(`/advisories/feeds/bellows.${ending}`), [
        'FIXTURE-2026-0001',
        'FIXTURE-2025-0001',
      ]);
    }
  });

  test('keep the rules of the W3C feed validator', () => {
    for (const { path, format } of toFeedLinks(records)) {
      const text = feeds.get(path) ?? '';
      const self = `https://security.fixture.test${path}`;
      const entries = parse(records, path);
      assert.equal(new Set(entries.map((it) => it.id)).size, entries.length, path);
      for (const { id, url, html, title } of entries) {
        assert.match(id, /^tag:[a-z0-9.-]+,\d{4}-\d{2}-\d{2}:\S+$/);
        assert.match(url, /^https:\/\//);
        assert.doesNotMatch(html, /(?:href|src)="(?!https:\/\/|mailto:)/);
        assert.doesNotMatch(html, /<(?:script|style|iframe|object|form)|\son\w+=|\sstyle=/);
        if (format === 'rss') assert.doesNotMatch(title, /[<>]/);
      }
      if (format === 'json') {
        const feed = JSON.parse(text);
        assert.equal(feed.version, 'https://jsonfeed.org/version/1.1');
        assert.equal(feed.feed_url, self);
        assert.ok(Array.isArray(feed.authors) && !('author' in feed));
        continue;
      }
      const links = format === 'rss' ? parseRssFeed(text).atom?.links : parseAtomFeed(text).links;
      assert.deepEqual(
        links?.filter((it) => it.rel === 'self').map((it) => it.href),
        [self],
      );
      if (format === 'rss') assertRssDates(text);
      else assertAtom(text);
    }
  });
});

/** RFC 822 dates whose weekday is that of the day, GMT, and no plain name where a mail address is wanted. */
function assertRssDates(text: string): void {
  const dates = [...text.matchAll(/<(pubDate|lastBuildDate)>([^<]*)</g)].map((it) => it[2] ?? '');
  assert.ok(dates.length > 0);
  for (const it of dates) assert.equal(new Date(it).toUTCString(), it);
  assert.doesNotMatch(text, /<(author|managingEditor|webMaster)>/);
  assert.match(text, /<dc:creator>Fixture<\/dc:creator>/);
}

/** Text constructs keep their text, and every entry has what RFC 4287 section 4.1.2 asks for. */
function assertAtom(text: string): void {
  const feed = parseAtomFeed(text);
  assert.ok(feed.id && feed.title?.value && feed.updated && feed.authors?.[0]?.name);
  for (const it of feed.entries ?? []) {
    assert.ok(it.id && it.title?.value && it.updated && it.content?.value && it.summary?.value);
    assert.equal(it.content.type, 'html');
    assert.match(String(it.updated), /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/);
  }
}
