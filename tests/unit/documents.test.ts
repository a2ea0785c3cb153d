/** What the documents name is there, and what they tell a reader to write and to type works. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { generateKey } from 'openpgp';
import { commands as deskCommands } from '../../src/cli/commands.ts';
import { renderFindings } from '../../src/desk/finding.ts';
import { productSchema } from '../../src/desk/product/product.ts';
import { parseRecord, parseSource } from '../../src/desk/source/source.ts';
import { readDesk } from '../../src/read.ts';
import { renderLooked, renderMailRecords } from '../../src/relay/check-text.ts';
import { renderMessage } from '../../src/report/message.ts';
import { toReport } from '../../src/report/report.ts';
import { toBytes } from '../../src/report/writing.ts';
import { createGpg } from '../helpers/gpg.ts';
import { renderWireGuide, wireGuideFile } from './own-wire-guide.ts';
import { exampleAnswers, exampleConfig } from './report/example-report.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const guides = readdirSync(join(root, 'content/guides')).map((file) => `content/guides/${file}`);
const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...guides];
const packageJson = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

const temporary = mkdtempSync(join(tmpdir(), 'postern-documents-'));
after(() => rmSync(temporary, { recursive: true }));

/** What a reader makes by following a document, or a build does: these are not in the repository. */
const made =
  /your-|ACME-|their-handle|^content\/(keys|embargoed|signatures|delivery-tests)\/|^(dist|\.postern)\//;

/** Texts between backquotes that name a file or a folder of this repository. */
function namedPaths(text: string): string[] {
  const prose = text.replaceAll(/```[\s\S]*?```/g, '');
  const tops = new Set(readdirSync(root));
  return [...prose.matchAll(/`([^`\s]+)`/g)]
    .map(([, code = '']) => code)
    .filter((code) =>
      code.includes('/')
        ? tops.has(code.split('/')[0] ?? '')
        : /^([A-Z]+\.md|\.env\.example|package\.json)$/.test(code),
    )
    .filter((code) => !made.test(code));
}

function links(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, href = '']) => href);
}

function blocks(path: string, language: string): string[] {
  const fence = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g');
  return [...read(path).matchAll(fence)].map(([, block = '']) => block);
}

for (const path of documents) {
  test(`every path that ${path} names is there`, () => {
    const missing = namedPaths(read(path)).filter((it) => !existsSync(join(root, it)));
    assert.deepEqual(missing, []);
  });

  test(`every link of ${path} leads somewhere`, () => {
    const inner = links(read(path)).filter((href) => !/^(https?:|#)/.test(href));
    const missing = inner.filter((href) => {
      const [target = ''] = href.split('#');
      if (!path.startsWith('content/')) return !existsSync(join(root, dirname(path), target));
      // A guide is read at /guides/<name>/.
      const guide = /^\.\.\/([a-z0-9-]+)\/$/.exec(target)?.[1];
      if (guide !== undefined) return !existsSync(join(root, `content/guides/${guide}.mdx`));
      const page = /^\.\.\/\.\.\/([a-z-]+)\/$/.exec(target)?.[1];
      return page === undefined || !existsSync(join(root, `src/pages/${page}.astro`));
    });
    assert.deepEqual(missing, []);
  });

  test(`every command that ${path} names exists`, () => {
    const text = read(path);
    const scripts = [...text.matchAll(/npm (?:run ([a-z][\w:-]*)|(start|test)\b)/g)].map(
      ([, script, short = '']) => script ?? short,
    );
    const unknown = scripts.filter((it) => packageJson.scripts[it] === undefined);
    assert.deepEqual(unknown, []);
    const named = [...text.matchAll(/npm run desk -- ([a-z-]+)/g)].map(([, name = '']) => name);
    const known = deskCommands.map((it) => it.name);
    assert.deepEqual(
      named.filter((it) => !known.includes(it)),
      [],
    );
  });
}

test('README and CONTRIBUTING name enough for these tests to mean something', () => {
  assert.ok(namedPaths(read('README.md')).length > 8);
  assert.ok(namedPaths(read('CONTRIBUTING.md')).length > 25);
  assert.ok(links(read('README.md')).length > 6);
});

test('CI runs the command that the README names', () => {
  assert.ok(read('.ci/run').includes('npm ci && npm test'));
  assert.ok(blocks('README.md', 'sh').includes('npm ci && npm test\n'));
});

test('a desk written as the guides say has no fault', async () => {
  const folder = join(temporary, 'desk');
  const [desk = '', product = ''] = blocks('content/guides/first-desk.mdx', 'yaml');
  const [relay = ''] = blocks('content/guides/run-the-relay.mdx', 'yaml');
  const [facts = ''] = blocks('content/guides/write-your-policy.mdx', 'yaml');
  const [away = ''] = blocks('content/guides/go-on-holiday.mdx', 'yaml');
  const [advisory = '', reporter = '', fuller = ''] = blocks(
    'content/guides/read-a-report.mdx',
    'md',
  );
  const files = {
    'desk.yaml': desk + relay + facts + away,
    'products/your-project.yaml': product,
    'advisories/2026/ACME-2026-0001.mdx': advisory,
    'hall-of-fame/their-handle.mdx': reporter,
    'hall-of-fame/their-other-handle.mdx': fuller,
    'hall-of-fame/their-lab.mdx': '---\nconsent: handle\nteam: true\n---\n',
  };
  cpSync(join(root, 'content/policy'), join(folder, 'policy'), { recursive: true });
  cpSync(join(root, 'content/guides'), join(folder, 'guides'), { recursive: true });
  const { publicKey } = await generateKey({
    userIDs: [{ name: 'Your Name', email: 'security@example.org' }],
    date: new Date('2026-11-01'),
  });
  mkdirSync(join(folder, 'keys'));
  writeFileSync(join(folder, 'keys/your-name.asc'), publicKey);
  for (const [path, text] of Object.entries(files)) {
    assert.notEqual(text, '', path);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const date = new Date('2026-11-22T23:59:59Z');
  const { records, findings } = await readDesk({
    folder,
    date,
    url: null,
    preview: null,
    embargoed: null,
  });
  assert.equal(renderFindings(findings), '');
  assert.equal(records?.advisories.length, 1);
  assert.equal(records?.products.length, 1);
});

test('the address under a path in the guide is one that a desk takes', () => {
  const [block = ''] = blocks('content/guides/publish-without-a-server.mdx', 'yaml');
  assert.match(block, /^url: https:\/\/your-name\.github\.io\/your-project\n$/);
});

test('the commands of the first guide make a desk out of the demonstration, and find no fault in it', async (t) => {
  const gpg = await createGpg();
  t.after(() => gpg.close());
  // A person is asked for a passphrase here; a test cannot be.
  writeFileSync(join(gpg.home, 'gpg.conf'), 'pinentry-mode loopback\npassphrase-file /dev/null\n');
  const folder = join(temporary, 'first');
  cpSync(join(root, 'content'), join(folder, 'content'), { recursive: true });
  const [, all = '', from = '', elsewhere = '', last = ''] = blocks(
    'content/guides/first-desk.mdx',
    'sh',
  );
  const script = join(root, 'src/cli/desk.ts');
  const npm = `npm() { [ "$2" = desk ] || return 0; shift 3; '${process.execPath}' '${script}' "$@"; }\n`;
  const run = (commands: string, env: Record<string, string> = {}) =>
    promisify(execFile)('bash', ['-euc', npm + commands], {
      cwd: folder,
      env: {
        ...process.env,
        GNUPGHOME: gpg.home,
        POSTERN_DATE: '',
        POSTERN_CONTENT: 'content',
        ...env,
      },
    });
  const made = await run(all + last);
  assert.match(made.stdout, /content: 0 errors/);
  const { records } = await readDesk({
    folder: join(folder, 'content'),
    // The key is made a moment after the day of the other tests began.
    date: new Date(Date.now() + 60_000),
    url: null,
    preview: null,
    embargoed: null,
  });
  assert.equal(records?.desk.name, 'Your project');
  assert.deepEqual(
    records?.certificates.map((it) => it.owner),
    ['Your Name'],
  );
  const answers = " --yes --name 'Your project' --summary 'It is.' --url https://a.example";
  mkdirSync(join(folder, 'path/to'), { recursive: true });
  cpSync(join(root, 'tests/fixtures/policies/versioned.md'), join(folder, 'path/to/SECURITY.md'));
  const kept = await run(from.trimEnd() + answers, { POSTERN_CONTENT: 'kept' });
  assert.match(kept.stdout, /within 48 hours/);
  mkdirSync(join(temporary, 'your-project'));
  await run(`${elsewhere.trimEnd()}${answers} --best-effort --contact security@a.example`);
  assert.ok(existsSync(join(temporary, 'your-project/security/desk.yaml')));
});

test('the commands for a report by hand make a file that the maintainers can open', async (t) => {
  const gpg = await createGpg();
  t.after(() => gpg.close());
  const reporter = await createGpg();
  t.after(() => reporter.close());
  const { fingerprint, armored } = await gpg.makeKey({ name: 'Ann', kind: 'curve25519' });
  const folder = join(temporary, 'by-hand');
  mkdirSync(folder);
  writeFileSync(join(folder, `${fingerprint}.asc`), armored);
  writeFileSync(join(folder, 'report.txt'), 'The text of the report.\n');
  const [encrypt = '', show = '', list = ''] = blocks('content/guides/encrypt-by-hand.mdx', 'sh');
  const run = (commands: string) =>
    promisify(execFile)('bash', ['-euc', commands.replaceAll('FINGERPRINT', fingerprint)], {
      cwd: folder,
      env: { ...process.env, GNUPGHOME: reporter.home, LC_ALL: 'C.UTF-8' },
    });
  const shown = await run(show + encrypt);
  assert.ok(shown.stdout.replaceAll(/\s/g, '').includes(fingerprint));
  // As the guide says, gpg names the key and ends with a complaint.
  await assert.rejects(run(list), { stdout: /pubkey enc packet/, stderr: /No secret key/ });
  const opened = await gpg.decrypt(readFileSync(join(folder, 'report.asc')));
  assert.equal(opened.toString(), 'The text of the report.\n');
});

test('the product of the guide on several products is one', () => {
  const [product = ''] = blocks('content/guides/several-products.mdx', 'yaml');
  const source = parseSource('products/anvil.yaml', product);
  assert.ok(source.value);
  assert.deepEqual(parseRecord(source.value, productSchema).findings, []);
});

test('the guide of the wire has every answer of the contract; npm run golden writes its table again', () => {
  assert.equal(readFileSync(wireGuideFile, 'utf8'), renderWireGuide());
});

test('every test that the guide on who can do what names is one', () => {
  const guide = read('content/guides/threat-model.mdx');
  const named = [...guide.matchAll(/^\| [^|]+ \| “(.+)” \|$/gm)].map(([, it = '']) => it);
  assert.ok(named.length > 30);
  const sources = globSync('tests/**/*.{test,spec}.ts', { cwd: root }).map(read);
  const missing = named.filter((name) => {
    const call = new RegExp(
      `\\b(?:test|it)\\(\\s*'${name.replaceAll(/[.*+?^$(){}|[\]\\]/g, '\\$&')}'`,
    );
    return !sources.some((text) => call.test(text));
  });
  assert.deepEqual(missing, []);
});

test('the guide on mail shows what npm run relay -- --check prints', () => {
  const site = 'https://security.example.org';
  const looked = renderLooked(
    [
      ['Receipt key', 'its public half is A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg'],
      [`Desk ${site}/.well-known/postern/desk.json`, `${site}, 2 of its certificates take reports`],
      [`Receipt key of ${site}`, 'the site publishes it'],
      ['Spool', './relay-spool.sqlite'],
      ['Mail server smtp.example.org:465', 'takes mail from this relay'],
    ].map(([what = '', found = '']) => ({ ok: true, what, found })),
  );
  const records = renderMailRecords('relay.example.org', { host: [], dmarc: [] });
  const [shown] = blocks('content/guides/mail-that-arrives.mdx', 'text');
  assert.equal(shown, `${looked}\n${records}`);
});

test('the commands for an answer open a report and encrypt to the key that its reporter gave', async (t) => {
  const maintainer = await createGpg();
  t.after(() => maintainer.close());
  const reporter = await createGpg();
  t.after(() => reporter.close());
  const [own, theirs] = await Promise.all([
    maintainer.makeKey({ name: 'Ann', kind: 'curve25519' }),
    reporter.makeKey({ name: 'Wick', kind: 'curve25519' }),
  ]);
  const folder = join(temporary, 'answer');
  mkdirSync(folder);
  const answers = { ...exampleAnswers, replyKey: theirs.armored };
  const report = toReport(answers, [], exampleConfig, new Date('2026-11-22T12:00:00Z'));
  const sender = { relay: null, mailFrom: null };
  const entity = toBytes(renderMessage(report, [], sender, 'postern-answer'));
  writeFileSync(join(folder, 'certificate.asc'), own.armored);
  const recipient = ['--recipient-file', join(folder, 'certificate.asc')];
  const sealed = await maintainer.run(['--armor', '--encrypt', ...recipient], entity);
  for (const name of ['report.eml', 'encrypted.asc', 'message.asc'])
    writeFileSync(join(folder, name), sealed);
  writeFileSync(join(folder, 'answer.txt'), 'Thank you. I have read it.\n');

  const script = join(root, 'src/cli/desk.ts');
  const npm = `npm() { shift 3; '${process.execPath}' '${script}' "$@"; }\n`;
  const commands = blocks('content/guides/answer-a-report.mdx', 'sh').join('');
  const { stdout } = await promisify(execFile)(
    'bash',
    ['-euc', npm + commands.replaceAll('FINGERPRINT', own.fingerprint)],
    { cwd: folder, env: { ...process.env, GNUPGHOME: maintainer.home, LC_ALL: 'C.UTF-8' } },
  );
  assert.equal(stdout.split('1. Open it.').length - 1, 3, 'opened in three ways');
  assert.ok(stdout.includes(theirs.fingerprint));
  assert.match(readFileSync(join(folder, 'secret-key.asc'), 'utf8'), /PRIVATE KEY/);
  // As the guide says, the signature is checked with the key that the site publishes.
  await reporter.run(['--import', join(folder, 'certificate.asc')]);
  const answer = await reporter.decrypt(readFileSync(join(folder, 'answer.asc')));
  assert.equal(answer.toString(), 'Thank you. I have read it.\n');
});
