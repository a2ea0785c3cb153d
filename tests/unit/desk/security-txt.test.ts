/** security.txt as RFC 9116 wants it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deskSchema } from '../../../src/desk/desk.ts';
import { parseInput } from '../../../src/desk/input.ts';
import { type Certificate, parseCertificate } from '../../../src/desk/keys/certificate.ts';
import { renderSecurityTxt, securityTxtMark, toExpires } from '../../../src/desk/security-txt.ts';
import { toSite } from '../../../src/desk/site.ts';

const now = new Date('2026-11-22T10:00:00Z');
const cato = readFileSync(join(import.meta.dirname, '../../fixtures/desk/keys/cato.asc'), 'utf8');
const { value: certificate } = await parseCertificate('keys/cato.asc', cato, now);

function facts(change: object = {}, certificates: Certificate[] = []) {
  const desk = deskSchema.parse({
    name: 'A',
    summary: 'B',
    url: 'https://security.desk.test',
    channels: [{ kind: 'form' }, { kind: 'mail', address: 'security@desk.test' }],
    ...change,
  });
  return { desk, site: toSite(desk, parseInput({}, now), [], false), certificates };
}

function fields(change: object = {}, certificates: Certificate[] = []): string[][] {
  const text = renderSecurityTxt(facts(change, certificates));
  assert.match(text, /\n$/);
  return text
    .trimEnd()
    .split('\n')
    .map((it) => it.split(/: (.*)/).slice(0, 2));
}

function all(name: string, change: object = {}, certificates: Certificate[] = []) {
  return fields(change, certificates).flatMap(([key, value]) => (key === name ? [value] : []));
}

test('every contact is an address of its own, in the order of preference', () => {
  assert.deepEqual(all('Contact'), [
    'https://security.desk.test/report/',
    'mailto:security@desk.test',
  ]);
});

test('a page elsewhere that takes reports is a contact', () => {
  const page = { kind: 'web', label: 'HackerOne', url: 'https://hackerone.com/acme report' };
  assert.deepEqual(all('Contact', { channels: [page] }), ['https://hackerone.com/acme%20report']);
});

test('a desk without any address to follow points to its policy', () => {
  assert.deepEqual(all('Contact', { channels: [{ kind: 'code-host' }] }), [
    'https://security.desk.test/policy/',
  ]);
});

test('the fields stand in one order, and Hiring only where there are positions', () => {
  assert.ok(certificate);
  const names = (change: object) =>
    fields(change, [certificate])
      .map(([name]) => name)
      .filter((it) => !it?.startsWith('#'));
  const always = ['Contact', 'Contact', 'Expires', 'Encryption', 'Policy', 'Acknowledgments'];
  const end = ['Preferred-Languages', 'Canonical'];
  assert.deepEqual(names({}), [...always, ...end]);
  const hiring = 'https://desk.test/jobs';
  assert.deepEqual(names({ hiring }), [...always, ...end, 'Hiring']);
  assert.deepEqual(all('Hiring', { hiring }), [hiring]);
});

test('a copy that is published elsewhere is canonical there too', () => {
  const copy = 'https://desk.test/.well-known/security.txt';
  assert.match(
    renderSecurityTxt(facts(), [copy]),
    /\nCanonical: https:\/\/security\.desk\.test\/.*\nCanonical: https:\/\/desk\.test\/\.well-known\/security\.txt\n/,
  );
});

test('there is exactly one Expires, Canonical, Policy and Preferred-Languages', () => {
  for (const name of ['Expires', 'Canonical', 'Policy', 'Preferred-Languages']) {
    assert.equal(all(name).length, 1, name);
  }
  assert.deepEqual(all('Canonical'), ['https://security.desk.test/.well-known/security.txt']);
});

test('addresses keep the path of a site that has one', () => {
  const [policy] = all('Policy', { url: 'https://desk.test/security/' });
  assert.equal(policy, 'https://desk.test/security/policy/');
});

test('each certificate is named by address and fingerprint', () => {
  assert.ok(certificate);
  assert.deepEqual(all('Encryption', {}, [certificate]), [
    `https://security.desk.test/keys/${certificate.fingerprint}.asc`,
  ]);
});

test('it expires within a year of the review, so that an abandoned file says so', () => {
  const reviewed = facts({ reviewed: '2026-11-01' });
  assert.equal(toExpires(reviewed), '2027-10-31T00:00:00Z');
  assert.equal(toExpires(facts()), '2027-11-21T00:00:00Z');
});

test('it does not outlive the last certificate that it names', () => {
  assert.ok(certificate);
  const soon = { ...certificate, expires: '2027-01-01T00:00:00Z' };
  const later = { ...certificate, expires: '2027-02-01T00:00:00Z' };
  assert.equal(toExpires(facts({}, [soon, later])), '2027-02-01T00:00:00Z');
  assert.equal(toExpires(facts({}, [soon, certificate])), '2027-11-21T00:00:00Z');
});

test('a certificate ends for it when its last encryption subkey does', () => {
  assert.ok(certificate);
  const subkeys = certificate.subkeys.map((it) => ({ ...it, expires: '2027-03-01T12:00:00Z' }));
  assert.equal(toExpires(facts({}, [{ ...certificate, subkeys }])), '2027-03-01T12:00:00Z');
});

test('it says in a comment what wrote it, and in a demonstration that nobody reads its reports', () => {
  const [first, second] = renderSecurityTxt(facts({ example: true })).split('\n');
  assert.equal(first, securityTxtMark);
  assert.match(second ?? '', /^# A demonstration\./);
  assert.doesNotMatch(renderSecurityTxt(facts()), /demonstration/);
});
