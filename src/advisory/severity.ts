/** Severity: CVSS vectors to score and band, always computed and never typed (CVSS 2.0 section 3, 3.x section 5, 4.0 section 6). */
import calculator from 'ae-cvss-calculator';
import { z } from 'zod';
import { type CvssVersion, isUndefined, splitVector, toVectorAdvice } from './cvss-vector.ts';

export type Band = 'none' | 'low' | 'medium' | 'high' | 'critical';

/** Every band in the order in which lists have them, and last what nobody has rated. */
export const gravestFirst = [
  'critical',
  'high',
  'medium',
  'low',
  'none',
  'unrated',
] as const satisfies readonly (Band | 'unrated')[];

export interface Severity {
  readonly vector: string;
  /** As the specification names it. */
  readonly version: CvssVersion;
  /** Base score, 0.0 to 10.0. */
  readonly score: number;
  readonly band: Band;
}

/** A complete CVSS 2.0, 3.0, 3.1 or 4.0 vector; one with a missing metric is a fault, not a score of 0. */
export const cvssVector = z
  .string({ error: 'Write a CVSS vector' })
  .refine((vector) => baseScore(vector) !== null, {
    error: ({ input }) => toVectorAdvice(String(input), isMetric),
    params: { rule: 'advisory-cvss' },
  });

/** The severity by the newest CVSS version among the vectors, or null where there is none. */
export function toSeverity(vectors: readonly string[]): Severity | null {
  const [best] = vectors
    .flatMap((vector) => {
      const version = splitVector(vector)?.version;
      return version === undefined ? [] : [{ vector, version }];
    })
    .sort((a, b) => b.version.localeCompare(a.version, 'en'));
  const score = best === undefined ? null : baseScore(best.vector);
  if (best === undefined || score === null) return null;
  return { ...best, score, band: toBand(score, best.version) };
}

/**
 * The qualitative band of a score. CVSS 2.0 has none of its own; these are the three of the National Vulnerability
 * Database, which begin where those of 3.x do and know neither none nor critical.
 */
export function toBand(score: number, version: CvssVersion = '4.0'): Band {
  if (version === '2.0') return score >= 7 ? 'high' : score >= 4 ? 'medium' : 'low';
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'none';
}

/** The base score, or null for a vector that is not complete. */
function baseScore(vector: string): number | null {
  const parts = splitVector(vector);
  if (parts === null) return null;
  const { version, metrics } = parts;
  const names = new Set(metrics.map((metric) => metric.split(':')[0]));
  try {
    // The library reads a vector with gaps as 0 and takes a metric's last value.
    const parsed = calculator.fromVector(vector);
    if (parsed === null || names.size < metrics.length || !parsed.isBaseFullyDefined()) return null;
    // A value that does not exist is dropped silently, and a label that does not fit the metrics is exchanged, so what
    // was read must say the same as what was written.
    const kept = new Set(parsed.toString().split('/'));
    const written = metrics.filter((metric) => !isUndefined(metric));
    const label = version === '2.0' ? [] : [`CVSS:${version}`];
    if (![...label, ...written].every((part) => kept.has(part))) return null;
    const scores = parsed.calculateScores();
    // In CVSS 4.0 the library's base score follows the threat metrics.
    const score = 'baseMetricsOnly' in scores ? scores.baseMetricsOnly : scores.base;
    // A 2.0 vector without an effect comes out as minus zero.
    return score === undefined || score === null ? null : Math.max(0, score);
  } catch {
    return null;
  }
}

/** Whether a version has a metric with that name and value; tried alone, for the library refuses whole vectors only. */
function isMetric(version: CvssVersion, metric: string): boolean {
  try {
    const alone = version === '2.0' ? metric : `CVSS:${version}/${metric}`;
    return calculator.fromVector(alone)?.toString().split('/').includes(metric) ?? false;
  } catch {
    return false;
  }
}
