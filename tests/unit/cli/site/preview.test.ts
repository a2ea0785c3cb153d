/** The four lines that a newcomer reads first. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Preview, renderWelcome } from '../../../../src/cli/site/preview.ts';
import { readDesk } from '../../../../src/read.ts';

async function makePreview(folder: string): Promise<Preview> {
  const date = new Date('2026-11-22T23:59:59Z');
  const url = 'http://localhost:4321';
  const { records } = await readDesk({ folder, date, url, preview: null, embargoed: null });
  assert.ok(records !== null);
  const reserved = { port: 4321 } as Preview['reserved'];
  return { records, embargoed: [], state: '.postern', reserved, wantedPort: 4321 };
}

test('the demonstration says where to report, to read, to change, and how to make it yours', async () => {
  const text = renderWelcome(await makePreview('content'), 'content');
  const lines = text.split('\n').filter((line) => /^ {2}\d /.test(line));
  assert.deepEqual(
    lines.map((line) => line.replaceAll(/\s+/g, ' ').trim()),
    [
      '1 report something http://localhost:4321/report/ (“fill in a sample” is one click)',
      '2 read it as maintainer http://localhost:4321/_inbox/ or: npm run desk -- open',
      '3 change a file content/ (npm run dev reloads)',
      '4 make it yours npm run desk -- init',
    ],
  );
});

test('a desk that is somebody’s own is not told to begin anew', async () => {
  const preview = await makePreview('content');
  const { records } = preview;
  const own = { ...preview, records: { ...records, desk: { ...records.desk, example: false } } };
  const text = renderWelcome(own, 'content');
  assert.doesNotMatch(text, /desk -- init/);
  assert.match(text, /find every fault +npm run desk -- check/);
});

test('a desk in another folder is changed and checked where it lies', async () => {
  const preview = await makePreview('tests/desks/best-effort');
  const { records } = preview;
  const own = { ...preview, records: { ...records, desk: { ...records.desk, example: false } } };
  const text = renderWelcome(own, '../acme/security');
  assert.match(
    text,
    /\.\.\/acme\/security\/ {3}\(POSTERN_CONTENT=\.\.\/acme\/security npm run dev/,
  );
  assert.match(text, /POSTERN_CONTENT=\.\.\/acme\/security npm run desk -- check/);
});
