/** CVSS vectors in the order that OSV and CVE records demand (CVSS 4.0 section 7: metrics have one order). */

const order = [
  ...['AV', 'AC', 'AT', 'PR', 'UI', 'VC', 'VI', 'VA', 'SC', 'SI', 'SA', 'E', 'CR', 'IR', 'AR'],
  ...['MAV', 'MAC', 'MAT', 'MPR', 'MUI', 'MVC', 'MVI', 'MVA', 'MSC', 'MSI', 'MSA'],
  ...['S', 'AU', 'R', 'V', 'RE', 'U'],
];

/** A 4.0 vector with its metrics in order; every other vector as it is, for their order is free. */
export function toOrderedVector(vector: string): string {
  const [label = '', ...metrics] = vector.split('/');
  if (label !== 'CVSS:4.0') return vector;
  const place = (metric: string) => order.indexOf(metric.slice(0, metric.indexOf(':')));
  return [label, ...metrics.toSorted((a, b) => place(a) - place(b))].join('/');
}
