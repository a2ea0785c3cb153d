/** SECURITY.md: the same facts as the pages, in Markdown that a code host shows. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Desk, deskSchema } from '../../../../src/desk/desk.ts';
import { renderSecurityMd } from '../../../../src/desk/policy/security-md.ts';
import { type Product, productSchema } from '../../../../src/desk/product/product.ts';
import { ownSecurityMd, renderOwnSecurityMd } from '../own-security-md.ts';

const channels = [
  { kind: 'code-host' },
  { kind: 'form' },
  { kind: 'mail', address: 'security@desk.test' },
];

function desk(change: object = {}): Desk {
  return deskSchema.parse({ name: 'Desk', summary: 'A desk.', channels, ...change });
}

function product(id: string, change: object = {}): Product {
  return { id, ...productSchema.parse({ name: id, ...change }) };
}

function render(
  body: string,
  facts: { desk?: Desk; products?: Product[]; include?: string[] } = {},
): string {
  const section = { id: 'a', file: 'policy/a.mdx', title: 'Part', order: 1, plain: false, body };
  const { desk: at = desk(), products = [product('tool')], include = [] } = facts;
  const site = { date: '2026-11-22' };
  const text = renderSecurityMd({ site, desk: at, products, policy: [section] }, include);
  return text.slice(text.indexOf('## Part\n\n') + '## Part\n\n'.length).trimEnd();
}

test('the file at the top of the repository says what content/ says; npm run golden rewrites it', async () => {
  assert.equal(readFileSync(ownSecurityMd, 'utf8'), await renderOwnSecurityMd());
});

test('without a repository the private advisory is linked from where the file stands', () => {
  assert.match(
    render('<Channels />'),
    /^1\. \*\*\[A private advisory on the code host\]\(\.\.\/\.\.\/security\/advisories\/new\)\*\* \(preferred\)\. .*Security tab → Report a vulnerability/,
  );
});

test('with a repository on GitHub the private advisory is a whole address', () => {
  const repository = 'https://github.com/desk--test/tool.git';
  assert.match(
    render('<Channels />', { desk: desk({ repository }) }),
    /\(https:\/\/github\.com\/desk--test\/tool\/security\/advisories\/new\)/,
  );
});

test('a page elsewhere is a link by the name that the desk gives it, whatever is in name and address', () => {
  const page = { kind: 'web', label: 'Our [bug] page', url: 'https://a.test/(x)', account: false };
  assert.equal(
    render('<Channels />', { desk: desk({ channels: [page] }) }),
    '1. **[Our \\[bug\\] page](https://a.test/%28x%29)**. A page at a.test takes the report.\n   The maintainers can read it, and so can whoever runs a.test. No account.',
  );
});

test('the form is a way to report only once the site has an address', () => {
  assert.doesNotMatch(render('<Channels />'), /form/);
  const url = 'https://project.test/security/';
  const text = render('<Channels />', { desk: desk({ url }) });
  assert.match(
    text,
    /\n2\. \*\*\[The encrypted form on this site\]\(https:\/\/project\.test\/security\/report\/\)/,
  );
  assert.match(text, /\n3\. \*\*\[Mail\]\(mailto:security@desk\.test\)/);
});

test('a mail channel without an address is a sentence and no link', () => {
  const mail = { kind: 'mail', where: 'Addresses stand in the history' };
  assert.match(
    render('<Channels />', { desk: desk({ channels: [mail] }) }),
    /^1\. \*\*Mail\*\*\. Addresses stand in the history\./,
  );
});

test('supported versions are a table with the sentence of the product under it', () => {
  const tool = product('tool', {
    lines: [
      { name: '2.x', supported: true, note: 'All | any.' },
      { name: '1.x', supported: false },
    ],
    support: 'Update.',
  });
  assert.equal(
    render('<SupportedVersions />', { products: [tool] }),
    [
      '| Version | Supported | Note |',
      '| --- | --- | --- |',
      '| 2.x | Yes | All \\| any. |',
      '| 1.x | No |  |',
      '',
      'Update.',
    ].join('\n'),
  );
});

test('a made-up product is left out where the desk has products of its own', () => {
  const own = product('own', { support: 'Own.' });
  const other = product('other', { support: 'Other.', example: true });
  assert.equal(render('<SupportedVersions />', { products: [own, other] }), 'Own.');
  assert.equal(render('<SupportedVersions />', { products: [other] }), 'Other.');
});

test('several products are told apart by their names', () => {
  const products = [product('a', { support: 'One.' }), product('b', { support: 'Two.' })];
  assert.equal(render('<SupportedVersions />', { products }), '### a\n\nOne.\n\n### b\n\nTwo.');
});

test('promises and what to include are lists of the same facts as on the page', () => {
  const promises = { acknowledgeHours: 48, fix: [{ severity: 'critical', days: 7 }] };
  const text = render('<Promises />\n\n<WhatToInclude />', {
    desk: desk({ promises }),
    include: ['The version.', 'The steps.'],
  });
  assert.match(text, /^- \*\*First answer\.\*\* .*48 hours/m);
  assert.match(text, /^- \*\*Critical vulnerability\.\*\* .*7 days/m);
  assert.match(text, /\n\n- The version\.\n- The steps\.$/);
});

test('a product with ways and promises of its own has them below its name, after those of the desk', () => {
  const mail = { kind: 'mail', address: 'anvil@project.test' };
  const own = product('anvil', { channels: [mail], promises: { acknowledgeHours: 12 } });
  const text = render('<Channels />\n\n<Promises />', {
    desk: desk({ channels: [{ kind: 'code-host' }], promises: { acknowledgeHours: 48 } }),
    products: [product('bellows'), own],
  });
  const lines = text.split('\n').filter((line) => /^(1\.|- |###)/.test(line));
  assert.match(lines[0] ?? '', /^1\. \*\*\[A private advisory/);
  assert.equal(lines[1], '### anvil');
  assert.match(lines[2] ?? '', /^1\. \*\*\[Mail\]\(mailto:anvil@/);
  assert.match(lines[3] ?? '', /within 48 hours/);
  assert.equal(lines[4], '### anvil');
  assert.match(lines[5] ?? '', /within 12 hours/);
  assert.doesNotMatch(text, /bellows/);
});

test('only a component is exchanged, not its name in code or text', () => {
  const body = 'Write `<Channels />`:\n\n```mdx\n<Channels />\n```\n\n🜁 <Promises />';
  const promises = { acknowledgeHours: 24 };
  assert.equal(
    render(body, { desk: desk({ promises }) }),
    'Write `<Channels />`:\n\n```mdx\n<Channels />\n```\n\n🜁 - **First answer.** A person answers within 24 hours.',
  );
});

test('a link within the site becomes a whole address, and text where the site has none', () => {
  const body = 'See *the* [list of *advisories*](/advisories/), [us](https://a.test/).';
  assert.equal(render(body), 'See *the* list of *advisories*, [us](https://a.test/).');
  assert.equal(
    render(body, { desk: desk({ url: 'https://project.test/security/' }) }),
    'See *the* [list of *advisories*](https://project.test/security/advisories/), [us](https://a.test/).',
  );
});

test('an absence stands at its top while it is near', () => {
  const away = { from: '2026-11-20', until: '2026-12-01', note: 'On *holiday*', urgent: 'Wait' };
  const text = (date: string) =>
    renderSecurityMd({ site: { date }, desk: desk({ away }), products: [], policy: [] }, []);
  assert.match(
    text('2026-11-22'),
    /\n\n> \*\*From 2026-11-20 to 2026-12-01, .*\*\* On \\\*holiday\\\*\. If it cannot wait: Wait\.\n/,
  );
  assert.doesNotMatch(text('2026-12-02'), /holiday/);
});

test('the day of the last review stands at its end', () => {
  assert.match(
    render('Text.', { desk: desk({ reviewed: '2026-10-01' }) }),
    /Last reviewed on 2026-10-01\.$/,
  );
  assert.doesNotMatch(render('Text.'), /reviewed/);
});
