/** `desk verify-receipt`: a good receipt in either form, and each way in which one is not good. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { verifyReceiptCommand } from '../../../src/cli/verify-receipt.ts';
import type { Receipt } from '../../../src/contract.ts';
import { createReceiptKeyPair, createReceiptSigner } from '../../../src/relay/receipt.ts';
import { toArmor } from '../../../src/report/armor.ts';
import { renderReceiptText } from '../../../src/report/receipt-text.ts';
import { makeCommandFolder } from '../../helpers/run-command.ts';

const [pair, older] = await Promise.all([createReceiptKeyPair(), createReceiptKeyPair()]);
// Long enough that its armor has several lines.
const message = Buffer.alloc(300, 0xc1);
const sha256 = createHash('sha256').update(message).digest('hex');
const unsigned = {
  id: sha256.slice(0, 20),
  sha256,
  receivedAt: '2026-11-20T02:00:00Z',
  relay: 'https://relay.acme.example',
};
const sign = async (facts: Partial<Receipt> = {}, key = older) =>
  await (await createReceiptSigner(key.privateKeyPem)).sign({ ...unsigned, ...facts });
const good = await sign();

const yaml = `name: Acme
summary: Acme makes tools.
url: https://security.acme.example
ids: ACME
reviewed: 2026-11-01
channels:
  - kind: form
relay:
  url: https://relay.acme.example
  receiptKeys:
    - ${pair.publicKey}
    - ${older.publicKey}
`;

async function check(files: Record<string, string | Uint8Array>, args: readonly string[]) {
  using folder = makeCommandFolder({ 'desk.yaml': yaml });
  for (const [name, content] of Object.entries(files)) folder.write(name, content);
  return await folder.run(verifyReceiptCommand, args);
}

test('a receipt is good as JSON and as text, also by an older key of desk.yaml', async () => {
  for (const text of [JSON.stringify(good), renderReceiptText(good)]) {
    const { code, out } = await check({ receipt: text }, ['receipt']);
    assert.equal(code, 0);
    assert.match(out, /is good: https:\/\/relay\.acme\.example had .* 2026-11-20T02:00:00Z/);
  }
});

test('with the encrypted report it says whether the receipt is for that one', async () => {
  const files = {
    receipt: JSON.stringify(good),
    'report.pgp': message,
    'report.asc': toArmor(message),
    'crlf.asc': toArmor(message).replaceAll('\n', '\r\n'),
    'other.pgp': Buffer.alloc(300, 1),
  };
  for (const [name, wanted] of [
    ['report.pgp', 0],
    ['report.asc', 0],
    ['crlf.asc', 0],
    ['other.pgp', 1],
  ] as const) {
    const { code } = await check(files, ['receipt', '--message', name]);
    assert.equal(code, wanted, name);
  }
});

test('a receipt that is changed, foreign or signed by somebody else is told, all reasons at once', async () => {
  const foreign = await createReceiptKeyPair();
  for (const [receipt, ...wanted] of [
    [{ ...good, receivedAt: '2025-01-01T00:00:00Z' }, /none of the receipt keys/],
    [await sign({}, foreign), /none of the receipt keys/],
    [await sign({ relay: 'https://other.example' }), /names the relay https:\/\/other\.example/],
    [{ ...good, id: '0'.repeat(20) }, /not the beginning/, /none of the receipt keys/],
  ] as const) {
    const { code, err } = await check({ receipt: JSON.stringify(receipt) }, ['receipt']);
    assert.equal(code, 1);
    for (const said of wanted) assert.match(err, said);
  }
});

test('what is no receipt, or cannot be read, is said in a sentence; wrong usage ends with 2', async () => {
  for (const text of ['', '{}', 'id: 1', JSON.stringify({ ...good, signature: 'x' })]) {
    const { code, err } = await check({ receipt: text }, ['receipt']);
    assert.equal(code, 1);
    assert.match(err, /This is no receipt/);
  }
  assert.match((await check({}, ['nowhere'])).err, /nowhere cannot be read/);
  assert.equal((await check({}, [])).code, 2);
  assert.equal((await check({}, ['--what'])).code, 2);
});

test('--json says the same as data', async () => {
  const { code, out } = await check({ receipt: JSON.stringify(good) }, ['receipt', '--json']);
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(out), { good: true, faults: [], receipt: good });
});

test('the guide’s way with openssl verifies a receipt, and refuses a changed one', async () => {
  const guide = readFileSync(
    resolve(import.meta.dirname, '../../../content/guides/check-a-receipt.mdx'),
    'utf8',
  );
  const script = /```sh\n(key=[\s\S]*?)```/.exec(guide)?.[1] ?? assert.fail('no commands');
  using folder = makeCommandFolder();
  const filled = (receipt: Receipt) => {
    folder.write('receipt.txt', renderReceiptText(receipt));
    return script.replace(/^key=.*$/m, `key=${older.publicKey}`);
  };
  const runScript = (text: string) =>
    spawnSync('sh', ['-e', '-c', text], { cwd: folder.path, encoding: 'utf8' });
  const verified = runScript(filled(good));
  assert.match(verified.stdout, /Signature Verified Successfully/, verified.stderr);
  const changed = runScript(filled({ ...good, receivedAt: '2026-11-20T02:00:01Z' }));
  assert.equal(changed.status, 1);
});
