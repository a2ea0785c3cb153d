/** Records to test projections with: the desks of this repository, and generated advisories of every shape that the schema takes. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import semver from 'semver';
import { type Advisory, advisorySchema, toAdvisory } from '../../../src/advisory/advisory.ts';
import { type Records, readDesk } from '../../../src/read.ts';
import fc from '../../helpers/property.ts';

const root = join(import.meta.dirname, '../../..');

/** A desk of this repository as of one fixed day. */
export async function readRecords(desk: 'content' | 'tests/fixtures/desk'): Promise<Records> {
  const { records } = await readDesk({
    folder: join(root, desk),
    date: new Date('2026-11-22T23:59:59Z'),
    url: null,
    preview: null,
    embargoed: null,
  });
  assert.ok(records);
  return records;
}

const word = fc.constantFrom(
  'stack',
  '<b>',
  '"quoted"',
  '{brace}',
  '& so on',
  '*star*',
  '日本',
  'é',
  '\\n',
  ']]>',
  '_x_',
  '😀',
);
const line = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
const long = fc.oneof(
  line,
  fc.integer({ min: 1000, max: 5000 }).map((length) => 'long '.repeat(length).trim()),
);
const body = fc
  .array(
    fc.constantFrom(
      '## Impact',
      'A *sentence* with [a link](/keys/) and `code`.',
      '```c\nif (a < b) { return "/*"; }\n```',
      '| a | b |\n| - | -: |\n| 1 | 2 |',
      '- one\n- two\n  - three',
      '![plan](/plan.png "A plan")',
      'Text with \\{ and \\< escaped.',
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join('\n\n'));

const day = fc
  .integer({ min: 0, max: 4000 })
  .map((days) => new Date(Date.UTC(2015, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));

const version = fc
  .tuple(fc.nat(4), fc.nat(9), fc.nat(9), fc.option(fc.constantFrom('-rc.1', '-alpha', '+b.1')))
  .map(([major, minor, patch, rest]) => `${major}.${minor}.${patch}${rest ?? ''}`);
const hash = fc
  .tuple(fc.constantFrom(40, 64), fc.array(fc.nat(15), { minLength: 64, maxLength: 64 }))
  .map(([length, digits]) =>
    digits
      .map((it) => it.toString(16))
      .join('')
      .slice(0, length),
  );

const ends = fc.constantFrom('fixed', 'last_affected', 'none');

function ended(kind: string, end: string): object {
  return kind === 'none' ? {} : { [kind]: end };
}

const semverRange = fc
  .tuple(version, version, ends, fc.boolean())
  .map(([one, other, kind, start]) => {
    const [low, high] = semver.lte(one, other) ? [one, other] : [other, one];
    return { type: 'SEMVER', introduced: start ? '0' : low, ...ended(kind, high) };
  });
const gitRange = fc.tuple(hash, hash, ends, fc.boolean()).map(([low, high, kind, start]) => ({
  type: 'GIT',
  repo: 'https://git.example.com/tool.git',
  introduced: start ? '0' : low,
  ...ended(kind, high),
}));
const listRange = fc
  .tuple(fc.constantFrom('0', '2025.11', '2026.03'), ends)
  .map(([introduced, kind]) => ({ type: 'ECOSYSTEM', introduced, ...ended(kind, '2026.09') }));

const affected = fc
  .record({
    // The last one is described nowhere, as in a desk that is read although it has a fault.
    product: fc.constantFrom('anvil', 'bellows', 'nowhere'),
    ranges: fc.array(fc.oneof(semverRange, gitRange, listRange), { maxLength: 4 }),
    versions: fc.array(version, { maxLength: 3 }),
    platforms: fc.array(line, { maxLength: 2 }),
    functions: fc.array(line, { maxLength: 2 }),
    unsupported: fc.constantFrom('affected', 'not-affected', 'not-assessed'),
  })
  .filter((it) => it.ranges.length > 0 || it.versions.length > 0);

const metrics3 = ['AV:NALP', 'AC:LH', 'PR:NLH', 'UI:NR', 'S:UC', 'C:NLH', 'I:NLH', 'A:NLH'];
const metrics4 = [
  ...['AV:NALP', 'AC:LH', 'AT:NP', 'PR:NLH', 'UI:NPA', 'VC:HLN', 'VI:HLN', 'VA:HLN'],
  ...['SC:HLN', 'SI:HLN', 'SA:HLN'],
];
const metrics2 = ['AV:NAL', 'AC:LMH', 'Au:MSN', 'C:NPC', 'I:NPC', 'A:NPC'];

function vector(label: string, metrics: readonly string[], shuffled: boolean) {
  const parts = metrics.map((it) => {
    const [name = '', values = ''] = it.split(':');
    return fc.constantFrom(...values).map((value) => `${name}:${value}`);
  });
  return fc
    .tuple(fc.tuple(...parts), fc.boolean())
    .map(([all, turn]) => [label, ...(turn && shuffled ? all.toReversed() : all)])
    .map((all) => all.filter((part) => part !== '').join('/'));
}

const cvss = fc.array(
  fc.oneof(
    vector('', metrics2, false),
    vector('CVSS:3.0', metrics3, true),
    vector('CVSS:3.1', metrics3, true),
    vector('CVSS:4.0', metrics4, true),
  ),
  { maxLength: 3 },
);

const credit = fc.record({
  reporter: fc.constantFrom('wilma-fixture', 'unseen'),
  role: fc.constantFrom('FINDER', 'REMEDIATION_DEVELOPER', 'TOOL', 'OTHER'),
});

const facts = fc
  .record({
    number: fc.integer({ min: 1, max: 99_999 }),
    aliases: fc.uniqueArray(
      fc.constantFrom('CVE-2099-0001', 'CVE-2099-123456', 'GHSA-aaaa-bbbb-cccc'),
      { maxLength: 3 },
    ),
    title: long,
    summary: long,
    status: fc.constantFrom('published', 'withdrawn', 'disputed'),
    days: fc.array(day, { minLength: 5, maxLength: 5 }).map((it) => it.toSorted()),
    changes: fc.array(line, { maxLength: 3 }),
    affected: fc.array(affected, { minLength: 1, maxLength: 4 }),
    cvss,
    cwe: fc.array(fc.constantFrom('CWE-79', 'CWE-5', 'CWE-1321', 'CWE-99999'), { maxLength: 3 }),
    exploited: fc.boolean(),
    remedies: fc.array(
      fc.record({ kind: fc.constantFrom('fix', 'workaround', 'mitigation'), text: long }),
      { maxLength: 3 },
    ),
    references: fc.array(
      fc.record({
        type: fc.constantFrom('FIX', 'WEB', 'EVIDENCE', 'ADVISORY', 'REPORT'),
        url: fc.constantFrom('https://a.example.com/', 'https://b.example.com/?x=1&y=%20#z'),
      }),
      { maxLength: 4 },
    ),
    credits: fc.array(credit, { maxLength: 4 }),
  })
  .map(({ number, days, changes, ...rest }) => {
    const [reported = '', acknowledged = '', fixed = '', published = '', last = ''] = days;
    const withdrawn = rest.status === 'withdrawn';
    return {
      ...rest,
      id: `GEN-${published.slice(0, 4)}-${String(number).padStart(4, '0')}`,
      dates: {
        reported,
        acknowledged,
        fixed,
        published,
        ...(withdrawn ? { withdrawn: last } : {}),
      },
      ...(withdrawn ? { withdrawal: 'It was not a flaw.' } : {}),
      revisions: [
        { number: 1, date: published, change: 'First publication.' },
        ...changes.map((change, index) => ({ number: index + 2, date: last, change })),
      ],
    };
  });

/** An advisory as the one door would hand it on; what the schema refuses is not generated. */
export const someAdvisory: fc.Arbitrary<Advisory> = fc
  .tuple(facts, body)
  .map(([it, prose]) => ({ parsed: advisorySchema.safeParse(it), prose }))
  .map(({ parsed, prose }) => {
    assert.ok(parsed.success, String(parsed.error));
    const { id } = parsed.data;
    return toAdvisory(parsed.data, { id, file: `advisories/${id}.mdx`, body: prose, plain: true });
  });
