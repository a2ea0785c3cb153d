/** Severity: CVSS vectors to score and band, always computed and never typed (CVSS 3.x section 5, CVSS 4.0 section 6). */
import calculator from 'ae-cvss-calculator';
import { z } from 'zod';

export type Band = 'none' | 'low' | 'medium' | 'high' | 'critical';

export interface Severity {
  readonly vector: string;
  /** As the specification names it: 3.0, 3.1 or 4.0. */
  readonly version: string;
  /** Base score, 0.0 to 10.0. */
  readonly score: number;
  readonly band: Band;
}

/** A complete CVSS 3.0, 3.1 or 4.0 vector; one with a missing metric is a fault, not a score of 0. */
export const cvssVector = z
  .string({ error: 'Write a CVSS vector' })
  .refine((vector) => baseScore(vector) !== null, {
    error:
      'Write a CVSS 3.0, 3.1 or 4.0 vector with every base metric once, each with a value that exists',
  });

/** The severity by the newest CVSS version among the vectors, or null where there is none. */
export function toSeverity(vectors: readonly string[]): Severity | null {
  const [vector] = [...vectors].sort((a, b) => versionOf(b).localeCompare(versionOf(a), 'en'));
  const score = vector === undefined ? null : baseScore(vector);
  if (vector === undefined || score === null) return null;
  return { vector, version: versionOf(vector), score, band: toBand(score) };
}

/** The qualitative band of a 3.x or 4.0 score. */
export function toBand(score: number): Band {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'none';
}

function versionOf(vector: string): string {
  return vector.slice('CVSS:'.length, vector.indexOf('/'));
}

/** Null for a vector that is not complete. The library reads one with gaps as 0 and takes a metric's last value. */
function baseScore(vector: string): number | null {
  const [label = '', ...metrics] = vector.split('/');
  const names = metrics.map((metric) => metric.split(':')[0]);
  if (!/^CVSS:(3\.0|3\.1|4\.0)$/.test(label) || new Set(names).size < names.length) return null;
  try {
    const parsed = calculator.fromVector(vector);
    if (parsed === null || !parsed.isBaseFullyDefined()) return null;
    // A value that does not exist is dropped silently, and a label that does not fit the metrics is exchanged, so what
    // was read must say the same as what was written.
    const kept = new Set(parsed.toString().split('/'));
    const written = [label, ...metrics.filter((metric) => !metric.endsWith(':X'))];
    if (!written.every((part) => kept.has(part))) return null;
    const scores = parsed.calculateScores();
    // In CVSS 4.0 the library's base score follows the threat metrics.
    return ('baseMetricsOnly' in scores ? scores.baseMetricsOnly : scores.base) ?? null;
  } catch {
    return null;
  }
}
