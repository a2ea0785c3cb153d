/** What is found wrong with a published site, and that one lost packet is not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Ask, lookAtSite } from '../../../../src/cli/dates/look-at-site.ts';
import { toWarning } from '../../../../src/cli/dates/warning.ts';

const url = 'https://desk.example/security';
const txt = 'Contact: https://desk.example/report/\nExpires: 2027-11-21T00:00:00Z\n';
const json = '{\n  "quorum": 1,\n  "expires": "2027-11-21T00:00:00Z",\n  "reviewed": null\n}\n';
const files = new Map([
  ['/.well-known/security.txt', txt],
  ['/.well-known/postern/desk.json', json],
]);

/** @param answers by the end of an address; several are given one after the other, the last again and again */
async function look(
  answers: { txt?: readonly (string | number)[]; json?: readonly (string | number)[] },
  today = '2026-11-22',
) {
  const left = { txt: [...(answers.txt ?? [txt])], json: [...(answers.json ?? [json])] };
  const asked: string[] = [];
  const ask: Ask = async (address) => {
    asked.push(address);
    const list = address.endsWith('.txt') ? left.txt : left.json;
    const answer = (list.length > 1 ? list.shift() : list[0]) ?? 0;
    if (answer === 0) throw new Error('no connection');
    return typeof answer === 'number'
      ? { status: answer, text: '' }
      : { status: 200, text: answer };
  };
  let waits = 0;
  const wait = async () => {
    waits += 1;
  };
  const found = await lookAtSite({ url, today, files, ask, wait });
  const { state } = toWarning([], [], found);
  return { ...found, state, asked, waits, texts: found.faults.map((it) => it.text) };
}

test('a site that answers with the files of the repository is well, and its date is known', async () => {
  const { state, faults, dates, asked } = await look({});
  assert.deepEqual([state, faults], ['well', []]);
  assert.deepEqual(asked, [
    `${url}/.well-known/security.txt`,
    `${url}/.well-known/postern/desk.json`,
  ]);
  assert.deepEqual(
    dates.map((it) => [it.day, it.daysLeft]),
    [['2027-11-21', 364]],
  );
});

test('a file that was built on another day, or sent with other ends of lines, is the same', async () => {
  const { state } = await look({
    txt: [txt.replace('11-21', '10-01').replaceAll('\n', '\r\n')],
    json: [json.replace('11-21', '10-01')],
  });
  assert.equal(state, 'well');
});

test('the published file dies by its own date, whatever the repository says', async () => {
  const at = async (today: string) => (await look({}, today)).state;
  assert.deepEqual(
    [
      await at('2027-09-21'),
      await at('2027-09-22'),
      await at('2027-11-20'),
      await at('2027-11-21'),
    ],
    ['well', 'soon', 'soon', 'now'],
  );
});

test('one failure is not told, three are', async () => {
  const once = await look({ txt: [0, 503, txt] });
  assert.deepEqual([once.state, once.waits], ['well', 2]);
  const gone = await look({ txt: [0], json: [404] });
  assert.equal(gone.state, 'now');
  assert.deepEqual(
    gone.texts.map((it) => it.replace(`${url}/.well-known/`, '')),
    [
      'security.txt does not answer. Look at the host, and publish the site again.',
      'postern/desk.json answers 404. Look at the host, and publish the site again.',
    ],
  );
  assert.equal(gone.asked.length, 6);
});

test('other contents are told, and do not fail a run', async () => {
  const { state, texts } = await look({ txt: [txt.replace('report', 'old')] });
  assert.equal(state, 'soon');
  assert.match(texts.join(), /security\.txt is not what this repository says today/);
  const both = await look({ txt: [`${txt}Policy: https://x.example/\n`], json: ['{}'] });
  assert.match(both.texts.join(), /security\.txt and .*desk\.json are not what/);
});

test('a page in the place of security.txt is a fault', async () => {
  const { state, texts } = await look({ txt: ['<!doctype html><title>Parked</title>'] });
  assert.equal(state, 'now');
  assert.match(texts[0] ?? '', /has no line Expires/);
});
