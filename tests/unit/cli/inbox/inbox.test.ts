/** The demonstration's inbox: what it shows, to whom, and what a hostile report can do there. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { createInbox } from '../../../../src/cli/inbox/inbox.ts';
import { createKeyDecrypt } from '../../../../src/cli/open/decrypt-key.ts';
import { hostileEntity, hostileNames } from '../../../fixtures/mail/hostile.ts';
import {
  encryptTo,
  jsonPart,
  makeEntity,
  makeKey,
  makePgpMime,
  makeTextMail,
  type TestKey,
  tamper,
} from '../../../fixtures/mail/make-mail.ts';
import { makeFolder } from '../../../fixtures/mail/run-open.ts';

const origin = 'http://localhost:4321';

let key: TestKey;
let folder: Awaited<ReturnType<typeof makeFolder>>;
let inbox: ReturnType<typeof createInbox>;

before(async () => {
  key = await makeKey();
  folder = await makeFolder();
  inbox = await makeInbox('mail');
  const parts = [
    jsonPart({ summary: 'x' }),
    { name: "filename*=utf-8''pr%C3%BCf%27s.txt", mediaType: 'text/html', content: '<b>abc' },
  ];
  const good = await encryptTo([key], makeEntity({ text: 'It overflows.', parts }));
  const hostile = await encryptTo([key], hostileEntity);
  const content = new Uint8Array(1024 * 1024);
  const zeros = { name: 'filename="zeros"', mediaType: 'application/octet-stream', content };
  const large = await encryptTo([key], makeEntity({ text: 'A large file', parts: [zeros] }));
  const stranger = await encryptTo([await makeKey()], 'x');
  const mails: Record<string, string> = {
    'new/1790000001.good.host': makePgpMime(good.armored),
    'cur/1790000002.hostile.host:2,S': makePgpMime(hostile.armored, '<script>alert(0)</script>'),
    'new/1790000003.stranger.host': makePgpMime(stranger.armored),
    'new/1790000004.plain.host': makeTextMail('not encrypted'),
    'new/1790000005.tampered.host': makeTextMail(
      Buffer.from(tamper(good.binary)).toString('base64'),
    )
      .replace('text/plain', 'application/octet-stream')
      .replace('\n\n', '\nContent-Transfer-Encoding: base64\n\n'),
    'new/1790000000.oldest.host': '',
    'new/1789999999.large.host': makePgpMime(large.armored),
  };
  for (const [name, mail] of Object.entries(mails)) await folder.write(`mail/${name}`, mail);
});

after(() => folder[Symbol.asyncDispose]());

async function makeInbox(maildir: string, base?: string) {
  const { decrypt, fingerprint } = await createKeyDecrypt({
    file: Buffer.from(key.armoredSecret),
    label: 'the throw-away key',
    passphrase: () => Promise.reject(new Error('not locked')),
  });
  return createInbox({
    maildir: `${folder.path}/${maildir}`,
    decrypt,
    keyFingerprint: fingerprint,
    siteName: 'Postern <b>',
    stylesheetHref: '/_astro/site.css',
    now: () => new Date('2026-11-22T01:02:03Z'),
    ...(base === undefined ? {} : { base }),
  });
}

async function get(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await inbox(new Request(origin + path, init));
  assert.ok(response, `${path} is answered`);
  return response;
}

const page = async (path: string) => (await get(path)).text();

test('lists every mail, newest first, without opening one', async () => {
  const list = await page('/_inbox/');
  const order = [...list.matchAll(/href="\/_inbox\/\d+\.(\w+)\.host\/"/g)].map(([, name]) => name);
  assert.deepEqual(order, ['tampered', 'plain', 'stranger', 'hostile', 'good', 'oldest', 'large']);
  assert.match(list, /id <code>0123456789abcdef0123<\/code>/);
  assert.doesNotMatch(list, /It overflows|A flaw/);
  assert.match(list, /As of <time datetime="2026-11-22T01:02:03Z">/);
});

test('an empty inbox says how to send a report', async () => {
  const empty = await makeInbox('nowhere');
  const list = await (await empty(new Request(`${origin}/_inbox/`)))?.text();
  assert.match(list ?? '', /No mail yet\. <a href="\/report\/">Send a report<\/a>/);
});

test('a mail shows what travelled beside what the maintainer reads, and names the throw-away key', async () => {
  const mail = await page('/_inbox/1790000001.good.host/');
  const [travelled = '', read = ''] = mail.split('<h2 id="read">');
  assert.match(travelled, /X-Postern-Id: 0123456789abcdef0123/);
  assert.match(travelled, /-----BEGIN PGP MESSAGE-----/);
  assert.match(travelled, /-----END PGP MESSAGE-----/);
  assert.doesNotMatch(travelled, /It overflows|A flaw/);
  assert.match(read, /<dt>Subject<\/dt>\s*<dd>A flaw<\/dd>/);
  assert.match(read, />It overflows\.</);
  assert.match(read, /not verified/);
  assert.match(read, new RegExp(key.fingerprint.replace(/.{4}(?=.)/g, '$& ')));
  assert.match(
    mail,
    /In real life the opened report\s+is read in the maintainer’s own mail program/,
  );
});

test('of a mail of many megabytes the page shows the beginning, and says how much more there is', async () => {
  const mail = await page('/_inbox/1789999999.large.host/');
  assert.ok(mail.length < 100_000);
  assert.match(mail, /[1-9],\d{3},\d{3} bytes more of the same/);
  assert.match(mail, />A large file</);
});

test('a file is saved as bytes, never shown as what it claims to be', async () => {
  const response = await get('/_inbox/1790000001.good.host/2');
  assert.equal(await response.text(), '<b>abc');
  assert.equal(response.headers.get('Content-Type'), 'application/octet-stream');
  assert.equal(response.headers.get('X-Content-Type-Options'), 'nosniff');
  assert.match(response.headers.get('Content-Security-Policy') ?? '', /sandbox/);
  assert.equal(
    response.headers.get('Content-Disposition'),
    `attachment; filename="pr_f_s.txt"; filename*=UTF-8''pr%C3%BCf_s.txt`,
  );
});

test('the mail can be saved as it travelled', async () => {
  const response = await get('/_inbox/1790000001.good.host/mail.eml');
  assert.match(response.headers.get('Content-Disposition') ?? '', /^attachment; .*host\.eml/);
  assert.match(await response.text(), /^From: Security report form/);
});

test('a hostile report is only letters on the page', async () => {
  for (const path of ['/_inbox/', '/_inbox/1790000002.hostile.host/']) {
    const hostile = await page(path);
    assert.doesNotMatch(hostile, /<(?:script|img|svg|iframe|style|form|base|meta http)/i);
    assert.doesNotMatch(hostile, /\son\w+="/i);
    assert.doesNotMatch(hostile, /[[\p{Cc}\p{Cf}]--[\n\t]]/v);
  }
  const mail = await page('/_inbox/1790000002.hostile.host/');
  assert.match(mail, /\\u001b\[2J/);
  assert.match(mail, /\\u202ecod\.exe/);
  assert.match(mail, /&lt;\/pre&gt;&lt;script&gt;alert\(1\)/);
  assert.equal(mail.match(/<h2/g)?.length, 2);
});

test('every name of a hostile file becomes a safe one in its header', async () => {
  for (let index = 1; index <= hostileNames.length + 1; index++) {
    const response = await get(`/_inbox/1790000002.hostile.host/${index}`);
    assert.equal(response.status, 200);
    assert.match(
      response.headers.get('Content-Disposition') ?? '',
      /^attachment; filename="[^"\\/.][^"\\/]*"; filename\*=UTF-8''[\w.%~!&-]+$/,
    );
  }
});

for (const [name, wanted] of [
  ['1790000003.stranger', /encrypted to key [0-9A-F]{16}/],
  ['1790000004.plain', /holds no OpenPGP encrypted message/],
  ['1790000005.tampered', /damaged or changed/],
  ['1790000000.oldest', /holds no OpenPGP encrypted message/],
] as const) {
  test(`the mail ${name} is shown as it travelled, with why it cannot be opened`, async () => {
    const mail = await page(`/_inbox/${name}.host/`);
    assert.match(mail, /This mail could not be opened/);
    assert.match(mail, wanted);
  });
}

test('every answer forbids what it does not need, and is kept by nobody', async () => {
  for (const path of ['/_inbox/', '/_inbox/1790000001.good.host/', '/_inbox/nothing']) {
    const { headers } = await get(path);
    assert.equal(
      headers.get('Content-Security-Policy'),
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    assert.equal(headers.get('Cache-Control'), 'no-store');
    assert.equal(headers.get('Cross-Origin-Resource-Policy'), 'same-origin');
    assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
  }
});

test('answers at names of this machine only', async () => {
  for (const host of ['localhost', 'localhost:4321', '127.0.0.1:80', '[::1]:4321']) {
    assert.equal((await get('/_inbox/', { headers: { host } })).status, 200, host);
  }
  for (const host of [
    'evil.example',
    'evil.example:4321',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '192.168.0.2:4321',
    '',
  ]) {
    const response = await get('/_inbox/1790000001.good.host/', { headers: { host } });
    assert.equal(response.status, 421, host);
    assert.doesNotMatch(await response.text(), /overflows/);
  }
  const foreign = 'http://evil.example:4321/_inbox/';
  for (const request of [foreign, new Request(foreign, { headers: { host: 'localhost:4321' } })]) {
    assert.equal((await inbox(new Request(request)))?.status, 421);
  }
});

test('leaves every other address to others, and refuses what it does not have', async () => {
  for (const path of ['/', '/report/', '/_inboxes/', '/_inbo']) {
    assert.equal(await inbox(new Request(origin + path)), null, path);
  }
  assert.equal((await get('/_inbox')).headers.get('Location'), '/_inbox/');
  for (const path of [
    'nothing/',
    '1790000001.good.host',
    '1790000001.good.host/0',
    '1790000001.good.host/3',
    '1790000001.good.host/-1',
    '1790000001.good.host/1e0',
    '1790000001.good.host/1/2',
    '..%2Fnew%2F1790000001.good.host/',
    '%2e%2e%2f%2e%2e%2fkey.asc/mail.eml',
    '%ff/',
  ]) {
    assert.equal((await get(`/_inbox/${path}`)).status, 404, path);
  }
  const post = await get('/_inbox/', { method: 'POST' });
  assert.equal(post.status, 405);
  assert.equal(post.headers.get('Allow'), 'GET, HEAD');
  const head = await get('/_inbox/', { method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.equal(await head.text(), '');
});

test('a site under a path has its inbox under that path', async () => {
  const below = await makeInbox('mail', '/tool/');
  assert.equal(await below(new Request(`${origin}/_inbox/`)), null);
  const list = await (await below(new Request(`${origin}/tool/_inbox/`)))?.text();
  assert.match(list ?? '', /href="\/tool\/_inbox\/1790000001\.good\.host\/"/);
  assert.match(list ?? '', /href="\/tool\/report\/"/);
});

test('serves its own stylesheet', async () => {
  const response = await get('/_inbox/inbox.css');
  assert.match(response.headers.get('Content-Type') ?? '', /^text\/css/);
  assert.match(await response.text(), /@layer components/);
});

test('its pages are valid HTML, with a long block as a region that the keyboard reaches', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended', 'html-validate:a11y'],
    // Safari takes a list without bullets for no list, unless its role says so.
    rules: {
      'no-redundant-role': 'off',
      'no-trailing-whitespace': 'off',
      'doctype-style': ['error', { style: 'lowercase' }],
    },
  });
  for (const path of [
    '/_inbox/',
    '/_inbox/1790000001.good.host/',
    '/_inbox/1790000005.tampered.host/',
  ]) {
    const { results } = await validator.validateString(await page(path));
    const faults = results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line }) => `${path}:${line} ${ruleId} ${message}`),
    );
    assert.deepEqual(faults, []);
  }
  const mail = await page('/_inbox/1790000001.good.host/');
  assert.equal(
    mail.match(/<section class="inbox-scroll" tabindex="0" aria-labelledby/g)?.length,
    3,
  );
});
