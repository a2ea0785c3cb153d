/** Promises of a desk whose products have readers, ways and promises of their own: every page says which are whose. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtSite } from '../helpers/built-site.ts';

const site = await builtSite('two-teams');

/** What a page says, without markup. */
function textOf(html: string): string {
  return html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

/** The part of a page from one mark to the next. */
function between(html: string, from: string, to: string): string {
  const start = html.indexOf(from);
  assert.notEqual(start, -1, `There is no ${from}.`);
  const end = html.indexOf(to, start + from.length);
  return textOf(html.slice(start, end === -1 ? html.length : end));
}

interface Readers {
  certificates: { owner: string; fingerprint: string }[];
  products: { id: string; readers: string[] | null }[];
}
const readers = JSON.parse(site.read('/report/readers.json')) as Readers;
const [ana = '', bea = '', cleo = ''] = readers.certificates.map((it) => it.fingerprint);

test('readers.json names the readers of each product, and desk.json the union of them and no product', () => {
  assert.deepEqual(readers.products, [
    { id: 'loom', readers: [ana] },
    { id: 'shuttle', readers: [bea, cleo] },
    { id: 'thread', readers: null },
  ]);
  const text = site.read('/.well-known/postern/desk.json');
  const { recipients } = JSON.parse(text) as { recipients: { fingerprint: string }[] };
  assert.deepEqual(
    recipients.map((it) => it.fingerprint),
    [ana, bea, cleo],
  );
  assert.doesNotMatch(text, /loom|shuttle|thread/i);
});

test('the form is told the same as readers.json, with the promise of each product', () => {
  const [, json = ''] = /data-config="([^"]*)"/.exec(site.read('/report/')) ?? [];
  const { products } = JSON.parse(json.replaceAll(/&#34;|&quot;/g, '"').replaceAll('&amp;', '&'));
  assert.deepEqual(
    products.map(({ id, readers, acknowledgeHours }: Record<string, unknown>) => {
      return [id, readers, acknowledgeHours];
    }),
    [
      ['loom', [ana], 48],
      ['shuttle', [bea, cleo], 12],
      ['thread', null, 48],
    ],
  );
});

test('without script, each group of products has a gpg command to exactly its readers, and its own ways', () => {
  const html = site.read('/report/').slice(site.read('/report/').indexOf('id="by-hand"'));
  const commands = [...html.matchAll(/<code>(gpg --armor --encrypt[^<]*)/g)].map(([, it]) => it);
  assert.deepEqual(
    commands.map((it) => [...(it ?? '').matchAll(/([0-9A-F]{40})\.asc/g)].map(([, id]) => id)),
    [[ana], [bea, cleo], [ana, bea, cleo]],
  );
  for (const about of ['Loom', 'Shuttle', 'Thread or anything else']) {
    assert.equal(textOf(html).split(`A report about ${about}`).length, 3, about);
  }
  assert.match(
    textOf(html),
    /A report about Shuttle: Attach it to a mail to shuttle@weavers\.test/,
  );
});

test('the page of keys says what each key reads', () => {
  const html = site.read('/keys/');
  const reads = (from: string, to: string) => between(html, `id="${from}"`, `id="${to}"`);
  assert.match(
    reads(ana, bea),
    /Reads reports about Loom, Thread, and anything that fits none of the products/,
  );
  assert.match(
    reads(bea, cleo),
    /Reads reports about Shuttle, Thread, and anything that fits none/,
  );
});

test('the policy states the own ways and promises of a product below its name, and those of the desk once', () => {
  const html = site.read('/policy/');
  const ways = between(html, 'id="ways-shuttle"', '<h2');
  assert.match(ways, /Shuttle.*encrypted form.*shuttle@weavers\.test/);
  assert.doesNotMatch(ways, /private advisory/);
  assert.match(
    between(html, 'id="promises-shuttle"', '</main>'),
    /within 12 hours.*that we agree on\./,
  );
  assert.doesNotMatch(html, /id="(ways|promises)-(loom|thread)"/);
  assert.equal(textOf(html).split('48 hours').length, 2);
});

test('the front page leads to the own ways and promises of a product', () => {
  const html = site.read('/');
  for (const what of ['ways', 'promises']) {
    assert.match(html, new RegExp(`href="/policy/#${what}-shuttle"`));
    assert.match(textOf(html), new RegExp(`Shuttle has ${what} of its own`));
  }
});

test('a product’s own pages say where a problem in it is reported and who reads that', () => {
  const release = textOf(site.read('/releases/shuttle/2.1.0/'));
  assert.match(
    release,
    /another problem in Shuttle\?.*read by Bea Shuttle, Cleo Shuttle, and nobody else/,
  );
  assert.match(textOf(site.read('/releases/loom/1.0.0/')), /read by Ana Loom, and nobody else/);
});
