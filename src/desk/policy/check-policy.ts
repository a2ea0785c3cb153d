/** Rules that keep a policy alive: every fact is shown, an absence ends, and somebody reads the whole again in time. */
import { toDay } from '../day.ts';
import type { Desk } from '../desk.ts';
import { createFinding, type Finding } from '../finding.ts';
import type { Certificate } from '../keys/certificate.ts';
import { toNearing } from '../nearing.ts';
import type { Level } from '../rules/rule.ts';
import { toExpires, toReviewEnd } from '../security-txt.ts';
import { findingAt, type Source } from '../source/source.ts';
import { isOver } from './away-view.ts';
import { policyComponents, toFactBlocks, toFactField } from './policy-view.ts';

interface Living {
  /** `desk.yaml`. */
  readonly source: Source;
  readonly desk: Desk;
  /** Components that sections of the policy use, each with a file that has it. */
  readonly shown: ReadonlyMap<string, string>;
  /** Whether every section could be read. */
  readonly readable: boolean;
  /** Those that can be used. */
  readonly certificates: readonly Certificate[];
  /** The last second of the day of the build. */
  readonly at: Date;
  readonly preview: boolean;
}

/**
 * Findings: `policy-fact-unshown`, `policy-fact-missing`, `away-ended`, `review-missing`, `security-txt-expiring` (warnings),
 * `review-future` and `security-txt-expired` (errors; in a demonstration and a preview warnings).
 */
export function checkPolicy(living: Living): Finding[] {
  return [...checkFacts(living), ...checkAway(living), ...checkReview(living)];
}

function checkFacts({ source, desk, shown, readable }: Living): Finding[] {
  return policyComponents.flatMap((name) => {
    const field = toFactField(name);
    const file = shown.get(name);
    const isStated = toFactBlocks(name, desk).length > 0;
    if (isStated && file === undefined && readable) {
      const found = 'a fact that no section of the policy shows';
      const wanted = `Write <${name} /> where it belongs, in a file of policy/.`;
      const rule = 'policy-fact-unshown';
      return [findingAt(source, ['policy', field], { rule, found, wanted })];
    }
    if (isStated || file === undefined) return [];
    const found = `<${name} />, which has nothing to show`;
    const wanted = `State it as policy.${field} in desk.yaml, or remove the component.`;
    return [createFinding({ rule: 'policy-fact-missing', file, field: 'body', found, wanted })];
  });
}

function checkAway({ source, desk: { away }, at }: Living): Finding[] {
  if (away === undefined || !isOver(away, toDay(at))) return [];
  const found = `an absence until ${away.until}, which is past`;
  const wanted = 'Remove away from desk.yaml; nobody is told of it any more.';
  return [findingAt(source, ['away', 'until'], { rule: 'away-ended', found, wanted })];
}

function checkReview({ source, desk, certificates, at, preview }: Living): Finding[] {
  const { reviewed, example } = desk;
  if (reviewed === undefined) {
    if (example) return [];
    const found = 'no day of the last review';
    const wanted =
      'Read the whole policy, and write the day as reviewed: YYYY-MM-DD. Without it, security.txt cannot say when it is too old to be trusted.';
    return [findingAt(source, ['reviewed'], { rule: 'review-missing', found, wanted })];
  }
  const day = toDay(at);
  if (reviewed > day) {
    const found = `${reviewed}, a day to come (today is ${day} in UTC)`;
    const wanted = 'Write the day on which somebody read the whole policy.';
    const level = example || preview ? 'warning' : 'error';
    return [findingAt(source, ['reviewed'], { rule: 'review-future', found, wanted, level })];
  }
  const facts = { site: { date: day }, desk, certificates };
  const expires = toExpires(facts);
  const nearing = toNearing(new Date(expires), at);
  if (nearing === null) return [];
  const expired = Date.parse(expires) <= at.getTime();
  const when = expires.slice(0, 10);
  const wanted =
    when === toReviewEnd(facts)
      ? 'read the whole policy again, correct what is true no more, and write the day as reviewed.'
      : 'extend a certificate that security.txt names: npm run desk -- key extend NAME.';
  const level: Level = !expired || example || preview ? 'warning' : 'error';
  return [
    findingAt(source, ['reviewed'], {
      rule: expired ? 'security-txt-expired' : 'security-txt-expiring',
      found: expired
        ? `a security.txt that expired on ${when}`
        : `a security.txt that expires ${nearing.left}, on ${when}`,
      wanted: `${nearing.act}, ${wanted}`,
      level,
    }),
  ];
}
