/** A desk whose maintainer is away and whose policy states every fact: what its pages, its form and its security.txt say. */
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { policyComponents } from '../../src/desk/policy/policy-view.ts';
import { buildFolder } from '../helpers/build-folder.ts';

const facts = `hiring: https://fixture.test/jobs
away:
  from: 2026-12-21
  until: 2027-01-04
  note: The smith is on holiday
  urgent: call the guild.
policy:
  process: [{ title: Step one, text: We look. }]
  credit: Credit is given.
  told: [Told by crier.]
  scope: { in: [The anvil], out: [{ what: Horses, report: "https://stable.fixture.test/report" }] }
  nonIssues: [{ title: It is loud, why: It is an anvil. }]
  safeHarbour: [Research is welcome.]
  anonymity: Masks are fine.
  reward: { offered: true, text: A horseshoe. }
  embargo: { rule: Hush., reason: Thieves listen. }
  advice: [{ title: Wear gloves }]
  thanks: Thanks & <b>well met</b>!
`;

const folder = mkdtempSync(join(tmpdir(), 'postern-living-'));
after(() => rmSync(folder, { recursive: true, force: true }));
cpSync(join(import.meta.dirname, '../fixtures/desk'), join(folder, 'desk'), { recursive: true });
appendFileSync(join(folder, 'desk/desk.yaml'), facts);
const all = policyComponents.map((name) => `<${name} />`).join('\n\n');
writeFileSync(
  join(folder, 'desk/policy/facts.mdx'),
  `---\ntitle: Facts\norder: 90\n---\n\n${all}\n`,
);
await buildFolder(folder);

function readHtml(path: string): string {
  return readFileSync(join(folder, 'out', path, 'index.html'), 'utf8');
}

/** A page's main part as it reads. */
function read(path: string): string {
  const html = readHtml(path);
  const [main = ''] = /<main[\s\S]*<\/main>/.exec(html) ?? [];
  return main.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

const absence =
  /From 2026-12-21 to 2027-01-04, an answer takes longer than usual\. The smith is on holiday\. If it cannot wait: call the guild\./;

test('an absence stands on the front page, in the policy and above the form', () => {
  for (const path of ['', 'policy', 'report']) assert.match(read(path), absence);
  assert.doesNotMatch(read('keys'), /holiday/);
});

test('a page elsewhere that takes reports is told wherever ways are, and takes what was encrypted', () => {
  const title = 'Fixture on HackerOne';
  const notes =
    'The maintainers can read it, and so can whoever runs hackerone.com. An account there is needed.';
  for (const path of ['', 'policy']) {
    assert.ok(read(path).includes(`${title} A page at hackerone.com takes the report. ${notes}`));
  }
  const report = read('report');
  assert.ok(report.includes(`${title}. ${notes}`));
  assert.match(
    report,
    new RegExp(`Or: +${title} +\\(opens in a new tab\\) +takes the encrypted text`),
  );
  assert.match(readHtml('report'), />security@fixture\.test<\/a>\.\s/);
  assert.match(report, new RegExp(`Paste it .* ${title} *\\.`));
  const securityTxt = readFileSync(join(folder, 'out/.well-known/security.txt'), 'utf8');
  assert.match(securityTxt, /^Contact: https:\/\/hackerone\.com\/fixture--test$/m);
});

test('the form knows the days, so that the promise in a report follows them', () => {
  assert.match(read('report'), /but not from 2026-12-21 to 2027-01-04: then by 2027-01-05\./);
  assert.match(readHtml('report'), /&quot;away&quot;:\{&quot;from&quot;:&quot;2026-12-21&quot;/);
});

test('every fact of desk.yaml stands in the policy, as text', () => {
  const said = [
    'Step one. We look.',
    'Credit is given.',
    'Told by crier.',
    'The anvil',
    'Horses Please report it at stable.fixture.test',
    'It is loud. It is an anvil.',
    'Research is welcome.',
    'Masks are fine.',
    'Valid reports are rewarded. A horseshoe.',
    'Hush. Thieves listen.',
    'Wear gloves.',
    'Thanks &amp; &lt;b&gt;well met&lt;/b&gt;!',
  ];
  const text = read('policy');
  for (const fact of said) assert.ok(text.includes(fact), fact);
});

test('the report page says before the form what is not covered, what is known, and of names and rewards', () => {
  const [before = ''] = /What is not covered[\s\S]*the policy/.exec(read('report')) ?? [];
  assert.match(before, /Horses .*It is loud\. .*Masks are fine\. .*A horseshoe\./);
  assert.doesNotMatch(before, /The anvil/);
});

test('security.txt names the positions that are open', () => {
  const text = readFileSync(join(folder, 'out/.well-known/security.txt'), 'utf8');
  assert.match(text, /\nHiring: https:\/\/fixture\.test\/jobs\n$/);
});
