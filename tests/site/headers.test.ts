/** Promises of the header table: one policy a page, the same in page and header, and no wider than it was. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toHeaderRules, toHeaders } from '../../src/build/headers.ts';
import { renderHeaderPolicy } from '../../src/desk/content-policy.ts';
import type { Site } from '../../src/desk/site.ts';
import { builtSite } from '../helpers/built-site.ts';
import { attributes } from '../helpers/page-links.ts';

const site: Site = {
  url: 'https://security.fixture.test',
  date: '2026-11-22',
  preview: false,
  throwAwayKey: false,
  relay: { origin: 'https://relay.fixture.test', receiptKeys: [], mailFrom: null },
};

test('every page gets exactly one content policy by header, whatever its address', async () => {
  const { paths } = await builtSite('demonstration');
  for (const path of paths.filter((it) => it.endsWith('.html'))) {
    const address = path.replace(/index\.html$/, '');
    const rules = toHeaderRules(site).filter(({ path: rule, headers }) => {
      const hit = rule.endsWith('*') ? address.startsWith(rule.slice(0, -1)) : address === rule;
      return hit && 'Content-Security-Policy' in headers;
    });
    assert.equal(rules.length, 1, address);
    assert.equal(toHeaders(site, address)['X-Content-Type-Options'], 'nosniff');
  }
});

test('the policy in a page is the one of its header without frame-ancestors', async () => {
  const built = await builtSite('demonstration');
  for (const path of [
    '/',
    '/report/',
    '/check/',
    '/search/',
    '/policy/',
    '/releases/',
    '/404.html',
  ]) {
    const meta = attributes(
      /<meta http-equiv="Content-Security-Policy"[^>]*>/.exec(built.read(path))?.[0] ?? '',
      'content',
    )[0];
    const header = toHeaders({ ...site, relay: null }, path)['Content-Security-Policy'];
    assert.equal(header, `${decode(meta ?? '')}; frame-ancestors 'none'`, path);
  }
});

test('the policies are exactly these, so that a wider one is a decision', () => {
  assert.equal(
    renderHeaderPolicy('reading', site),
    "default-src 'none'; base-uri 'none'; form-action 'none'; object-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; require-trusted-types-for 'script'; connect-src 'self'; trusted-types 'none'; frame-ancestors 'none'",
  );
  assert.equal(
    renderHeaderPolicy('report', site),
    "default-src 'none'; base-uri 'none'; form-action 'none'; object-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; require-trusted-types-for 'script'; script-src 'self'; connect-src 'self' https://relay.fixture.test; worker-src 'self'; trusted-types desk-worker; frame-ancestors 'none'",
  );
  assert.equal(
    renderHeaderPolicy('check', site),
    "default-src 'none'; base-uri 'none'; form-action 'none'; object-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; require-trusted-types-for 'script'; script-src 'self'; connect-src 'self'; trusted-types 'none'; frame-ancestors 'none'",
  );
  assert.equal(
    renderHeaderPolicy('search', site),
    "default-src 'none'; base-uri 'none'; form-action 'none'; object-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; require-trusted-types-for 'script'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; trusted-types 'none'; frame-ancestors 'none'",
  );
});

test('only search may compile WebAssembly, and nothing may run inline code or evaluate text', () => {
  for (const { path, headers } of toHeaderRules(site)) {
    const policy = headers['Content-Security-Policy'] ?? '';
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|\*|data:|blob:/, path);
    if (!/^\/(search|pagefind)\//.test(path)) assert.doesNotMatch(policy, /wasm/, path);
  }
});

test('the header file of a static host holds every rule', async () => {
  const text = (await builtSite('demonstration')).read('/_headers');
  for (const { path, headers } of toHeaderRules({ ...site, relay: null })) {
    // A star that is not at the end is unknown to some hosts, so such a rule is written file by file.
    const written = path.replace(/\*(?=.)/, 'lantern');
    assert.ok(text.includes(`${written}\n`), written);
    for (const [name, value] of Object.entries(headers))
      assert.ok(text.includes(`  ${name}: ${value}\n`), `${path} ${name}`);
  }
});

function decode(text: string): string {
  return text.replaceAll('&#39;', "'");
}
