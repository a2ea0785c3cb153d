/** The questions behind “Add details”: what is asked, its noun for the message, what may be chosen. */
import type { DetailId } from '../../report/details.ts';

/** Steps and the suggested fix are called as their sections are. */
export const details = {
  weakness: { label: 'Which of these comes closest?', noun: 'Kind of problem', hint: '' },
  expected: { label: 'What should happen then?', noun: 'Expected result', hint: '' },
  actual: { label: 'What happens instead?', noun: 'Actual result', hint: '' },
  proof: {
    label: 'Proof of concept',
    noun: 'Proof of concept',
    hint: 'Code, a request or commands. What is larger can be a file.',
  },
  impact: { label: 'What does an attacker gain?', hint: '' },
  preconditions: {
    label: 'What has to be true for it to work?',
    noun: 'Preconditions',
    hint: 'Such as an account, a setting that is not the default, or a person who opens a file.',
  },
  since: {
    label: 'Affected since',
    noun: 'Affected since',
    hint: 'The first version or commit that has the problem, if you know it.',
  },
  cvss: {
    label: 'CVSS vector',
    noun: 'Severity',
    hint: 'If you do not know, leave it empty. That is fine: the maintainers rate every report themselves.',
  },
  exploited: {
    label: 'Is somebody using this in attacks?',
    noun: 'Exploited in the wild',
    hint: '',
  },
  told: {
    label: 'Who else knows?',
    noun: 'Others told',
    hint: 'Other projects, a coordinator, an employer, or a place where it is public already.',
  },
  disclosure: {
    label: 'When do you want to publish?',
    noun: 'Wanted disclosure date',
    hint: 'Leave it empty to agree on a day with the maintainers.',
  },
  fix: { hint: 'In words or as a patch.' },
  ai: {
    label: 'Did an AI tool help?',
    noun: 'AI assistance',
    hint: 'Every answer is fine. Please try by hand what a tool claims before you send it.',
  },
  replyKey: {
    label: 'Your OpenPGP key',
    noun: 'OpenPGP key for replies',
    hint: 'The whole public key, from “-----BEGIN PGP PUBLIC KEY BLOCK-----” on. With it the maintainers can encrypt what they write to you.',
  },
} as const satisfies Partial<Record<DetailId | 'replyKey', object>>;

export const exploited = {
  yes: 'Yes, I have seen it or know of it',
  no: 'Not that I know of',
  unknown: 'I don’t know',
} as const;

export const assistance = {
  none: 'No',
  writing: 'Yes, with the wording',
  finding: 'Yes, it found the problem, and I tried it by hand',
  untried: 'Yes, it found the problem, and nobody has tried it yet',
} as const;

/** Questions that belong together: a title, and what is asked for whoever decides whether to open them. */
export const detailGroups = {
  steps: {
    title: 'How to see it',
    about: 'Steps, what should happen and what does, a proof of concept',
  },
  impact: { title: 'What it means', about: 'Impact, preconditions, affected since' },
  severity: {
    title: 'What kind it is, and how severe',
    about: 'A kind in plain words; a CVSS vector, worked out here if you like',
  },
  others: {
    title: 'Who knows, and when it becomes public',
    about: 'Attacks, others told, the day you have in mind',
  },
  fix: {
    title: 'A fix, and the tools you used',
    about: 'A patch or an idea; whether an AI tool helped',
  },
  reply: { title: 'Encrypted answers', about: 'Your OpenPGP key' },
} as const;
