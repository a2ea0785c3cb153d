/** What three standards ask of a security page, and what of it the desk's facts answer. A list to work with, no statement of conformity. */
import type { Certificate } from './certificate.ts';
import { baselineCoverage } from './coverage-baseline.ts';
import { securityTxtCoverage } from './coverage-security-txt.ts';
import { vdpCoverage } from './coverage-vdp.ts';
import type { Desk } from './desk.ts';
import type { Section } from './section.ts';
import type { Site } from './site.ts';

/** What can be told from: no page is read, only what pages are made of. */
export interface CoverageFacts {
  readonly site: Pick<Site, 'url' | 'date'>;
  readonly desk: Desk;
  readonly certificates: readonly Certificate[];
  readonly policy: readonly Section[];
  readonly signedSecurityTxt: string | null;
}

export interface Answer {
  /** Elsewhere: it is asked of the project and not of its security page, so nothing here can tell. */
  readonly state: 'answered' | 'missing' | 'elsewhere';
  /** Where it is answered, what to write, or whose it is. */
  readonly text: string;
}

/** One thing that a standard asks for. */
export interface CoverageRule {
  /** As the standard counts it. */
  readonly id: string;
  /** In our words. */
  readonly asks: string;
  readonly answer: (facts: CoverageFacts) => Answer;
}

export interface Standard {
  readonly name: string;
  readonly version: string;
  readonly source: string;
  /** For whom it was written. */
  readonly about: string;
  readonly rules: readonly CoverageRule[];
}

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
