/** CISA's template of a vulnerability disclosure policy, made for Binding Operational Directive 20-01. */
import type { CoverageFacts, CoverageRule, Standard } from './answer.ts';
import { answered, askFor, elsewhere } from './answer.ts';

/** Three business days. */
const acknowledgeHours = 72;

const rules: readonly CoverageRule[] = [
  {
    id: 'Date',
    asks: 'The day of the policy.',
    answer: ({ desk }) =>
      askFor(desk.reviewed !== undefined, '/policy/', 'Write reviewed in desk.yaml.'),
  },
  {
    id: 'Authorization',
    asks: 'No legal action against research in good faith.',
    answer: ({ desk }) =>
      askFor(
        desk.policy.safeHarbour.length > 0,
        'policy.safeHarbour in desk.yaml. Whether it says enough is for you to read.',
        'Write policy.safeHarbour in desk.yaml, if you can promise it.',
      ),
  },
  {
    id: 'Guidelines, test methods',
    asks: 'Which research is welcome, and which tests are not.',
    answer: () => elsewhere('Prose that only you can write: read /policy/ with this question.'),
  },
  {
    id: 'Scope',
    asks: 'What is covered, and what is not.',
    answer: ({ desk }) =>
      askFor(
        desk.policy.scope !== undefined,
        'policy.scope in desk.yaml.',
        'Write policy.scope in desk.yaml: in, and out with the place to report instead.',
      ),
  },
  {
    id: 'Reporting: where and what',
    asks: 'Where to send a report, and what should be in it.',
    answer: (facts) =>
      askFor(
        saysWhatToInclude(facts),
        'The channels of desk.yaml, and the form’s own list of questions.',
        'Put <WhatToInclude /> into a section of content/policy/, or add the channel form.',
      ),
  },
  {
    id: 'Reporting: anonymous',
    asks: 'A clear word on whether reports may be anonymous.',
    answer: ({ desk }) =>
      askFor(
        desk.policy.anonymity !== undefined,
        'policy.anonymity in desk.yaml.',
        'Write policy.anonymity in desk.yaml.',
      ),
  },
  {
    id: 'Expect: acknowledgement',
    asks: 'An acknowledgement within three business days.',
    answer: ({ desk }) => toAcknowledgement(desk.promises.acknowledgeHours),
  },
  {
    id: 'Expect: progress',
    asks: 'Openness about what is being done, and about delays.',
    answer: ({ desk }) =>
      askFor(
        desk.promises.updates !== undefined,
        'promises.updates in desk.yaml.',
        'Write promises.updates in desk.yaml.',
      ),
  },
  {
    id: 'Disclosure',
    asks: 'How long a reporter is asked to wait before telling others.',
    answer: ({ desk }) =>
      askFor(
        desk.promises.disclosure !== undefined || desk.policy.embargo !== undefined,
        'promises.disclosure and policy.embargo in desk.yaml.',
        'Write promises.disclosure or policy.embargo in desk.yaml.',
      ),
  },
  {
    id: 'Questions',
    asks: 'An address for questions about the policy.',
    answer: ({ desk }) =>
      askFor(
        desk.channels.some((it) => it.kind === 'mail' && it.address !== undefined),
        'The mail address among the channels of desk.yaml.',
        'Add a channel mail with an address to desk.yaml.',
      ),
  },
];

export const vdpCoverage: Standard = {
  name: 'CISA, template of a vulnerability disclosure policy',
  version: 'for Binding Operational Directive 20-01 of 2020-09-02',
  source: 'https://www.cisa.gov/news-events/directives/binding-operational-directive-20-01',
  about: 'Written for agencies of the United States, and a good list for anybody.',
  rules,
};

function toAcknowledgement(hours: number | undefined) {
  if (hours !== undefined && hours <= acknowledgeHours) {
    return answered(`promises.acknowledgeHours in desk.yaml: ${hours}.`);
  }
  const found = hours === undefined ? 'No time is promised' : `You promise ${hours} hours`;
  return askFor(
    false,
    '',
    `${found}: write promises.acknowledgeHours in desk.yaml, at most ${acknowledgeHours} for this one, if you can keep it.`,
  );
}

function saysWhatToInclude({ desk, policy }: CoverageFacts): boolean {
  return (
    desk.channels.some((it) => it.kind === 'form') ||
    policy.some((it) => it.body.includes('<WhatToInclude'))
  );
}
