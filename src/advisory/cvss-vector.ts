/** CVSS vectors as text: which version one is written in, and what is wrong with it, in words (CVSS 2.0 section 2.4, 3.x section 6, 4.0 section 7). */

export type CvssVersion = '2.0' | '3.0' | '3.1' | '4.0';

const base3 = ['AV', 'AC', 'PR', 'UI', 'S', 'C', 'I', 'A'];

/** Metrics that a vector must have. */
const baseMetrics: Readonly<Record<CvssVersion, readonly string[]>> = {
  '2.0': ['AV', 'AC', 'Au', 'C', 'I', 'A'],
  '3.0': base3,
  '3.1': base3,
  '4.0': ['AV', 'AC', 'AT', 'PR', 'UI', 'VC', 'VI', 'VA', 'SC', 'SI', 'SA'],
};

/** A vector in its parts; a 2.0 vector has no label before its metrics. Null where no version fits. */
export function splitVector(
  vector: string,
): { readonly version: CvssVersion; readonly metrics: readonly string[] } | null {
  const [first = '', ...rest] = vector.split('/');
  if (/^AV:[A-Z]$/.test(first) && rest.some((it) => it.startsWith('Au:'))) {
    return { version: '2.0', metrics: [first, ...rest] };
  }
  const version = first.slice('CVSS:'.length);
  if (!first.startsWith('CVSS:') || !['3.0', '3.1', '4.0'].includes(version)) return null;
  return { version: version as CvssVersion, metrics: rest };
}

/** Whether a metric is written and says nothing. */
export function isUndefined(metric: string): boolean {
  return metric.endsWith(':X') || metric.endsWith(':ND');
}

/**
 * What to do about a vector that is not complete.
 * @param isMetric whether a version has a metric with that name and value
 */
export function toVectorAdvice(
  vector: string,
  isMetric: (version: CvssVersion, metric: string) => boolean,
): string {
  const parts = splitVector(vector);
  if (parts === null) {
    return 'Write a whole vector that begins with CVSS:4.0/, CVSS:3.1/ or CVSS:3.0/, or one of CVSS 2.0, which begins with AV and has Au';
  }
  const { version, metrics } = parts;
  const written = metrics.filter((metric) => !isUndefined(metric));
  const names = written.map((metric) => metric.split(':')[0] ?? '');
  const missing = baseMetrics[version].filter((name) => !names.includes(name));
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const unknown = written.filter((metric) => !isMetric(version, metric));
  const advice = [
    missing.length > 0 ? `add ${missing.join(', ')}, which every vector has` : '',
    twice.length > 0 ? `write ${twice.join(', ')} once` : '',
    unknown.length > 0
      ? `correct ${unknown.map((it) => it || 'the empty part').join(', ')}, which does not exist there`
      : '',
  ].filter((it) => it !== '');
  const [start = 'write every metric once and with a value', ...others] = advice;
  return [`In CVSS ${version}, ${start}`, ...others].join('; ');
}
