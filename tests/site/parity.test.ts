/** One record, one answer: page, OSV, CVE, OpenVEX and the three feeds of every example say the same. Read from built files only. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import semver from 'semver';
import { type BuiltSite, builtSite } from '../helpers/built-site.ts';

interface Osv {
  readonly id: string;
  readonly published: string;
  readonly modified: string;
  readonly withdrawn?: string;
  readonly aliases?: readonly string[];
  readonly severity?: readonly { readonly score: string }[];
  readonly credits?: readonly { readonly name: string }[];
  readonly affected: readonly {
    readonly database_specific: { readonly product: string };
    readonly ranges?: readonly { readonly type: string; readonly events: readonly Event[] }[];
    readonly versions?: readonly string[];
  }[];
}

type Event = Readonly<Partial<Record<'introduced' | 'fixed' | 'last_affected', string>>>;

interface VexStatement {
  readonly vulnerability: { readonly '@id': string };
  readonly status: string;
  readonly timestamp: string;
  readonly last_updated: string;
  readonly products: readonly { readonly '@id': string }[];
}

interface Entry {
  readonly url: string;
  readonly text: string;
  readonly published: string | null;
  readonly updated: string;
  readonly title: string;
}

for (const desk of ['demonstration', 'fixture'] as const) {
  const site = await builtSite(desk);
  const all = json<Osv[]>(site, '/osv/all.json');

  describe(`the advisories of ${desk}`, () => {
    test('are the same ones everywhere', () => {
      const ids = all.map(idOf).sort();
      assert.ok(ids.length >= 3);
      const pages = site.paths.flatMap((path) => {
        const id = /^\/advisories\/([A-Z]+-\d{4}-\d+)\/index\.html$/.exec(path)?.[1];
        return id !== undefined && !/^(CVE|GHSA)-/.test(id) ? [id] : [];
      });
      assert.deepEqual(pages.sort(), ids);
      for (const feed of feeds(site)) {
        assert.deepEqual(feed.map((it) => it.url.split('/').at(-2)).sort(), ids);
      }
      for (const osv of all) {
        assert.deepEqual(json(site, `/osv/${idOf(osv)}.json`), osv);
        for (const alias of osv.aliases ?? []) assert.ok(pageText(site, osv).includes(alias));
      }
    });

    for (const osv of all) {
      const id = idOf(osv);

      test(`${id}: the same versions`, () => {
        // The page of a withdrawn advisory says that no version is affected.
        const page = osv.withdrawn === undefined ? [pageText(site, osv)] : [];
        const texts = [...page, ...entriesOf(site, id).map((it) => it.text)];
        for (const { ranges = [] } of osv.affected) {
          const bounds = ranges
            .flatMap((it) => it.events)
            .flatMap((event) => Object.values(event))
            .filter((it) => it !== '0');
          for (const bound of bounds) {
            for (const text of texts) assert.ok(text.includes(bound), `${bound} in ${text}`);
          }
        }
        const statements = vexOf(site, id);
        if (osv.withdrawn !== undefined) assert.deepEqual(statements, []);
        else
          assert.deepEqual(affectedByVex(statements), affectedByOsv(osv, releasesOf(statements)));
      });

      test(`${id}: the same severity`, () => {
        for (const { score } of osv.severity ?? []) {
          assert.ok(pageText(site, osv).includes(score), score);
        }
        const best = osv.severity?.toSorted((a, b) => (a.score < b.score ? 1 : -1))[0]?.score;
        for (const { text } of entriesOf(site, id)) {
          if (best === undefined) assert.doesNotMatch(text, /CVSS/);
          else assert.ok(text.includes(best), text);
        }
      });

      test(`${id}: the same credits, of those who agreed`, () => {
        const names = (osv.credits ?? []).map((it) => it.name);
        const texts = [pageText(site, osv), ...entriesOf(site, id).map((it) => it.text)];
        for (const text of texts) {
          for (const name of names) assert.ok(text.includes(name), `${name} in ${text}`);
          assert.doesNotMatch(text, /unlisted-1|unseen/);
        }
        assert.doesNotMatch(JSON.stringify(osv), /unlisted-1|unseen/);
      });

      test(`${id}: the same days`, () => {
        const page = site.read(`/advisories/${id}/`);
        const [published, modified] = [osv.published.slice(0, 10), osv.modified.slice(0, 10)];
        for (const day of [published, modified, osv.withdrawn?.slice(0, 10) ?? published]) {
          assert.ok(page.includes(`datetime="${day}"`), day);
        }
        for (const entry of entriesOf(site, id)) {
          assert.equal(entry.updated, new Date(osv.modified).toISOString());
          if (entry.published !== null) {
            assert.equal(entry.published, new Date(osv.published).toISOString());
          }
          assert.ok(entry.text.includes(`${published}: Published.`), entry.text);
          assert.equal(entry.title.includes('(withdrawn)'), osv.withdrawn !== undefined);
          assert.equal(entry.text.includes('was said to be affected'), osv.withdrawn !== undefined);
        }
        for (const statement of vexOf(site, id)) {
          assert.equal(statement.timestamp, osv.published);
          assert.equal(statement.last_updated, osv.modified);
        }
      });
    }
  });
}

test('a CVE record says what the OSV record of the same flaw says', async () => {
  const site = await builtSite('fixture');
  const paths = site.paths.filter((it) => it.startsWith('/cve/'));
  assert.deepEqual(paths, ['/cve/CVE-1900-0001.json']);
  const all = json<Osv[]>(site, '/osv/all.json');
  for (const path of paths) {
    const { cveMetadata, containers } = json<{
      cveMetadata: { cveId: string; datePublished: string; dateUpdated: string };
      containers: { cna: CveContainer };
    }>(site, path);
    const osv = all.find((it) => it.aliases?.includes(cveMetadata.cveId));
    assert.ok(osv);
    assert.equal(cveMetadata.datePublished, osv.published);
    assert.equal(cveMetadata.dateUpdated, osv.modified);
    const { affected, metrics, credits } = containers.cna;
    assert.deepEqual(
      affected.map(({ versions }) =>
        versions
          .filter((it) => it.versionType !== undefined)
          .map((it) => [it.version, it.lessThan ?? it.lessThanOrEqual]),
      ),
      osv.affected.map(({ ranges = [] }) => ranges.map((it) => it.events.flatMap(Object.values))),
    );
    assert.deepEqual(
      metrics.map((it) => (it.cvssV3_1 ?? it.cvssV4_0)?.vectorString),
      osv.severity?.map((it) => it.score),
    );
    assert.deepEqual(
      credits.map((it) => it.value),
      osv.credits?.map((it) => it.name),
    );
  }
});

test('a desk without a CNA has no CVE records, and one without advisories no statements', async () => {
  for (const desk of ['demonstration', 'best-effort'] as const) {
    const { paths } = await builtSite(desk);
    assert.ok(!paths.some((it) => it.startsWith('/cve/')));
  }
  const { paths } = await builtSite('best-effort');
  assert.ok(!paths.some((it) => it.startsWith('/vex/')));
});

interface CveContainer {
  readonly affected: readonly {
    readonly versions: readonly {
      readonly version: string;
      readonly versionType?: string;
      readonly lessThan?: string;
      readonly lessThanOrEqual?: string;
    }[];
  }[];
  readonly metrics: readonly Partial<
    Record<'cvssV3_1' | 'cvssV4_0', { readonly vectorString: string }>
  >[];
  readonly credits: readonly { readonly value: string }[];
}

/** Product and version as a statement names it, by package URL or by the page of the release. */
function releaseOf(address: string): { product: string; version: string } {
  const [, product = '', version = ''] =
    /\/([^/@]+)@([^/]+)$/.exec(address) ?? /\/releases\/([^/]+)\/([^/]+)\/$/.exec(address) ?? [];
  return { product: product.replace('fixture--', ''), version: decodeURIComponent(version) };
}

function releasesOf(statements: readonly VexStatement[]) {
  return statements.flatMap((it) => it.products).map((it) => releaseOf(it['@id']));
}

function affectedByVex(statements: readonly VexStatement[]): string[] {
  return releasesOf(statements.filter((it) => it.status === 'affected'))
    .map((it) => `${it.product} ${it.version}`)
    .sort();
}

/** OSV's own evaluation, written down a second time. */
function affectedByOsv(
  { affected }: Osv,
  releases: readonly { readonly product: string; readonly version: string }[],
): string[] {
  const hit = ({ product, version }: { product: string; version: string }) =>
    affected
      .filter((it) => it.database_specific.product === product)
      .some(
        ({ versions = [], ranges = [] }) =>
          versions.includes(version) ||
          ranges.some((it) => it.type === 'SEMVER' && isIn(it.events, version)),
      );
  return releases
    .filter(hit)
    .map((it) => `${it.product} ${it.version}`)
    .sort();
}

function isIn(events: readonly Event[], version: string): boolean {
  return events.every(({ introduced, fixed, last_affected }) => {
    if (introduced !== undefined) return introduced === '0' || semver.gte(version, introduced);
    if (fixed !== undefined) return semver.lt(version, fixed);
    return last_affected === undefined || semver.lte(version, last_affected);
  });
}

function vexOf(site: BuiltSite, id: string): VexStatement[] {
  const { statements } = json<{ statements: VexStatement[] }>(site, '/vex/openvex.json');
  return statements.filter((it) => it.vulnerability['@id'].endsWith(`/advisories/${id}/`));
}

/** The entries of RSS, Atom and JSON Feed. */
function feeds(site: BuiltSite): Entry[][] {
  const second = (value: unknown) => new Date(String(value)).toISOString();
  const rss = parseRssFeed(site.read('/advisories/rss.xml')).items ?? [];
  const atom = parseAtomFeed(site.read('/advisories/atom.xml')).entries ?? [];
  const items = parseJsonFeed(JSON.parse(site.read('/advisories/feed.json'))).items ?? [];
  return [
    rss.map((it) => ({
      url: it.link ?? '',
      title: it.title ?? '',
      text: toText(it.content?.encoded ?? ''),
      // RSS has one day only, that of the newest revision.
      published: null,
      updated: second(it.pubDate),
    })),
    atom.map((it) => ({
      url: it.links?.[0]?.href ?? '',
      title: it.title?.value ?? '',
      text: toText(it.content?.value ?? ''),
      published: second(it.published),
      updated: second(it.updated),
    })),
    items.map((it) => ({
      url: it.url ?? '',
      title: it.title ?? '',
      text: toText(it.content_html ?? ''),
      published: second(it.date_published),
      updated: second(it.date_modified),
    })),
  ];
}

function entriesOf(site: BuiltSite, id: string): Entry[] {
  const found = feeds(site).flatMap((feed) => feed.filter((it) => it.url.includes(`/${id}/`)));
  assert.equal(found.length, 3);
  return found;
}

function pageText(site: BuiltSite, osv: Osv): string {
  return toText(site.read(`/advisories/${idOf(osv)}/`));
}

function idOf({ id }: Osv): string {
  return id.replace(/^x_/, '');
}

function json<T>(site: BuiltSite, path: string): T {
  return JSON.parse(site.read(path)) as T;
}

function toText(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&#39;|&apos;/g, "'")
    .replaceAll(/&quot;|&#34;/g, '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll(/&amp;|&#38;/g, '&');
}
