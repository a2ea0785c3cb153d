/** What three standards ask of a security page, and what of it the desk's facts answer. A list to work with, no statement of conformity. */
import type { Answer, CoverageFacts, CoverageRule, Standard } from './answer.ts';
import { baselineCoverage } from './baseline.ts';
import { securityTxtCoverage } from './security-txt.ts';
import { vdpCoverage } from './vdp.ts';

export interface Coverage extends Omit<Standard, 'rules'> {
  readonly items: readonly (Answer & Pick<CoverageRule, 'id' | 'asks'>)[];
}

const standards: readonly Standard[] = [baselineCoverage, securityTxtCoverage, vdpCoverage];

/** Every standard with the desk's answers, in the standard's order. */
export function toCoverage(facts: CoverageFacts): Coverage[] {
  return standards.map(({ rules, ...standard }) => ({
    ...standard,
    items: rules.map(({ id, asks, answer }) => ({ id, asks, ...answer(facts) })),
  }));
}
