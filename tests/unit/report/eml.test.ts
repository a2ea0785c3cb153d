/** The ready mail: what a mail program makes a draft of. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import PostalMime from 'postal-mime';
import { renderEml } from '../../../src/report/eml.ts';

const armor = '-----BEGIN PGP MESSAGE-----\n\nwV4D\n=AAAA\n-----END PGP MESSAGE-----\n';

test('the ready mail is a draft with a sentence and the message as a file, which no program opens to make the draft', async () => {
  const text = renderEml(armor, 'security@desk.example');
  const mail = await PostalMime.parse(text);
  const headers = new Map(mail.headers.map(({ key, value }) => [key, value]));
  assert.equal(headers.get('x-unsent'), '1');
  assert.match(headers.get('content-type') ?? '', /^multipart\/mixed;/);
  assert.deepEqual(mail.to, [{ address: 'security@desk.example', name: '' }]);
  assert.equal(mail.subject, 'Security report');
  assert.match(mail.text ?? '', /encrypted with OpenPGP/);
  const [file, ...more] = mail.attachments;
  assert.deepEqual(more, []);
  assert.equal(file?.filename, 'report.eml.asc');
  assert.equal(file?.mimeType, 'application/x-attachment');
  assert.equal(file?.disposition, 'attachment');
  const content = file?.content ?? '';
  const shown = typeof content === 'string' ? content : new TextDecoder().decode(content);
  assert.equal(shown.replaceAll('\r\n', '\n').trim(), armor.trim());
});

test('without an address the reporter fills one in, and every line is one that mail can carry', () => {
  const lines = renderEml(armor, null).split('\r\n');
  assert.ok(!lines.some((line) => line.startsWith('To:')));
  assert.ok(lines.every((line) => /^[ -~]{0,998}$/.test(line)));
});
