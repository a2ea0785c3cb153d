import assert from 'node:assert/strict';
import { test } from 'node:test';
import PostalMime from 'postal-mime';
import { toCleanLine } from '../../../src/report/clean-text.ts';
import { toFileNameParameter, toHeaderText } from '../../../src/report/mime-header.ts';
import fc from '../../helpers/property.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 200 });
const foldedAscii = /^[\x20-\x7e]*(\r\n [\x21-\x7e][\x20-\x7e]*)*$/;

test('short ASCII stays readable, everything else becomes encoded words', () => {
  assert.equal(toHeaderText('[Lantern] Reads past its buffer'), '[Lantern] Reads past its buffer');
  assert.equal(toHeaderText('käse'), '=?utf-8?B?a8Okc2U=?=');
  assert.match(toHeaderText('=?utf-8?B?eA==?='), /^=\?utf-8\?B\?PT91/);
});

test('any text is one field on short lines of ASCII, and reads back as its clean line', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      const value = toHeaderText(`a${text}b`);
      assert.match(value, foldedAscii);
      const lines = `Subject: ${value}`.split('\r\n');
      assert.ok(lines.every((line) => line.length <= 76));
      const mail = await PostalMime.parse(`Subject: ${value}\r\n\r\n`);
      assert.equal(mail.subject, toCleanLine(`a${text}b`));
    }),
  );
});

test('a simple file name stands as it is', () => {
  assert.equal(toFileNameParameter('poc.tar.gz'), ';\r\n filename=poc.tar.gz');
});

test('any file name is one parameter on short lines of ASCII, and reads back', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      const name = `a${text}b`;
      const parameter = toFileNameParameter(name);
      assert.match(parameter, foldedAscii);
      assert.ok(parameter.split('\r\n').every((line) => line.length <= 78));
      const part = `Content-Disposition: attachment${parameter}\r\n\r\nx\r\n`;
      const { attachments } = await PostalMime.parse(
        `Content-Type: multipart/mixed; boundary=z\r\n\r\n--z\r\n${part}--z--\r\n`,
      );
      assert.equal(attachments[0]?.filename, toCleanLine(name));
    }),
  );
});
