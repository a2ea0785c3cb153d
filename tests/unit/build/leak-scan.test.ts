/** Nothing under embargo is in any output file, whatever it is wrapped in. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import type { Embargoed } from '../../../src/advisory/draft.ts';
import { findLeaks } from '../../../src/build/leak-scan.ts';
import type { Records } from '../../../src/read.ts';
import fc from '../../helpers/property.ts';

const root = mkdtempSync(join(tmpdir(), 'postern-leak-'));
after(() => rmSync(root, { recursive: true }));

const draft: Embargoed = {
  id: 'ACME-2026-0009',
  file: 'embargoed/ACME-2026-0009.mdx',
  aliases: ['CVE-2026-4711', 'GHSA-2f3c-9x7q-m4vw'],
  title: 'A "crafted" scene <frame> leaves its folder & more',
  summary: undefined,
  status: 'reserved',
  credits: [],
  announcement: undefined,
  body: `## Impact

Short here. Whoever opens a **scene** of a stranger with [the viewer](https://example.org/viewer) runs \`lantern -x "C:\\new"\` at the
next login & loses €100 at once. Ends.

\`\`\`sh
lantern export evil.lantern --out ./pictures --force
\`\`\`
`,
};
const records = (texts: readonly string[]) => ({ policy: texts }) as unknown as Records;

let folders = 0;
function leaksOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  published: readonly string[] = [],
  embargoed = [draft],
): string[] {
  folders += 1;
  const folder = join(root, String(folders));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return findLeaks(folder, embargoed, records(published));
}

const sentence =
  'Whoever opens a scene of a stranger with the viewer runs lantern -x "C:\\new" at the next login & loses €100 at once.';
const markup = `<p>Whoever opens a <strong>scene</strong> of a stranger with <a href="https://example.org/viewer">the
viewer</a> runs <code>lantern -x &quot;C:\\new&quot;</code> at the next login &amp; loses &#8364;100 at once.</p>`;
const json = JSON.stringify({ details: draft.body });
const toEntities = (text: string) =>
  [...text].map((it) => `&#x${it.codePointAt(0)?.toString(16)};`).join('');
const toUnicode = (text: string) =>
  [...text].map((it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
const toPercent = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

const plants: Record<string, string | Uint8Array> = {
  'an id': 'See ACME-2026-0009.',
  'an id in lower case within an address': 'href="/advisories/acme-2026-0009/"',
  'an id with a prefix': '"id":"x_ACME-2026-0009"',
  'an id as a search index writes it': 'acme20260009',
  'an alias': 'CVE-2026-4711',
  'another alias': '<b>ghsa-2f3c-9x7q-m4vw</b>',
  'a title in HTML': '<h1>A &quot;crafted&quot; scene &lt;frame> leaves its folder &amp; more</h1>',
  'a title in JSON': JSON.stringify([draft.title]),
  'a sentence of the source': draft.body,
  'a sentence as text': sentence,
  'a sentence in HTML': markup,
  'a sentence in JSON': json,
  'HTML in JSON': JSON.stringify({ content_html: markup }),
  'JSON in an attribute': `data-x="${json.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`,
  'HTML escaped in XML': `<content>${markup.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</content>`,
  'HTML in CDATA': `<content:encoded><![CDATA[${markup}]]></content:encoded>`,
  'a line of code': '<code>lantern export evil.lantern --out ./pictures --force</code>',
  'HTML entities throughout': toEntities('ACME-2026-0009'),
  'JSON escapes throughout': toUnicode('ACME-2026-0009'),
  'percent-encoding throughout': `?q=${toPercent('ACME-2026-0009')}`,
  'percent-encoded entities': encodeURIComponent(toEntities(sentence)),
  gzip: gzipSync(sentence),
  'a fragment of a search index': gzipSync(`pagefind_dcd${JSON.stringify({ content: sentence })}`),
  'a zip': zipSync({ 'osv/one.json': strToU8(json) }),
  'a name in a zip': zipSync({ 'ACME-2026-0009.json': strToU8('{}') }),
  'gzip in a zip': zipSync({ 'one.json.gz': gzipSync(json) }),
};

for (const [name, content] of Object.entries(plants)) {
  test(`is found as ${name}`, () => {
    assert.deepEqual(leaksOf({ 'a/clean.html': 'Nothing.', 'b/leak.bin': content }), [
      'b/leak.bin',
    ]);
  });
}

test('the name of a file counts as well', () => {
  assert.deepEqual(leaksOf({ 'osv/x_ACME-2026-0009.json': '{}' }), ['osv/x_ACME-2026-0009.json']);
});

test('what is published anyway is no leak, in whatever form it was published', () => {
  const pages = {
    'index.html': markup,
    'feed.json': JSON.stringify(sentence),
    'a.txt': 'CVE-2026-4711',
  };
  assert.equal(leaksOf(pages).length, 3);
  assert.deepEqual(leaksOf(pages, [draft.body, 'It has the number CVE-2026-4711.']), []);
});

test('a near miss is no leak', () => {
  const near = {
    'id.txt': 'ACME-2026-00091 ACME-2026-0008 XACME-2026-0009',
    'short.txt': 'Short here. Ends. Impact.',
    'part.txt': 'Whoever opens a scene of a stranger with the viewer',
    'not.gz': Uint8Array.of(0x1f, 0x8b, 1, 2, 3),
    'not.zip': strToU8('PK but not a zip'),
  };
  assert.deepEqual(leaksOf(near), []);
});

test('a title of 19 and a sentence of 39 characters are too short to mean anything', () => {
  const embargoed = [{ ...draft, title: 'aaaaaaaaa bbbbbbbbb', body: `${'c '.repeat(19)}c` }];
  const files = { 'x.txt': `${embargoed[0]?.title} ${embargoed[0]?.body}` };
  assert.deepEqual(leaksOf(files, [], embargoed), []);
  const longer = embargoed.map((it) => ({ ...it, title: `${it.title}b`, body: `${it.body}c` }));
  assert.deepEqual(leaksOf({ 'x.txt': longer[0]?.title ?? '' }, [], longer), ['x.txt']);
  assert.deepEqual(leaksOf({ 'x.txt': longer[0]?.body ?? '' }, [], longer), ['x.txt']);
});

test('a desk without drafts is not searched at all', () => {
  assert.deepEqual(findLeaks(join(root, 'nowhere'), [], records([])), []);
});

test('whatever a sentence holds, it is found under every encoding and any two of them', () => {
  const encodings: Record<string, (text: string) => string | Uint8Array> = {
    none: (text) => text,
    entities: toEntities,
    html: (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
    json: (text) => JSON.stringify(text),
    unicode: (text) => JSON.stringify(text).replaceAll(/[^\x20-\x7e]/g, toUnicode),
    percent: encodeURIComponent,
  };
  const wraps: Record<string, (content: string | Uint8Array) => Uint8Array> = {
    plain: (content) => Buffer.from(content),
    gzip: (content) => gzipSync(content),
    zip: (content) => zipSync({ x: new Uint8Array(Buffer.from(content)) }),
  };
  const word = fc.stringMatching(/^[a-zäßé漢]{3,9}[&<"'%\\.,-]?$/u);
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 16, maxLength: 24 }),
      fc.constantFrom(...Object.values(encodings)),
      fc.constantFrom(...Object.values(encodings)),
      fc.constantFrom(...Object.values(wraps)),
      fc.lorem({ maxCount: 20 }),
      (words, inner, outer, wrap, around) => {
        const secret = words.join(' ').replaceAll('.', '');
        const embargoed = [{ ...draft, title: secret, body: '' }];
        const content = `${around} ${outer(String(inner(secret)))} ${around}`;
        assert.deepEqual(leaksOf({ f: wrap(content) }, [], embargoed), ['f']);
        assert.deepEqual(leaksOf({ f: wrap(around) }, [], embargoed), []);
      },
    ),
    { numRuns: 200 },
  );
});
