/** OpenSSF's Open Source Project Security Baseline, its part on vulnerability management (baseline.openssf.org). */
import type { CoverageFacts, CoverageRule, Standard } from './answer.ts';
import { answered, askFor, elsewhere } from './answer.ts';

const pipeline = 'Asked of your build: a policy, and a check of every change that can stop it.';

const rules: readonly CoverageRule[] = [
  {
    id: 'OSPS-VM-01.01 (level 2)',
    asks: 'A policy for coordinated disclosure, with a clear time for an answer.',
    answer: ({ desk }) =>
      askFor(
        desk.promises.acknowledgeHours !== undefined,
        '/policy/ and SECURITY.md, with promises.acknowledgeHours.',
        'Write promises.acknowledgeHours in desk.yaml: within how many hours a person answers.',
      ),
  },
  {
    id: 'OSPS-VM-02.01 (level 1)',
    asks: 'Security contacts in the documentation.',
    answer: () =>
      answered('/policy/, SECURITY.md and security.txt name every channel of desk.yaml.'),
  },
  {
    id: 'OSPS-VM-03.01 (level 2)',
    asks: 'A way to report in private to the security contacts.',
    answer: (facts) =>
      askFor(
        hasPrivateWay(facts),
        'The channels of desk.yaml, shown on /policy/ and on the front page.',
        'Add a key to keys/ for the form, a mail address, a page that takes reports, or the channel code-host with the repository.',
      ),
  },
  {
    id: 'OSPS-VM-04.01 (level 2)',
    asks: 'Public data about the vulnerabilities that were found.',
    answer: () => answered('/advisories/ with its feeds, and OSV records under /osv/.'),
  },
  {
    id: 'OSPS-VM-04.02 (level 3)',
    asks: 'VEX statements about vulnerabilities of components that do not hit the project.',
    answer: () =>
      elsewhere(
        'Postern’s OpenVEX document speaks of your own advisories. Statements about components are yours.',
      ),
  },
  ...[
    ['OSPS-VM-05.01', 'A threshold for mending what an analysis of dependencies finds.'],
    ['OSPS-VM-05.02', 'A policy to settle such findings before a release.'],
    ['OSPS-VM-05.03', 'Every change checked for malicious and vulnerable dependencies.'],
    ['OSPS-VM-06.01', 'A threshold for mending what an analysis of the source finds.'],
    ['OSPS-VM-06.02', 'Every change checked for weaknesses.'],
  ].map(
    ([id = '', asks = '']): CoverageRule => ({
      id: `${id} (level 3)`,
      asks,
      answer: () => elsewhere(pipeline),
    }),
  ),
];

export const baselineCoverage: Standard = {
  name: 'OpenSSF OSPS Baseline, vulnerability management',
  version: '2026.02.19',
  source: 'https://baseline.openssf.org/versions/2026-02-19',
  about:
    'Written for every open source project; the level says how many maintainers and users it has in mind.',
  rules,
};

function hasPrivateWay({ desk, certificates }: CoverageFacts): boolean {
  return desk.channels.some(
    (it) =>
      (it.kind === 'form' && certificates.length > 0) ||
      it.kind === 'mail' ||
      it.kind === 'web' ||
      (it.kind === 'code-host' && desk.repository !== undefined),
  );
}
