/** Promises of the build itself: same input, same bytes; nothing secret, nothing left over, nothing half built. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { type BuiltSite, builtSite, desks } from '../helpers/built-site.ts';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

test('the same content and day give the same bytes', async () => {
  const first = await builtSite('fixture');
  const second = await builtSite('fixture', { POSTERN_AGAIN: '1' });
  assert.notEqual(first.folder, second.folder);
  assert.deepEqual(second.paths, first.paths);
  for (const path of first.paths) {
    assert.ok(
      readFileSync(join(first.folder, path)).equals(readFileSync(join(second.folder, path))),
      `${path} differs`,
    );
  }
});

test('no built site holds a private key, the inbox or a path of the machine that built it', async () => {
  for (const name of Object.keys(desks) as (keyof typeof desks)[]) {
    const site = await builtSite(name);
    assert.deepEqual(
      site.paths.filter((path) => path.includes('_inbox')),
      [],
    );
    for (const [path, text] of texts(site)) {
      // The library's own code names the header line; a key has base64 after it.
      assert.ok(!/PRIVATE KEY BLOCK-----\s+[\w+/:. ]{20}/.test(text), path);
      assert.ok(!text.includes('_inbox'), path);
      assert.ok(!text.includes(root), `${path} names ${root}`);
    }
  }
});

test('a production build uses no throw-away key, whatever the environment says', async () => {
  const site = await builtSite('demonstration', {
    POSTERN_PREVIEW: join(tmpdir(), 'postern-no-such-folder'),
  });
  assert.deepEqual(
    site.paths.filter((path) => path.endsWith('.asc')),
    [],
  );
  assert.match(site.printed, /cannot receive reports/);
  assert.match(site.read('/keys/'), /cannot receive encrypted reports/);
});

describe('a desk that cannot be built', () => {
  test('a desk in earnest without a key, an address or its own content stops with every reason, and writes nothing', async () => {
    await inCopy('content', async (folder, out) => {
      edit(join(folder, 'desk.yaml'), 'example: true', 'example: false');
      const failed = await fails(folder, out);
      assert.match(failed, /error desk\.yaml: found no url/);
      assert.match(failed, /no certificate that reports could be encrypted to/);
      assert.match(
        failed,
        /advisories\/2026\/EXAMPLE-2026-0001\.mdx.*an example of the demonstration/,
      );
      assert.match(failed, /products\/lantern\.yaml.*an example of the demonstration/);
      assert.match(failed, /Nothing was built/);
      assert.equal(existsSync(out), false);
    });
  });

  test('faults of several files are listed at once with file, line, field, found and wanted', async () => {
    await inCopy('content', async (folder, out) => {
      edit(
        join(folder, 'advisories/2026/EXAMPLE-2026-0001.mdx'),
        'published: 2026',
        'published: 20266',
      );
      edit(join(folder, 'advisories/2026/EXAMPLE-2026-0002.mdx'), 'title:', 'tilte:');
      edit(
        join(folder, 'advisories/2026/EXAMPLE-2026-0003.mdx'),
        'reporter: ',
        'reporter: nobody-',
      );
      const failed = await fails(folder, out);
      assert.match(
        failed,
        /error advisories\/2026\/EXAMPLE-2026-0001\.mdx:\d+ {2}dates\.published: found "20266-.*"\. Write a day that exists as YYYY-MM-DD/,
      );
      assert.match(
        failed,
        /error advisories\/2026\/EXAMPLE-2026-0002\.mdx:\d+ {2}tilte: found a field that does not exist here/,
      );
      assert.match(
        failed,
        /error advisories\/2026\/EXAMPLE-2026-0003\.mdx:\d+ {2}credits\[0\]\.reporter: found the reporter nobody-/,
      );
    });
  });

  test('a private key among the certificates stops everything and is copied nowhere', async () => {
    await inCopy('tests/fixtures/desk', async (folder, out) => {
      writeFileSync(
        join(folder, 'keys', 'oops.asc'),
        '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nsecret\n-----END PGP PRIVATE KEY BLOCK-----\n',
      );
      const failed = await fails(folder, out);
      assert.match(failed, /error keys\/oops\.asc.*found a private key/);
      assert.equal(existsSync(out), false);
    });
  });

  test('a desk outside this folder builds, and its own theme is linked', async () => {
    await inCopy('tests/fixtures/desk', async (folder, out) => {
      writeFileSync(join(folder, 'theme.css'), ':root{--color-accent:#123456}\n');
      await run(process.execPath, ['src/cli/build.ts'], {
        cwd: root,
        env: environment(folder, out),
      });
      const page = readFileSync(join(out, 'index.html'), 'utf8');
      assert.ok(page.includes('<link rel="stylesheet" href="/theme.css">'));
      assert.match(readFileSync(join(out, 'policy/index.html'), 'utf8'), /<h2 id="/);
      assert.equal(readFileSync(join(out, 'theme.css'), 'utf8'), ':root{--color-accent:#123456}\n');
    });
  });
});

async function inCopy(
  desk: string,
  use: (folder: string, out: string) => Promise<void>,
): Promise<void> {
  const temporary = mkdtempSync(join(tmpdir(), 'postern-copy-'));
  try {
    const folder = join(temporary, 'desk');
    cpSync(join(root, desk), folder, { recursive: true });
    await use(folder, join(temporary, 'out'));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  assert.ok(text.includes(from), `${file} holds no ${from}`);
  writeFileSync(file, text.replace(from, to));
}

function environment(folder: string, out: string): NodeJS.ProcessEnv {
  return { ...process.env, POSTERN_CONTENT: folder, POSTERN_OUT: out, POSTERN_DATE: '2026-11-22' };
}

/** Runs a build that must exit with 1. @returns what it printed */
async function fails(folder: string, out: string): Promise<string> {
  const failure = await run(process.execPath, ['src/cli/build.ts'], {
    cwd: root,
    env: environment(folder, out),
  }).then(
    () => assert.fail('the build went through'),
    (error: { code: number; stderr: string; stdout: string }) => error,
  );
  assert.equal(failure.code, 1);
  return failure.stdout + failure.stderr;
}

function texts(site: BuiltSite): [string, string][] {
  return site.paths
    .filter((path) => /\.(html|js|css|json|xml|txt|asc)$|_headers$/.test(path))
    .map((path) => [path, readFileSync(join(site.folder, path), 'utf8')]);
}
