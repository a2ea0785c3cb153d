/** What each kind of page may load: closed first, and opened for one reason each. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderHeaderPolicy, renderMetaPolicy } from '../../../src/desk/content-policy.ts';
import type { Site } from '../../../src/desk/site.ts';

const site: Site = {
  url: 'https://security.desk.test',
  date: '2026-11-22',
  preview: false,
  throwAwayKey: false,
  relay: { origin: 'https://relay.desk.test', receiptKeys: [], mailFrom: null },
};

function parse(policy: string): Record<string, string> {
  return Object.fromEntries(
    policy
      .split('; ')
      .map((part) => [part.slice(0, part.indexOf(' ')), part.slice(part.indexOf(' ') + 1)]),
  );
}

for (const kind of ['reading', 'report', 'check', 'search'] as const) {
  test(`a ${kind} page starts from nothing, and allows no inline code and no other site but the relay`, () => {
    const policy = parse(renderMetaPolicy(kind, site));
    assert.equal(policy['default-src'], "'none'");
    assert.equal(policy['base-uri'], "'none'");
    assert.equal(policy['form-action'], "'none'");
    assert.equal(policy['require-trusted-types-for'], "'script'");
    const text = Object.values(policy).join(' ');
    assert.doesNotMatch(text, /unsafe-inline|'unsafe-eval'|\*|data:|blob:/);
    const hosts = text.match(/https?:\/\/\S+/g) ?? [];
    assert.deepEqual(hosts, kind === 'report' ? ['https://relay.desk.test'] : []);
  });

  test(`the header of a ${kind} page is its meta policy and the one directive that works in headers only`, () => {
    assert.equal(
      renderHeaderPolicy(kind, site),
      `${renderMetaPolicy(kind, site)}; frame-ancestors 'none'`,
    );
  });
}

test('a reading page runs no script at all, and only its own site can be asked in its name', () => {
  const policy = parse(renderMetaPolicy('reading', site));
  assert.equal(policy['script-src'], undefined);
  assert.equal(policy['default-src'], "'none'");
  assert.equal(policy['connect-src'], "'self'");
});

test('the check page runs our script, reads our files, and turns no text into code', () => {
  const policy = parse(renderMetaPolicy('check', site));
  assert.equal(policy['script-src'], "'self'");
  assert.equal(policy['connect-src'], "'self'");
  assert.equal(policy['trusted-types'], "'none'");
  assert.equal(policy['worker-src'], undefined);
});

test('only search may compile WebAssembly', () => {
  const wasm = (policy: string) => policy.includes('wasm-unsafe-eval');
  assert.equal(wasm(renderMetaPolicy('search', site)), true);
  assert.equal(wasm(renderHeaderPolicy('pagefind', site)), true);
  for (const kind of ['reading', 'report', 'check', 'worker'] as const) {
    assert.equal(wasm(renderHeaderPolicy(kind, site)), false);
  }
});

test('a relay on the same origin needs no mention, and without a relay there is none', () => {
  const own = { ...site, relay: { origin: site.url, receiptKeys: [], mailFrom: null } };
  for (const at of [own, { ...site, relay: null }]) {
    assert.equal(parse(renderMetaPolicy('report', at))['connect-src'], "'self'");
  }
});

test('the worker that sees the plaintext may connect nowhere', () => {
  const policy = parse(renderHeaderPolicy('worker', site));
  assert.equal(policy['default-src'], "'none'");
  assert.equal(policy['connect-src'], undefined);
});
