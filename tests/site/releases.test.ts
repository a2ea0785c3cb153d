/** Promises about releases: page, file, table and the index of `/check/` say the same, and “no known advisories” is said. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCheckAnswer, toProductCheck } from '../../src/advisory/versions/check-answer.ts';
import type { CheckIndex } from '../../src/advisory/versions/check-index.ts';
import { toCheckSentence } from '../../src/advisory/versions/check-words.ts';
import { toReleasePath } from '../../src/advisory/versions/release-page.ts';
import { builtSite } from '../helpers/built-site.ts';

interface ReleaseFile {
  readonly affectedBy: readonly { readonly id: string }[];
  readonly notAssessed: readonly string[];
  readonly notAffectedBy: readonly string[];
  readonly lowestSafeOnLine: string | null;
}

for (const name of ['demonstration', 'fixture'] as const) {
  test(`every release of ${name} has a page and a file that say what the index says`, async () => {
    const site = await builtSite(name);
    const index = JSON.parse(site.read('/check/index.json')) as CheckIndex;
    for (const { id, releases } of index.products) {
      const check = toProductCheck(index, id);
      assert.ok(check !== null);
      for (const version of releases) {
        const answer = toCheckAnswer(check, version);
        const path = decodeURIComponent(toReleasePath(id, version));
        const html = site.read(path);
        assert.ok(html.includes(toCheckSentence(answer).replaceAll('&', '&amp;')), path);
        const file = JSON.parse(site.read(`${path}index.json`)) as ReleaseFile;
        const ids = (list: readonly { readonly id: string }[]) => list.map((it) => it.id);
        assert.deepEqual(ids(file.affectedBy), ids(answer.advisories.affected), path);
        assert.deepEqual(file.notAssessed, ids(answer.advisories['not-assessed']), path);
        assert.deepEqual(file.notAffectedBy, ids(answer.advisories['not-affected']), path);
        assert.equal(file.lowestSafeOnLine, answer.lowestSafe, path);
        for (const it of answer.advisories.affected) {
          assert.ok(html.includes(`/advisories/${it.id}/"`), `${path} ${it.id}`);
        }
      }
    }
  });

  test(`every release of ${name} is linked from the table of releases, and the check page names it without script`, async () => {
    const site = await builtSite(name);
    const index = JSON.parse(site.read('/check/index.json')) as CheckIndex;
    for (const { id, releases } of index.products) {
      for (const version of releases) {
        const link = `href="${toReleasePath(id, version)}"`;
        assert.ok(site.read('/releases/').includes(link), version);
        assert.ok(site.read('/check/').includes(link), version);
      }
    }
  });
}

test('a cell of the table of releases has a word, and its row and column are headers', async () => {
  const html = (await builtSite('demonstration')).read('/releases/');
  const row = /<tr> <th scope="row"><a href="[^"]*\/2\.3\.1\/">2\.3\.1<\/a><\/th>(.*?)<\/tr>/.exec(
    html,
  );
  const cells = [...(row?.[1] ?? '').matchAll(/data-verdict="([^"]+)">([^<]+)</g)];
  assert.deepEqual(
    cells.map((it) => [it[1], it[2]]),
    [
      ['affected', 'Affected'],
      ['affected', 'Affected'],
      ['not-affected', 'Not affected'],
      ['affected', 'Affected'],
      ['not-affected', 'Not affected'],
    ],
  );
  assert.equal(html.match(/<th scope="col">/g)?.length, 6);
});

test('a release with no known advisories says so, and one that nobody assessed does not', async () => {
  const site = await builtSite('demonstration');
  assert.match(site.read('/releases/lantern/1.4.0/'), /Lantern 1\.4\.0 has no known advisories\./);
  const old = site.read('/releases/lantern/0.9.2/');
  assert.match(old, /has not been assessed for 5 advisories/);
  assert.doesNotMatch(old, /no known advisories\.|data-answer="not-affected"/);
});

test('a withdrawn advisory is in no answer', async () => {
  const site = await builtSite('demonstration');
  assert.doesNotMatch(site.read('/check/index.json'), /EXAMPLE-2025-0003/);
  assert.doesNotMatch(site.read('/releases/'), /EXAMPLE-2025-0003/);
});

test('the page of a release leads to the form with product and version filled in', async () => {
  const page = (await builtSite('fixture')).read('/releases/anvil/3.0.1/');
  assert.match(page, /href="\/report\/#product=anvil&amp;version=3\.0\.1">Report it in private</);
});
