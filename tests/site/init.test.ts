/** A desk made from a SECURITY.md builds without a change, and says every fact of that file. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { type BuiltSite, builtSite } from '../helpers/built-site.ts';

const root = join(import.meta.dirname, '../..');
const temporary = mkdtempSync(join(tmpdir(), 'postern-init-site-'));
after(() => rmSync(temporary, { recursive: true, force: true }));

const facts = {
  versioned: [
    ['the line 0.x.x is supported', 'supported-versions', /0\.x\.x Yes/],
    [
      'in alpha, every 0.x.x release gets updates',
      'supported-versions',
      /still in alpha, so every 0\.x\.x release gets/,
    ],
    [
      'a fuller policy follows with 1.0',
      'supported-versions',
      /fuller support policy follows with 1\.0/,
    ],
    ['it matters', 'reporting-a-vulnerability', /Security problems matter to us/],
    ['no public issue', 'reporting-a-vulnerability', /do NOT open a public GitHub issue/],
    [
      'a private advisory is preferred',
      'reporting-a-vulnerability',
      /private advisory on GitHub Preferred .*Security tab/,
    ],
    [
      'then mail to the maintainers',
      'reporting-a-vulnerability',
      /Preferred .* Mail Write to the maintainers of the repository \(their addresses are in the commit history\)/,
    ],
    [
      'include a description, steps, impact, a fix',
      'reporting-a-vulnerability',
      /Description: .*Steps to reproduce: .*Impact: .*Suggested fix: if you have one/,
    ],
    ['an answer within 48 hours', 'reporting-a-vulnerability', /answers within 48 hours/],
    ['times are what is tried', 'reporting-a-vulnerability', /what we aim for/],
    ['news of the work', 'reporting-a-vulnerability', /how the work on the flaw is going/],
    [
      'critical within 7 days, others within 30',
      'reporting-a-vulnerability',
      /Critical vulnerability .*within 7 days.*other vulnerability .*within 30 days/,
    ],
    [
      'publication is agreed',
      'reporting-a-vulnerability',
      /agree with you on when the flaw becomes public/,
    ],
    [
      'a private branch, a patch version, credit in the notes',
      'security-update-process',
      /private branch.*new patch version.*release notes credit .*anonymous/,
    ],
    [
      'where users are told',
      'security-update-process',
      /Advisories appear on .*https:\/\/github\.com\/kestrel-tools\/kestrel\/security\/advisories.*critical updates.*gets a notification/,
    ],
    [
      'four pieces of advice',
      'security-best-practices-for-users',
      /installing the newest version.*environment variables.*Read templates.*nest\.yaml/,
    ],
    ['what is covered', 'scope', /command line.*ship with Kestrel.*example configurations/],
    ['what is not', 'scope', /not cover.*Plugins and templates of other people/],
    [
      'reporters are named if they agree',
      'recognition',
      /named in our release notes \(if they agree\)/,
    ],
    ['thanks', 'recognition', /Thank you for helping to keep Kestrel/],
  ],
  'best-effort': [
    ['alpha, no versions yet', 'supported-versions', /in alpha, so no version is supported yet/],
    ['best effort', 'supported-versions', /best-effort basis/],
    ['no public issue', 'reporting-a-vulnerability', /do not tell us .* in public GitHub issues/],
    [
      'coordinated disclosure, and why',
      'reporting-a-vulnerability',
      /follow coordinated disclosure here.*between us until there is a fix/,
    ],
    [
      'a private advisory',
      'reporting-a-vulnerability',
      /private advisory on GitHub .*Security tab → Report a vulnerability/,
    ],
    [
      'where it can be worked on in private',
      'reporting-a-vulnerability',
      /you and the maintainers can work on it in private/,
    ],
    [
      'description, steps, and the impact with its example',
      'reporting-a-vulnerability',
      /Description: .*Steps to reproduce.*impact \(e\.g\., “a stranger can run commands”\)/,
    ],
    [
      'four steps',
      'our-process',
      /Acknowledge\. .*Triage\. .*how severe.*Fix\. .*private fork or branch.*Disclose\. /,
    ],
    [
      'a CVE and credit',
      'our-process',
      /publish a CVE .*credit you in public \(unless you want to stay anonymous\)/,
    ],
    ['an answer within 48 hours', 'our-process', /answers within 48 hours/],
    [
      'not shared before the fix, and why',
      'our-process',
      /not to share the details .*Early disclosure puts everybody/,
    ],
    [
      'why it matters',
      'why-coordinated-disclosure-matters',
      /“zero-day”.*a plan before.*one step ahead/,
    ],
  ],
} as const satisfies Record<string, readonly (readonly [string, string, RegExp])[]>;

/** The desk that the command makes of a file, built as it is. */
async function buildFrom(name: keyof typeof facts): Promise<BuiltSite> {
  const folder = join(temporary, name);
  const from = join(root, `tests/fixtures/policies/${name}.md`);
  const args = ['--yes', '--name', 'Kestrel', '--summary', 'Kestrel hovers.'];
  const where = [
    '--url',
    'https://kestrel.test',
    '--repository',
    'https://github.com/kestrel-tools/kestrel',
  ];
  await promisify(execFile)(
    process.execPath,
    ['src/cli/desk.ts', 'init', '--from', from, ...args, ...where],
    { cwd: root, env: { ...process.env, POSTERN_CONTENT: join(folder, 'security') } },
  );
  return builtSite('fixture', { POSTERN_CONTENT: join(folder, 'security') });
}

const sites = { versioned: buildFrom('versioned'), 'best-effort': buildFrom('best-effort') };

/** The text of one section, as it reads. */
function textOf(html: string, anchor: string): string {
  const start = html.indexOf(`id="${anchor}"`);
  assert.notEqual(start, -1, `The page has no #${anchor}.`);
  const next = html.indexOf('<h2', start);
  return html
    .slice(html.indexOf('>', start) + 1, next === -1 ? html.indexOf('</main>', start) : next)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

for (const name of ['versioned', 'best-effort'] as const) {
  for (const [fact, anchor, says] of facts[name]) {
    test(`${name}: ${fact}, at /policy/#${anchor}`, async () => {
      const { read } = await sites[name];
      assert.match(textOf(read('/policy/'), anchor), says);
    });
  }

  test(`${name}: the first build of a desk without advisories warns of nothing but the review`, async () => {
    const { printed } = await sites[name];
    const lines = printed.trim().split('\n');
    assert.deepEqual(
      lines.filter((it) => !/^Built |review-missing\]$/.test(it)),
      [],
    );
  });

  test(`${name}: no time is said twice, and SECURITY.md says the same facts`, async () => {
    const { read } = await sites[name];
    const [main = ''] = /<main[\s\S]*<\/main>/.exec(read('/policy/')) ?? [];
    assert.equal(main.replaceAll(/<[^>]*>/g, ' ').match(/\b48\b/g)?.length, 1);
    const file = readFileSync(join(temporary, name, 'SECURITY.md'), 'utf8');
    assert.match(file, /within 48 hours/);
    assert.match(file, /github\.com\/kestrel-tools\/kestrel\/security\/advisories\/new/);
  });
}
