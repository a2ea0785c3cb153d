/** A policy that a project has: its facts are found, its text is kept, whatever shape it has. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Fact } from '../../../../../src/cli/init/policy/found-fact.ts';
import { type ReadPolicy, readPolicy } from '../../../../../src/cli/init/policy/read-policy.ts';
import { toFactData } from '../../../../../src/cli/init/policy/to-fact-data.ts';
import { checkProse, proseComponents } from '../../../../../src/desk/prose/prose.ts';
import { parseSource } from '../../../../../src/desk/source/source.ts';
import fc from '../../../../helpers/property.ts';

const folder = join(import.meta.dirname, '../../../../fixtures/policies');
const readFixture = (name: string) => readFileSync(join(folder, `${name}.md`), 'utf8');
const names = ['versioned', 'best-effort', 'template', 'plain', 'html', 'german'] as const;

/** Every file of the policy with its facts confirmed, as one text. */
function toPolicyText(policy: ReadPolicy, facts: readonly Fact[] = policy.facts): string {
  return [...policy.toFiles(facts, null).files.values()].join('\n');
}

function data(text: string) {
  return toFactData(readPolicy(text, null).facts);
}

/** How often each word is there; short words of markup aside. */
function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** What a reader of the source sees: without markup, addresses of links, and short codes. */
function toVisible(source: string): string {
  return source
    .replaceAll(
      /<!--[\s\S]*?-->|<\/?[a-z][^>]*>(?<!<unknown>)/g,
      (tag) => /alt="([^"]*)"/.exec(tag)?.[1] ?? ' ',
    )
    .replaceAll(/^\[[^\]]+\]: .*$/gm, (line) => (line.startsWith('[^') ? line : ''))
    .replaceAll(/\]\([^)]*\)|\]\[[^\]]*\]/g, ' ')
    .replaceAll(/:[a-z_]+:|^\d\. /gm, ' ');
}

/** Words of the source that stand neither in a file nor in a sentence whose fact was taken over. */
function findLost(source: string, policy: ReadPolicy, titles: string): string[] {
  const kept = countWords(
    [
      toPolicyText(policy),
      titles,
      ...policy.facts.flatMap((it) => (it.claims.length > 0 ? [it.from] : [])),
    ].join('\n'),
  );
  return [...countWords(toVisible(source))].flatMap(([word, count]) =>
    (kept.get(word) ?? 0) < count ? [word] : [],
  );
}

test('a policy with versions, channels and times becomes facts', () => {
  const { desk, product } = data(readFixture('versioned'));
  assert.deepEqual(product, {
    lines: [{ name: '0.x.x', supported: true }],
    support:
      'Kestrel is still in alpha, so every 0.x.x release gets security updates. A fuller support policy follows with 1.0.',
  });
  assert.equal(desk.stage, 'alpha');
  assert.deepEqual(desk.channels, [
    { kind: 'code-host' },
    {
      kind: 'mail',
      where:
        'Write to the maintainers of the repository (their addresses are in the commit history).',
    },
  ]);
  assert.deepEqual(desk.promises, {
    acknowledgeHours: 48,
    updates: 'We tell you how the work on the flaw is going',
    fix: [
      { severity: 'critical', days: 7 },
      { severity: 'other', days: 30 },
    ],
    disclosure: 'We agree with you on when the flaw becomes public',
  });
  const policy = desk.policy as Record<string, unknown>;
  assert.deepEqual(policy.scope, {
    in: [
      'The Kestrel command line',
      'The templates that ship with Kestrel',
      'The documentation and the example configurations',
    ],
    out: [{ what: 'Plugins and templates of other people' }],
  });
  assert.deepEqual(policy.process, [
    { title: 'The fix is written in a private branch' },
    { title: 'It goes out as a new patch version' },
    { title: 'The release notes credit whoever reported it (unless they want to stay anonymous)' },
  ]);
  assert.deepEqual(policy.told, [
    'Advisories appear on the GitHub Security Advisories (https://github.com/kestrel-tools/kestrel/security/advisories) page',
    'Release notes point out critical updates',
    'Whoever watches the repository gets a notification',
  ]);
  assert.equal((policy.advice as unknown[]).length, 4);
  assert.match(String(policy.credit), /named in our release notes/);
  assert.match(String(policy.thanks), /^Thank you/);
  assert.equal(
    readPolicy(readFixture('versioned'), null).repository,
    'https://github.com/kestrel-tools/kestrel',
  );
});

test('a policy without versions becomes best effort, its steps a process, and a time is said once', () => {
  const { desk, product } = data(readFixture('best-effort'));
  assert.equal(product.lines, undefined);
  assert.match(String(product.support), /^Kestrel is in alpha.* best-effort basis\.$/);
  assert.deepEqual(desk.promises, { acknowledgeHours: 48, bestEffort: true });
  assert.deepEqual(desk.channels, [{ kind: 'code-host' }]);
  const { process, embargo } = desk.policy as Record<string, { title: string; text: string }[]>;
  assert.deepEqual(process?.[0], {
    title: 'Acknowledge',
    text: 'They confirm receipt of the report.',
  });
  assert.equal(process?.length, 4);
  assert.deepEqual(embargo, {
    rule: 'We ask you not to share the details with anybody else until the fix is released.',
    reason: 'Early disclosure puts everybody who uses Kestrel at risk.',
  });
  assert.doesNotMatch(toPolicyText(readPolicy(readFixture('best-effort'), null)), /48/);
});

for (const name of names) {
  test(`no word of ${name}.md is lost, and every section is prose that a desk takes`, () => {
    const source = readFixture(name);
    const policy = readPolicy(source, 'https://github.com/o/r');
    // The page has a heading of its own over all sections; labels of claimed items name the promise.
    const titles = 'security policy sicherheit';
    const labels =
      policy.facts.map((it) => it.claims.length > 0).length > 0 ? toLabels(source) : '';
    assert.deepEqual(findLost(source, policy, titles + labels), []);
    for (const [file, text] of policy.toFiles(policy.facts, null).files) {
      assert.match(file, /^policy\/[a-z0-9]+(-[a-z0-9]+)*\.mdx$/);
      const { value, findings } = parseSource(file, text);
      assert.deepEqual(findings, []);
      assert.ok(value !== null && value.body.trim() !== '', file);
      assert.deepEqual(checkProse(value, proseComponents).findings, [], file);
    }
  });
}

/** What stands in bold or before a colon at the beginning of an item: a term of our own takes its place. */
function toLabels(source: string): string {
  return [...source.matchAll(/^(?:[-*]|\d\.) (?:\*\*)?([^*:]+)(?:\*\*)?(?: \([^)]*\))?:/gm)]
    .map(([all]) => all)
    .join(' ');
}

test('a fact that is not confirmed stays a sentence, with all that was found in it', () => {
  const policy = readPolicy(readFixture('versioned'), null);
  const without = policy.facts.filter(
    (it) => JSON.stringify(it.value) !== '{"severity":"critical","days":7}',
  );
  const text = toPolicyText(policy, without);
  assert.match(
    text,
    /fixes for critical vulnerabilities within 7 days, and for all others within 30 days/,
  );
  assert.match(text, /<Promises \/>/);
  const nothing = toPolicyText(policy, []);
  assert.doesNotMatch(nothing, /<[A-Z]/);
  assert.match(nothing, /\| 0\.x\.x +\| ✅ +\|/);
});

test('a scope without its inside, and a reason without its rule, are no facts', () => {
  const policy = readPolicy(readFixture('versioned'), null);
  const out = policy.facts.filter((it) => it.field !== 'policy.scope.in');
  assert.match(toPolicyText(policy, out), /Plugins and templates of other people are not covered/);
  assert.equal(JSON.stringify(toFactData(out).desk).includes('scope'), false);
});

test('a template is told apart from a policy: its sentences, its blanks, its versions, and no address of it is used', () => {
  const { placeholders, facts } = readPolicy(readFixture('template'), null);
  const found = placeholders.map((it) => it.found).join('\n');
  for (const said of [
    /“Use this section to tell people how/,
    /Tell them where to go/,
    /INSERT CONTACT METHOD/,
  ]) {
    assert.match(found, said);
  }
  assert.match(found, /the versions of GitHub’s template, 5\.1\.x, 5\.0\.x, 4\.0\.x, < 4\.0/);
  assert.deepEqual(
    facts.filter((it) => it.field === 'channels'),
    [],
  );
});

test('a policy without headings is one section, and working days never promise more than they say', () => {
  const policy = readPolicy(readFixture('plain'), null);
  const { desk } = toFactData(policy.facts);
  assert.deepEqual(desk.channels, [{ kind: 'mail', address: 'security@wren.test' }]);
  assert.deepEqual(desk.promises, { acknowledgeHours: 96 });
  assert.match(toPolicyText(policy), /within two business days/);
  assert.deepEqual(
    [...policy.toFiles(policy.facts, null).files.keys()],
    ['policy/security-policy.mdx'],
  );
});

test('HTML, badges, footnotes, references and short codes are read like Markdown', () => {
  const policy = readPolicy(readFixture('html'), 'https://github.com/o/sparrow');
  const { desk, product } = toFactData(policy.facts);
  assert.deepEqual(product.lines, [
    { name: '3.x', supported: true, until: '2027-06-30' },
    { name: '2.x', supported: true, note: 'Security fixes only' },
    { name: '1.x', supported: false, note: 'end of life. End of life: 2024-01-31' },
  ]);
  assert.deepEqual(desk.channels, [{ kind: 'mail', address: 'security@sparrow.test' }]);
  assert.deepEqual(desk.promises, {
    acknowledgeHours: 72,
    fix: [
      { severity: 'critical', days: 14 },
      { severity: 'high', days: 30 },
      { severity: 'other', days: 90 },
    ],
  });
  assert.deepEqual(policy.comments, ['Remember to update this table.']);
  const text = toPolicyText(policy);
  assert.match(
    text,
    /\[the rules\]\(https:\/\/github\.com\/o\/sparrow\/blob\/HEAD\/CONTRIBUTING\.md\)/,
  );
  assert.match(text, /\[versions\]\(\/policy\/#versions\)/);
  assert.match(text, /\*\*\\\{KEYS\}\*\*/);
  assert.match(text, /x \\< 3 are \\<unknown> to us/);
});

test('a policy made to break a program is read like any other', () => {
  const text = [
    '## Reporting',
    'Say <constructor> or :constructor:, see [this](#%E0) and [that](javascript:alert(1)).',
    'Or\u202e turn [it][r] around.\n\n[r]: data:text/html,x',
  ].join('\n\n');
  const policy = toPolicyText(readPolicy(text, null));
  assert.match(policy, /Say \\<constructor\\?> or :constructor:, see this \(.+\) and that \(/);
  assert.doesNotMatch(policy, /native code|\]\((?:javascript|data)|\u202e/);
});

test('a file of Windows is read like any other', () => {
  const source = readFixture('versioned');
  const windows = `\uFEFF${source.replaceAll('\n', '\r\n')}`;
  assert.deepEqual(readPolicy(windows, null).facts, readPolicy(source, null).facts);
});

test('another language stays prose; an address is an address in each', () => {
  const policy = readPolicy(readFixture('german'), null);
  assert.deepEqual(
    policy.facts.map((it) => it.value),
    [{ kind: 'mail', address: 'sicherheit@amsel.test' }],
  );
  assert.match(
    toPolicyText(policy),
    /Schreiben Sie an sicherheit@amsel\.test\. Wir antworten innerhalb von 48 Stunden\./,
  );
});

const promises: readonly (readonly [text: string, expected: unknown])[] = [
  ['We reply within 72h.', { acknowledgeHours: 72 }],
  ['You will hear from us within one week.', { acknowledgeHours: 168 }],
  ['We respond in 1-2 business days.', { acknowledgeHours: 96 }],
  ['We acknowledge reports within 0 hours.', undefined],
  ['Version 1.x is supported for 12 months.', undefined],
  [
    'We fix high and critical issues within 2 weeks.',
    {
      fix: [
        { severity: 'critical', days: 14 },
        { severity: 'high', days: 14 },
      ],
    },
  ],
  [
    'Fixes are released within 7 days for critical issues and within 60 days for others.',
    {
      fix: [
        { severity: 'critical', days: 7 },
        { severity: 'other', days: 60 },
      ],
    },
  ],
  ['We update you every 7 days.', { updates: 'We update you every 7 days.' }],
  [
    'We acknowledge within 48 hours and send a full response within 5 days.',
    { acknowledgeHours: 48 },
  ],
];

for (const [text, expected] of promises) {
  test(`“${text}” is understood`, () => assert.deepEqual(data(text).desk.promises, expected));
}

const channels: readonly (readonly [text: string, expected: unknown])[] = [
  ['## Reporting\n\nMail a@b.test.', [{ kind: 'mail', address: 'a@b.test' }]],
  ['## Reporting\n\nMail a (at) b (dot) test.', [{ kind: 'mail', address: 'a@b.test' }]],
  [
    '## Reporting\n\n1. [Mail](mailto:a@b.test?subject=x)\n2. Click "Report a vulnerability" (recommended).',
    [{ kind: 'code-host' }, { kind: 'mail', address: 'a@b.test' }],
  ],
  ['## Reporting\n\nSee https://b.test/ for how to report a vulnerability.', undefined],
  ['## Reporting\n\nIf you do not hear from us, escalate to a@b.test.', undefined],
  ['## Reporting\n\nWrite to you@example.com.', undefined],
  ['## News\n\nSecurity advisories are published on our site.', undefined],
  [
    '## Reporting\n\nPlease report through [our program](https://hackerone.com/acme?type=team) on HackerOne.',
    [{ kind: 'web', label: 'HackerOne', url: 'https://hackerone.com/acme?type=team' }],
  ],
  [
    '## Reporting\n\n- Mail a@b.test\n- [Bugcrowd](https://bugcrowd.com/acme) (preferred)',
    [
      { kind: 'web', label: 'Bugcrowd', url: 'https://bugcrowd.com/acme' },
      { kind: 'mail', address: 'a@b.test' },
    ],
  ],
  [
    '## Reporting\n\nTo report a vulnerability, use the [Tidelift security contact](https://tidelift.com/security).',
    [{ kind: 'web', label: 'Tidelift', url: 'https://tidelift.com/security' }],
  ],
  [
    '## Reporting\n\nPlease use our [vulnerability report form](https://b.test/report), or write to a@b.test.',
    [
      { kind: 'web', label: 'The form at b.test', url: 'https://b.test/report' },
      { kind: 'mail', address: 'a@b.test' },
    ],
  ],
  ['## Reporting\n\nDo not report it through [HackerOne](https://hackerone.com/acme).', undefined],
  ['## Reporting\n\nSee [HackerOne](https://hackerone.com/) or http://hackerone.com/a.', undefined],
  ['## Thanks\n\nOur [HackerOne](https://hackerone.com/acme/thanks) hall of fame.', undefined],
];

test('a sentence that only names a page which takes reports is not said twice', () => {
  const text = '## Reporting\n\nYou can also use our [web form](https://b.test/report).';
  const policy = readPolicy(text, null);
  assert.deepEqual(
    policy.facts.map((it) => it.claims.length),
    [1],
  );
  assert.doesNotMatch(toPolicyText(policy), /web form/);
});

for (const [text, expected] of channels) {
  test(`“${text.slice(14)}” names its ways to report`, () => {
    assert.deepEqual(data(text).desk.channels, expected);
  });
}

test('a table of severities becomes promises, and goes where it says nothing else', () => {
  const table = (head: string, rows: string) => `## Times\n\n${head}\n|---|---|---|\n${rows}\n`;
  const plain =
    '| Severity | Time to fix |\n| --- | --- |\n| 🔴 Critical | 7 days |\n| Moderate | 2 weeks |\n';
  const fix = [
    { severity: 'critical', days: 7 },
    { severity: 'medium', days: 14 },
  ];
  assert.deepEqual(data(plain).desk.promises, { fix });
  assert.equal(toPolicyText(readPolicy(plain, null)).includes('|'), false);
  const more = table(
    '| Severity | Answer | Fix |',
    '| Critical | 1 day | 7 days |\n| Medium | 3 days | 14 days |',
  );
  assert.deepEqual(data(more).desk.promises, { fix });
  assert.match(toPolicyText(readPolicy(more, null)), /\| Critical \| 1 day/);
});

test('a reward is a fact where the project speaks of itself', () => {
  const rewardOf = (text: string) =>
    (data(text).desk.policy as { reward?: unknown } | undefined)?.reward;
  assert.deepEqual(rewardOf('We run a bug bounty.'), {
    offered: true,
    text: 'We run a bug bounty.',
  });
  assert.deepEqual(rewardOf('There is no bug bounty.'), {
    offered: false,
    text: 'There is no bug bounty.',
  });
  assert.equal(rewardOf('If you report for a bug bounty, say more.'), undefined);
});

test('whatever Markdown it is, every section is safe and has the same words', () => {
  const piece = fc.constantFrom(
    ...[
      '{',
      '}',
      '<',
      '>',
      '<b>',
      '</b>',
      '<td>',
      '`',
      '```',
      '\n',
      '\n\n',
      '    ',
      '| ',
      '---',
      ':x:',
    ],
    ...[
      '* ',
      '- ',
      '1. ',
      '> ',
      '# ',
      '## ',
      '[',
      ']',
      '(',
      ')',
      '\\',
      '!',
      '~~',
      '**',
      '_',
      '. ',
      ': ',
    ],
    ...[
      'import a',
      'word',
      'ä漢',
      'within 48 hours',
      'We reply ',
      '\t',
      ':',
      '"',
      '$',
      '&lt;',
      'Word',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
      const source = pieces.join('');
      const policy = readPolicy(source, null);
      const { files } = policy.toFiles([], null);
      for (const [file, text] of files) {
        const { value } = parseSource(file, text);
        assert.ok(value !== null, text);
        assert.deepEqual(checkProse(value, proseComponents).findings, [], text);
      }
      const count = (text: string) => [...text.matchAll(/word|ä漢/gi)].length;
      // A heading over everything is the page's; a link may end before its words do.
      if (!/\[|#|<td>/.test(source))
        assert.ok(count([...files.values()].join('\n')) >= count(source), source);
    }),
  );
});
