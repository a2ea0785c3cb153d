/** How long answers and fixes took, beside what is promised. */

export const deskRecord = {
  heading: 'How it went so far',
  tooFew: (needed: number, known: number) =>
    `From ${needed} advisories with the day of their report on, this shows how long answers and fixes took, beside what we promise. There are ${known} so far.`,
  lead: 'Every published advisory whose report has a day, by the year of the report and by severity, beside what we promise today. Only days are known, not hours: a promise of 48 hours counts as kept on the second day after the report.',
  answers: 'Days from a report to an answer by a person',
  fixes: 'Days from a report to a release that fixes it',
  tableSays: 'The table below says the same.',
  origin: '0 days',
  kept: 'in time',
  missed: 'late, with its days; an arrow where it took longer than there is room',
  open: 'still open, or no time promised',
  promised: 'what is promised',
  late: 'What was late',
  nothing: 'Nothing.',
  table: 'The same as a table',
  answer: 'Answer',
  fix: 'Fix',
  reports: 'Reports',
  inTime: 'In time',
  median: 'Median',
  longest: 'Longest',
  /** How many of so many were kept. */
  of: (kept: number, all: number) => `${kept} of ${all}`,
  every: 'Every case',
  advisory: 'Advisory',
  reported: 'Reported',
  severity: 'Severity',
} as const;
