import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toDetailAnswers } from '../../../src/report/details.ts';
import { renderMarkdownCopy } from '../../../src/report/markdown-copy.ts';
import { exampleAnswers } from './example-report.ts';

const facts = { desk: 'Lantern', productName: 'Lantern', files: [], receipt: null };

test('the copy holds every answer', () => {
  const files = [{ name: 'poc.bin', type: '', size: 3, sha256: 'ab12' }];
  const copy = renderMarkdownCopy(exampleAnswers, { ...facts, files });
  assert.equal(
    copy,
    `# A crafted scene writes outside its folder

Security report for Lantern. Not public: keep it to yourself until an advisory is out.

- Product: Lantern
- Version: 2.3.0
- Answer to: wick@example.org
- Credit: wick
- Files: poc.bin (3 bytes, SHA-256 ab12)

## Steps

1. Open it.
2. Look at \`~/.profile\`.
`,
  );
});

test('details are copied in words, and of a key only that it is there', () => {
  const details = toDetailAnswers({ exploited: 'no', steps: 'Open it.' });
  const replyKey = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nx\n-----END PGP PUBLIC KEY BLOCK-----';
  const copy = renderMarkdownCopy({ ...exampleAnswers, details, replyKey }, facts);
  assert.match(copy, /^- Exploited in the wild: Not that I know of$/m);
  assert.match(copy, /^- Key for the answer: reporter-key\.asc$/m);
  assert.ok(copy.endsWith('\n\n## Steps to reproduce\n\nOpen it.\n'), copy);
});

test('a half-filled form is copied too', () => {
  const half = { ...exampleAnswers, summary: '', version: '', reply: '', credit: 'none' } as const;
  const copy = renderMarkdownCopy(half, facts);
  assert.match(copy, /^# Security report for Lantern\n/);
  assert.doesNotMatch(copy, /Version|Answer to|Receipt/);
  assert.match(copy, /- Credit: Do not name me/);
});

test('after it was received the copy names the receipt', () => {
  const receipt = {
    id: '0123456789abcdef0123',
    sha256: '',
    receivedAt: '2026-11-20T02:00:00Z',
    relay: '',
    signature: '',
  };
  const copy = renderMarkdownCopy(exampleAnswers, { ...facts, receipt });
  assert.match(copy, /- Receipt: 0123456789abcdef0123, 2026-11-20T02:00:00Z/);
});
