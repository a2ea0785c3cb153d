/** The advisory record: every fact about one vulnerability. The schema of `advisories/<year>/<ID>.mdx`. */
import { z } from 'zod';
import type { Prose } from '../desk/prose/section.ts';
import { day, line, slug, webUrl } from '../desk/source/fields.ts';
import { affectedSchema } from './affected.ts';
import { cvssVector, type Severity, toSeverity } from './severity.ts';

const remedy = z.strictObject({
  kind: z
    .enum(['fix', 'workaround', 'mitigation'], { error: 'Use fix, workaround or mitigation' })
    .describe('A release that removes the flaw, a way around it, or something that lessens it.'),
  text: line.describe('What to do, in one or two sentences.'),
});

const reference = z.strictObject({
  type: z
    .enum(
      // OSV schema 1.7, references[].type field
      [
        'ADVISORY',
        'ARTICLE',
        'DETECTION',
        'DISCUSSION',
        'REPORT',
        'FIX',
        'INTRODUCED',
        'GIT',
        'PACKAGE',
        'EVIDENCE',
        'WEB',
      ],
      { error: 'Use a reference type of OSV, such as FIX or WEB' },
    )
    .describe('What the address leads to, in OSV’s words.'),
  url: webUrl.describe('The address.'),
});

const credit = z.strictObject({
  reporter: slug.describe('Handle of a reporter in `hall-of-fame/`.'),
  role: z
    .enum(
      // OSV schema 1.7, credits[].type field
      [
        'FINDER',
        'REPORTER',
        'ANALYST',
        'COORDINATOR',
        'REMEDIATION_DEVELOPER',
        'REMEDIATION_REVIEWER',
        'REMEDIATION_VERIFIER',
        'TOOL',
        'SPONSOR',
        'OTHER',
      ],
      { error: 'Use a credit type of OSV, such as FINDER or REPORTER' },
    )
    .default('REPORTER')
    .describe('What they did, in OSV’s words.'),
});

const revision = z.strictObject({
  number: z.int({ error: 'Write a whole number' }).min(1).describe('1 for the first publication.'),
  date: day.describe('Day of the change.'),
  change: line.describe('What changed, in one sentence.'),
});

const dates = z.strictObject({
  reported: day.optional().describe('Day the report arrived.'),
  acknowledged: day.optional().describe('Day a person answered it.'),
  fixed: day.optional().describe('Day the fix was released.'),
  published: day.describe('Day the advisory was published.'),
  withdrawn: day.optional().describe('Day it was withdrawn.'),
});

/** Every field of an advisory, published or not. */
const fields = {
  id: z
    .string({ error: 'Write the id, which is also the file’s name' })
    .regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*-\d{4}-\d+$/, {
      error: 'Write letters, a year and a number, such as ACME-2026-0001',
    })
    .describe('Our id, and the file’s name.'),
  aliases: z
    .array(
      z.string().regex(/^[A-Za-z][\w.-]*-[\w.-]+$/, { error: 'Write an id such as CVE-2026-1234' }),
    )
    .default([])
    .describe('Ids of the same flaw elsewhere.'),
  title: line.describe('The flaw in a phrase.'),
  summary: line.describe('Who is hit, by what, in one or two sentences.'),
  status: z
    .enum(['published', 'withdrawn', 'disputed'], {
      error: 'Use published, withdrawn or disputed',
    })
    .describe('Where the advisory stands.'),
  withdrawal: line.optional().describe('Why it was withdrawn.'),
  dates: dates.describe('Days on which things happened.'),
  revisions: z
    .array(revision)
    .min(1, { error: 'Write at least the first publication' })
    .describe('Every published change, the first first.'),
  affected: z
    .array(affectedSchema)
    .min(1, { error: 'Name at least one affected product' })
    .describe('Affected products and versions.'),
  cvss: z
    .array(cvssVector)
    .default([])
    .describe(
      'CVSS vectors of version 4.0, 3.1 or 3.0, or 2.0 for old flaws. Score and band are computed from the newest.',
    ),
  cwe: z
    .array(z.string().regex(/^CWE-[1-9]\d*$/, { error: 'Write an id such as CWE-79' }))
    .default([])
    .describe('Kinds of weakness.'),
  exploited: z
    .boolean({ error: 'Write true or false' })
    .default(false)
    .describe('Whether it is known to be used in attacks.'),
  remedies: z.array(remedy).default([]).describe('What to do, the best first.'),
  references: z.array(reference).default([]).describe('Where to read more.'),
  credits: z.array(credit).default([]).describe('Who is thanked.'),
};

/** Schema of the front matter of a published advisory. */
export const advisorySchema = z
  .strictObject(fields)
  .refine(
    (it) =>
      it.status !== 'withdrawn' ||
      (it.dates.withdrawn !== undefined && it.withdrawal !== undefined),
    {
      error: 'A withdrawn advisory needs dates.withdrawn and withdrawal, the reason',
      path: ['status'],
    },
  );

/**
 * Schema of the front matter of an advisory under embargo: everything may still be missing but its id, title and state.
 */
export const draftSchema = z.strictObject({
  ...fields,
  summary: line.optional().describe('Who is hit, by what, in one or two sentences.'),
  status: z
    .enum(['reserved', 'pre-announced', 'published'], {
      error: 'Use reserved, pre-announced or published',
    })
    .describe(
      'Reserved: nothing is shown. Pre-announced: only `announcement` is shown. Published: shown from `dates.published` on.',
    ),
  dates: dates.partial().prefault({}).describe('Days on which things happened, or will.'),
  revisions: z.array(revision).default([]).describe('Every published change, the first first.'),
  affected: z.array(affectedSchema).default([]).describe('Affected products and versions.'),
  announcement: z
    .strictObject({
      date: day.describe('Day of the announcement.'),
      planned: day.optional().describe('Day on which the advisory is to be published.'),
      title: line.describe('What may be said now, in a phrase.'),
      text: line.describe('What may be said now, in one or two sentences.'),
    })
    .optional()
    .describe('All that is public of a pre-announced advisory.'),
});

type FrontMatter = z.output<typeof advisorySchema>;

/** An advisory under embargo. Nothing of it but an announcement may reach a page. */
export type Draft = z.output<typeof draftSchema> & Prose;

/** What is public of a pre-announced advisory. */
export interface Announcement extends NonNullable<Draft['announcement']> {
  readonly id: string;
}

/** One advisory: its facts, what follows from them, and its prose. */
export type Advisory = FrontMatter &
  Prose & {
    /** From the best vector there is; null where no vector is given. */
    readonly severity: Severity | null;
    /** Day of the newest revision. */
    readonly modified: string;
    readonly revision: number;
  };

/** A checked front matter and its prose as the record that pages and projections read. */
export function toAdvisory(facts: FrontMatter, prose: Prose): Advisory {
  const newest = facts.revisions.at(-1);
  return {
    ...prose,
    ...facts,
    severity: toSeverity(facts.cvss),
    modified: newest?.date ?? facts.dates.published,
    revision: newest?.number ?? 1,
  };
}

/** Newest publication first, then the higher id. */
export function byNewest(a: Advisory, b: Advisory): number {
  return b.dates.published.localeCompare(a.dates.published, 'en') || b.id.localeCompare(a.id, 'en');
}
