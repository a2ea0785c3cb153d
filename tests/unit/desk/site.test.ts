/** Where a desk is built, and how its links are made. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deskSchema } from '../../../src/desk/desk.ts';
import { parseInput } from '../../../src/desk/input.ts';
import { toLink, toSite, toUrl } from '../../../src/desk/site.ts';

const receiptKey = 'A'.repeat(43);
const base = { name: 'A', summary: 'B', channels: [{ kind: 'form' }] };
const now = new Date('2026-11-22T10:00:00Z');

function site(desk: object = {}, env: Record<string, string> = {}) {
  return toSite(deskSchema.parse({ ...base, ...desk }), parseInput(env, now), ['preview'], true);
}

test('the environment names the address before the desk, and the desk before localhost', () => {
  const desk = { url: 'https://security.desk.test/' };
  assert.equal(site().url, 'http://localhost:4321');
  assert.equal(site(desk).url, 'https://security.desk.test');
  assert.equal(site(desk, { POSTERN_URL: 'https://other.test/a/' }).url, 'https://other.test/a');
});

test('links keep the path of a site that has one', () => {
  const under = site({ url: 'https://project.test/security/' });
  assert.equal(toLink(under, '/policy/'), '/security/policy/');
  assert.equal(toUrl(under, '/policy/'), 'https://project.test/security/policy/');
  const top = site({ url: 'https://security.desk.test' });
  assert.equal(toLink(top, '/policy/'), '/policy/');
  assert.equal(toUrl(top, '/policy/'), 'https://security.desk.test/policy/');
});

test('the day of a site is the day of its input, and no clock', () => {
  assert.equal(site({}, { POSTERN_DATE: '2026-01-31' }).date, '2026-01-31');
  assert.equal(site().date, '2026-11-22');
});

test('a preview talks to the relay of its own process only', () => {
  const relay = { url: 'https://relay.test', receiptKeys: [receiptKey] };
  const preview = site({ relay }, { POSTERN_PREVIEW: '.postern' });
  assert.equal(preview.preview, true);
  assert.equal(preview.throwAwayKey, true);
  assert.deepEqual(preview.relay, {
    origin: 'http://localhost:4321',
    receiptKeys: ['preview'],
    mailFrom: null,
  });
});

test('a published site talks to the relay of its desk, by origin, or to none', () => {
  const relay = { url: 'https://relay.test/', receiptKeys: [receiptKey], mailFrom: 'a@relay.test' };
  assert.deepEqual(site({ relay }).relay, {
    origin: 'https://relay.test',
    receiptKeys: [receiptKey],
    mailFrom: 'a@relay.test',
  });
  assert.equal(site().relay, null);
});
