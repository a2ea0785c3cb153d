/** Every fact of the two policies that a desk must be able to state, and the anchor where a reader finds it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtSite } from '../helpers/built-site.ts';

type Facts = readonly (readonly [fact: string, anchor: string, says: RegExp])[];

/** A policy with versions, several channels and promised times, as Postern's own desk states it. */
const versioned: Facts = [
  ['the line 0.x.x is supported', 'supported-versions', /0\.x\.x Yes/],
  ['the project is in alpha', 'supported-versions', /\balpha\b/i],
  [
    'every 0.x.x release gets fixes',
    'supported-versions',
    /every release of this line receives security fixes/i,
  ],
  [
    'a fuller support policy comes with 1.0',
    'supported-versions',
    /fuller support policy .* 1\.0/i,
  ],
  ['do not report in public issues', 'reporting', /do not .* in a public issue/i],
  [
    'a private advisory on the code host is preferred',
    'reporting',
    /private advisory on the code host Preferred/,
  ],
  ['where the private advisory begins', 'reporting', /Security tab → Report a vulnerability/],
  ['the form is the second way', 'reporting', /private advisory.* encrypted form on this site/],
  ['mail is the last way', 'reporting', /encrypted form.* Mail .* maintainers’ addresses/],
  [
    'addresses are found in the repository',
    'reporting',
    /addresses stand in the commit history of the repository/,
  ],
  ['include a description', 'what-to-include', /Description: what is wrong/],
  ['include the steps', 'what-to-include', /Steps to reproduce/],
  ['include the impact', 'what-to-include', /Impact: what an attacker gains/],
  ['include a fix, if there is one', 'what-to-include', /Suggested fix: if you have one/],
  ['an answer within 48 hours', 'promises', /answers? within 48 hours/],
  ['the times are aims', 'promises', /what we aim for/],
  ['updates on the progress', 'promises', /tell you how the work is going/],
  [
    'critical vulnerabilities within 7 days',
    'promises',
    /Critical vulnerabilit\S+ .* within 7 days/,
  ],
  ['others within 30 days', 'promises', /other vulnerabilit\S+ .* within 30 days/],
  [
    'publication is agreed with the reporter',
    'promises',
    /agree with you on the day of publication/,
  ],
  ['fixes are written in a private branch', 'fixes', /fix in a private branch/],
  ['a fix is a new patch release', 'fixes', /new patch release/],
  [
    'release notes credit the reporter, or nobody',
    'fixes',
    /release notes credit the reporter.*anonymous/,
  ],
  [
    'advisories are published, also on the code host',
    'notification',
    /advisory.*security advisories of its code host/,
  ],
  [
    'critical fixes stand in the release notes',
    'notification',
    /release notes .* critical vulnerability/,
  ],
  [
    'watchers of the repository hear of it',
    'notification',
    /notifies everybody who watches the repository/,
  ],
  ['advice: keep up to date', 'advice', /Keep Postern up to date/],
  [
    'advice: secrets in environment variables',
    'advice',
    /secrets in environment variables\..*not belong in content\//,
  ],
  [
    'advice: review what others wrote',
    'advice',
    /Review content from other people before you build it/,
  ],
  [
    'advice: do not commit what is secret',
    'advice',
    /Never commit a private key or an embargoed draft/,
  ],
  ['scope: the tool itself', 'scope', /site generator, the report form, the relay/],
  ['scope: the content that comes with it', 'scope', /content that ships with it/],
  [
    'scope: documentation and example configurations',
    'scope',
    /documentation and example configurations/,
  ],
  [
    'scope: not what third parties publish',
    'scope',
    /does not cover plug-ins, extensions .* other people/,
  ],
  ['reporters are thanked with their permission', 'recognition', /With their permission, we name/],
  ['in the release notes', 'recognition', /in the release notes/],
  ['thanks', 'thanks', /Thank you for helping to keep Postern and the people who use it safe/],
  ['anonymous reports are accepted', 'reporting', /Anonymous reports are accepted/],
  ['research in good faith is safe', 'good-faith', /will not take legal action against you/],
  ['how the promises were kept so far', 'record', /Every published advisory/],
];

/** A policy without versions and with one channel, as the best-effort desk states it. */
const bestEffort: Facts = [
  ['the project is in alpha', 'supported-versions', /\balpha\b/],
  ['there are no supported versions yet', 'supported-versions', /no version is supported yet/],
  [
    'they come with the first stable release',
    'supported-versions',
    /will be listed with the first stable release/,
  ],
  ['fixes are on a best-effort basis', 'supported-versions', /best-effort basis/],
  ['do not report in public issues', 'reporting', /do not open a public issue/],
  ['disclosure is coordinated', 'reporting', /coordinated disclosure/],
  ['details stay private until a fix is ready', 'reporting', /stay private until a fix is ready/],
  ['and until users had time to update', 'reporting', /reasonable time to install it/],
  ['there is one way to report', 'reporting', /one private way/],
  [
    'it is a private advisory on the code host',
    'reporting',
    /private advisory on the code host .*Security tab → Report a vulnerability/,
  ],
  ['include a short description', 'what-to-include', /short description/],
  ['include the steps', 'what-to-include', /steps that show the problem, one by one/],
  [
    'include the impact, with an example',
    'what-to-include',
    /could gain, for example .*without an account/,
  ],
  ['step 1: acknowledge', 'process', /Acknowledge\. .* report has arrived/],
  ['within 48 hours', 'process', /within 48 hours/],
  ['step 2: triage and severity', 'process', /Triage\. .* how severe/],
  [
    'step 3: fix in a private fork or branch',
    'process',
    /Fix\. .* patch in a private fork or branch/,
  ],
  [
    'step 4: disclose once it is merged and released',
    'process',
    /Disclose\. When the fix is merged and released/,
  ],
  ['with a CVE id', 'process', /request a CVE id/],
  ['with credit, unless anonymous', 'process', /credit you .* unless you want to stay anonymous/],
  [
    'do not share before the fix',
    'until-the-fix',
    /do not share details with the public or with anybody else until/,
  ],
  [
    'early disclosure puts users at risk',
    'until-the-fix',
    /Everybody who uses Quillfen is at risk/,
  ],
  ['why: a zero-day', 'why', /zero-day/],
  ['why: a description helps attackers first', 'why', /tells an attacker where to begin/],
  ['why: private at first, so that defence comes first', 'why', /fix can arrive before the attack/],
];

/** The text of one section of a page, as it reads. */
function textOf(html: string, anchor: string): string {
  const start = html.indexOf(`id="${anchor}"`);
  assert.notEqual(start, -1, `The page has no #${anchor}.`);
  const [next, last] = [html.indexOf('<h2', start), html.indexOf('</main>', start)];
  const end = next === -1 ? last : next;
  return html
    .slice(html.indexOf('>', start) + 1, end)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', '’')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (?=[.,;])/g, '');
}

for (const [name, facts] of [
  ['demonstration', versioned],
  ['best-effort', bestEffort],
] as const) {
  for (const [fact, anchor, says] of facts) {
    test(`${name}: ${fact}, at /policy/#${anchor}`, async () => {
      const { read } = await builtSite(name);
      assert.match(textOf(read('/policy/'), anchor), says);
    });
  }

  test(`${name}: no other section is left without a fact`, async () => {
    const { read } = await builtSite(name);
    const anchors = [...read('/policy/').matchAll(/<h2[^>]* id="([^"]+)"/g)].map(([, id]) => id);
    assert.deepEqual([...new Set(facts.map(([, anchor]) => anchor))].sort(), anchors.sort());
  });
}

test('the number of a promise stands once in the whole policy', async () => {
  const { read } = await builtSite('demonstration');
  // The record after it holds what happened against the same numbers.
  const [main = ''] = /<main[\s\S]*?(?=id="record"|<\/main>)/.exec(read('/policy/')) ?? [];
  const text = main.replaceAll(/<[^>]*>/g, ' ');
  for (const promise of [/\b48\b/g, /\b7 days/g, /\b30 days/g]) {
    assert.equal(text.match(promise)?.length, 1, String(promise));
  }
});
