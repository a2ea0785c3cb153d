/** The one file of the browser that imports the CVSS calculator: from a vector to its score and band. */

import calculator from 'ae-cvss-calculator';

/** What a vector comes to. */
export interface CvssScore {
  /** Base score, 0.0 to 10.0. */
  readonly score: number;
  /** The qualitative rating of CVSS 3.1 (section 5) and 4.0 (section 6). */
  readonly band: 'none' | 'low' | 'medium' | 'high' | 'critical';
}

/** @returns null for anything but a complete vector of CVSS 3.0, 3.1 or 4.0 */
export function toCvssScore(vector: string): CvssScore | null {
  if (!/^CVSS:(3\.[01]|4\.0)(\/[A-Z]+:[A-Za-z]+)+$/.test(vector)) return null;
  try {
    const parsed = calculator.fromVector(vector);
    if (parsed === null || !parsed.isBaseFullyDefined()) return null;
    // The library drops a value that does not exist and takes a metric's last one, so what it read is compared.
    const kept = new Set(parsed.toString().split('/'));
    const written = vector.split('/');
    const names = new Set(written.map((part) => part.split(':')[0]));
    if (names.size < written.length) return null;
    if (!written.every((part) => part.endsWith(':X') || kept.has(part))) return null;
    const scores = parsed.calculateScores();
    const score = 'baseMetricsOnly' in scores ? scores.baseMetricsOnly : scores.base;
    return score === undefined || score === null ? null : { score, band: toBand(score) };
  } catch {
    return null;
  }
}

function toBand(score: number): CvssScore['band'] {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'none';
}
