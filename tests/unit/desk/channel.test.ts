/** The ways to report, as a reporter decides between them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needsNoAccount, toChannels } from '../../../src/desk/channel.ts';
import { deskSchema } from '../../../src/desk/desk.ts';

function channels(list: object[], repository?: string) {
  const facts = { name: 'A', summary: 'B', channels: list, ...(repository && { repository }) };
  return toChannels(deskSchema.parse(facts));
}

test('channels keep the order of the desk, the preferred first', () => {
  const mail = { kind: 'mail', address: 'security@desk.test' };
  const kinds = channels([mail, { kind: 'form' }, { kind: 'code-host' }]).map((it) => it.kind);
  assert.deepEqual(kinds, ['mail', 'form', 'code-host']);
});

test('no address is made up: without one there is nothing to follow', () => {
  const [mail, host] = channels([
    { kind: 'mail', where: 'Ask on the list.' },
    { kind: 'code-host' },
  ]);
  assert.equal(mail?.href, null);
  assert.equal(mail?.how, 'Ask on the list.');
  assert.equal(host?.href, null);
  assert.match(host?.how ?? '', /Security tab → Report a vulnerability/);
});

test('a mail channel needs an address or a place to find one', () => {
  assert.throws(() => channels([{ kind: 'mail' }]), /say where one is found/);
});

test('a private advisory on GitHub leads to its form, elsewhere to the repository', () => {
  const list = [{ kind: 'code-host' }];
  const hrefs = [
    'https://github.com/desk--test/tool',
    'https://github.com/desk--test/tool.git/',
    'https://code.desk.test/tool/',
  ].map((repository) => channels(list, repository)[0]?.href);
  const form = 'https://github.com/desk--test/tool/security/advisories/new';
  assert.deepEqual(hrefs, [form, form, 'https://code.desk.test/tool']);
});

const page = { kind: 'web', label: 'HackerOne', url: 'https://hackerone.com/acme' };

test('a page elsewhere is called as the desk calls it, and says who else can read a report', () => {
  const [view] = channels([page]);
  assert.equal(view?.title, 'HackerOne');
  assert.equal(view?.href, 'https://hackerone.com/acme');
  assert.match(view?.how ?? '', /hackerone\.com takes the report/);
  assert.match(view?.readers ?? '', /so can whoever runs hackerone\.com/);
  assert.throws(() => channels([{ ...page, url: 'http://hackerone.com/acme' }]), /https:/);
  assert.throws(() => channels([{ kind: 'web', url: page.url }]), /Write one line of text/);
  assert.throws(() => channels([{ kind: 'fax' }]), /code-host, form, mail or web/);
});

test('a page elsewhere does without an account only where the desk says so', () => {
  const accounts = [undefined, true, false].map((account) => ({ ...page, account }));
  assert.deepEqual(
    channels(accounts).map((it) => it.account),
    ['It may ask for an account', 'An account there is needed', 'No account'],
  );
  assert.deepEqual(
    accounts.map((it) => needsNoAccount({ channels: [{ ...it, kind: 'web' }] })),
    [false, false, true],
  );
});

test('each channel says who can read a report and whether it takes an account', () => {
  const list = [{ kind: 'form' }, { kind: 'code-host' }, { kind: 'mail', where: 'Here.' }, page];
  for (const { readers, account } of channels(list)) {
    assert.match(readers, /maintainers/);
    assert.match(account, /account/i);
  }
});
