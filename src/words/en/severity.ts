/** Names of severities, alone as in a badge, and within a sentence. */

export const severity = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  none: 'None',
  unrated: 'Not rated',
} as const;

export const severityWithin = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  low: 'low',
  none: 'none',
  unrated: 'not rated',
} as const;
