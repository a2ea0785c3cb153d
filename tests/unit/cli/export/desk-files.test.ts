/** `npm run desk -- export policy`, `security.txt` and `wkd`: what other places need, and nobody's own file lost. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { check } from '../../../../src/cli/check.ts';
import { exportCommand } from '../../../../src/cli/export.ts';
import { securityMdMark } from '../../../../src/desk/policy/security-md.ts';
import { makeCommandFolder } from '../../../helpers/run-command.ts';

const keys = join(import.meta.dirname, '../../../fixtures/desk/keys');
const key = (name: string) => readFileSync(join(keys, name), 'utf8');

test('the policy is printed, or written to a file that desk check then compares', async () => {
  using folder = makeCommandFolder();
  const printed = await folder.run(exportCommand, ['policy']);
  assert.match(
    printed.out,
    /^<!-- Written by Postern .*-->\n\n# Security policy\n[\s\S]*Write to us\./,
  );
  const { code, out } = await folder.run(exportCommand, ['policy', 'SECURITY.md']);
  assert.deepEqual([code, out], [0, 'Wrote SECURITY.md.\n']);
  assert.equal(folder.read('SECURITY.md'), printed.out);
  const stale = async () => {
    const env = { POSTERN_CONTENT: join(folder.path, 'content') };
    const { findings } = JSON.parse((await folder.run(check, ['--json'], { env })).out);
    return findings.filter((it: { rule: string }) => it.rule === 'security-md-stale');
  };
  assert.deepEqual(await stale(), []);
  folder.write(
    'content/policy/reporting.mdx',
    '---\ntitle: Reporting\norder: 1\n---\n\nCall us.\n',
  );
  const [finding] = await stale();
  assert.equal(finding.file, '../SECURITY.md');
  assert.match(finding.wanted, /npm run desk -- export policy SECURITY\.md$/);
  await folder.run(exportCommand, ['policy', 'SECURITY.md']);
  assert.match(folder.read('SECURITY.md'), /Call us\./);
  assert.deepEqual(await stale(), []);
});

test('a policy with a fault is not exported', async () => {
  using folder = makeCommandFolder({
    'policy/other.mdx': '---\ntitle: Other\norder: 2\n---\n\n<Nothing />\n',
  });
  const { code, err } = await folder.run(exportCommand, ['policy', 'SECURITY.md']);
  assert.equal(code, 1);
  assert.match(err, /policy has a fault\. npm run desk -- check says where/);
  assert.equal(existsSync(join(folder.path, 'SECURITY.md')), false);
});

test('a desk deep in a repository finds the SECURITY.md at its top', async () => {
  using folder = makeCommandFolder();
  folder.write('.git/HEAD', '');
  cpSync(join(folder.path, 'content'), join(folder.path, 'docs/security'), { recursive: true });
  folder.write('.github/SECURITY.md', `${securityMdMark}\n`);
  const env = { POSTERN_CONTENT: join(folder.path, 'docs/security') };
  const { findings } = JSON.parse((await folder.run(check, ['--json'], { env })).out);
  assert.deepEqual(
    findings.map(({ file, rule }: Record<string, string>) => `${file} ${rule}`),
    ['../../.github/SECURITY.md security-md-stale'],
  );
});

test('a SECURITY.md of somebody’s own is left alone, and never called old', async () => {
  using folder = makeCommandFolder();
  folder.write('SECURITY.md', '# Mine\n');
  const { code, err } = await folder.run(exportCommand, ['policy', 'SECURITY.md']);
  assert.equal(code, 1);
  assert.match(err, /SECURITY\.md is there, and Postern did not write it\. .*--force/);
  assert.equal(folder.read('SECURITY.md'), '# Mine\n');
  const env = { POSTERN_CONTENT: join(folder.path, 'content') };
  assert.doesNotMatch((await folder.run(check, ['--json'], { env })).out, /security-md-stale/);
  assert.equal((await folder.run(exportCommand, ['policy', 'SECURITY.md', '--force'])).code, 0);
  assert.match(folder.read('SECURITY.md'), /# Security policy/);
});

test('security.txt names the other place that it is published at', async () => {
  using folder = makeCommandFolder();
  const at = 'https://acme.example/.well-known/security.txt';
  const args = ['security.txt', 'site/security.txt', '--canonical', at];
  assert.equal((await folder.run(exportCommand, args)).code, 0);
  assert.match(
    folder.read('site/security.txt'),
    /\nCanonical: https:\/\/security\.acme\.example\/\.well-known\/security\.txt\nCanonical: https:\/\/acme\.example\/\.well-known\/security\.txt\n/,
  );
  assert.equal((await folder.run(exportCommand, args)).code, 0);
  folder.write('site/security.txt', 'Contact: mailto:me@acme.example\n');
  const refused = await folder.run(exportCommand, args);
  assert.equal(refused.code, 1);
  assert.match(folder.read('site/security.txt'), /^Contact: mailto:me/);
});

test('a key directory of one domain is written whole or not at all', async () => {
  using folder = makeCommandFolder({ 'keys/cato.asc': key('cato.asc') });
  const run = () => folder.run(exportCommand, ['wkd', 'web']);
  const { code, out } = await run();
  assert.equal(code, 0, out);
  const hash = out.length > 0 ? listHu(folder.path) : [];
  assert.equal(hash.length, 1);
  const file = join('web/.well-known/openpgpkey/hu', hash[0] ?? '');
  const bytes = readFileSync(join(folder.path, file));
  assert.equal(bytes[0], 0xc6, 'a binary public-key packet');
  folder.write(file, 'old');
  assert.equal((await run()).code, 0, 'its own directory is kept up to date');
  folder.write('web/.well-known/openpgpkey/hu/old', 'x');
  assert.match((await run()).err, /hu\/old belongs to no key of this export/);
});

test('a directory of somebody’s own is not touched', async () => {
  using folder = makeCommandFolder({ 'keys/cato.asc': key('cato.asc') });
  folder.write('web/.well-known/openpgpkey/policy', 'mine\n');
  const { code, err } = await folder.run(exportCommand, ['wkd', 'web']);
  assert.equal(code, 1);
  assert.match(err, /policy is there, and Postern did not write it/);
  assert.equal(existsSync(join(folder.path, 'web/.well-known/openpgpkey/hu')), false);
});

test('a wish that cannot be meant is told apart from one that fails', async () => {
  using folder = makeCommandFolder();
  for (const [args, code, said] of [
    [['wkd'], 2, /Name a folder/],
    [['wkd', 'web'], 1, /No certificate has an address/],
    [['policy', 'a', 'b'], 2, /Name one file/],
    [['policy', 'content'], 2, /content is a folder; name a file/],
    [['wkd', 'content/desk.yaml', '--domain', 'acme.example'], 2, /desk\.yaml is no folder/],
    [
      ['wkd', 'web', '--domain', 'acme.example'],
      1,
      /No certificate has an address at acme\.example/,
    ],
    [['wkd', 'web', '--domain', 'a b'], 2, /a b is no mail domain/],
    [['policy', 'content/desk.yaml/SECURITY.md'], 1, /cannot be written/],
    [['security.txt', '--canonical', 'http://a.test/'], 2, /begins with https/],
  ] as const) {
    const result = await folder.run(exportCommand, args);
    assert.deepEqual([result.code, result.out], [code, ''], args.join(' '));
    assert.match(result.err, said);
  }
});

/** Files of the direct layout. */
function listHu(folder: string): string[] {
  const hu = join(folder, 'web/.well-known/openpgpkey/hu');
  return readdirSync(hu);
}
