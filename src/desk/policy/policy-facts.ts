/** Facts of a policy that stand once in `desk.yaml` and are shown wherever they matter: policy, form, mail and SECURITY.md. */
import { z } from 'zod';
import { httpsUrl, line } from '../source/fields.ts';

const point = z.strictObject({
  title: line.describe('The point in a few words.'),
  text: line.optional().describe('What there is to say of it, in one sentence.'),
});

const outside = z.strictObject({
  what: line.describe('What the policy does not cover.'),
  why: line.optional().describe('The reason, in one sentence.'),
  report: httpsUrl.optional().describe('Where a flaw in it is reported instead.'),
});

const scope = z.strictObject({
  in: z
    .array(line)
    .min(1, { error: 'Name at least one thing that is covered' })
    .describe('What the policy covers.'),
  out: z.array(outside).default([]).describe('What it does not cover.'),
});

const nonIssue = z.strictObject({
  title: line.describe('What people report, in a few words.'),
  why: line.describe('Why it is no vulnerability here, in one sentence.'),
});

const reward = z.strictObject({
  offered: z
    .boolean({ error: 'Write true or false' })
    .describe('Whether money or goods are given for a report.'),
  text: line.optional().describe('What is given, or why nothing is, in one sentence.'),
});

const embargo = z.strictObject({
  rule: line.describe('What a reporter is asked not to share, and until when.'),
  reason: line.optional().describe('Why early disclosure hurts, in one sentence.'),
});

/** Schema of `policy` in `desk.yaml`. A fact that is left out is said nowhere. */
export const policyFactsSchema = z
  .strictObject({
    process: z
      .array(point)
      .default([])
      .describe('What happens to a report, step by step, the first first.'),
    credit: line.optional().describe('How release notes and advisories credit a reporter.'),
    told: z.array(line).default([]).describe('How users learn of a vulnerability and its fix.'),
    scope: scope.optional().describe('What the policy covers and what it does not.'),
    nonIssues: z
      .array(nonIssue)
      .default([])
      .describe('What is reported often and is no vulnerability.'),
    safeHarbour: z
      .array(line)
      .default([])
      .describe('What is promised to research in good faith, and what is asked of it.'),
    anonymity: line.optional().describe('Whether anonymous reports are taken.'),
    reward: reward.optional().describe('Whether reports are rewarded.'),
    embargo: embargo.optional().describe('What is asked of a reporter until there is a fix.'),
    advice: z.array(point).default([]).describe('Advice for users.'),
    thanks: line.optional().describe('The sentence that a policy closes with.'),
  })
  .prefault({});

export type PolicyFacts = z.output<typeof policyFactsSchema>;
