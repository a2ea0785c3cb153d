/** RFC 9116, the fields and the place of security.txt. */
import { toChannels } from '../channel.ts';
import { toExpires } from '../security-txt.ts';
import type { CoverageRule, Standard } from './answer.ts';
import { answered, askFor } from './answer.ts';

const rules: readonly CoverageRule[] = [
  {
    id: 'section 3',
    asks: 'The file at /.well-known/security.txt of the host, over https.',
    answer: ({ site }) =>
      askFor(
        new URL(site.url).pathname === '/' && site.url.startsWith('https://'),
        site.url,
        `${site.url} is no host of its own over https: put what npm run desk -- export security.txt prints on the project’s main domain.`,
      ),
  },
  {
    id: 'section 2.3',
    asks: 'An OpenPGP signature (recommended).',
    answer: ({ signedSecurityTxt }) =>
      askFor(
        signedSecurityTxt !== null,
        'The signed text in signatures/.',
        'Run npm run desk -- sign security.txt.',
      ),
  },
  {
    id: 'section 2.5.3',
    asks: 'At least one Contact, the preferred first.',
    answer: ({ desk }) =>
      askFor(
        toChannels(desk).some((it) => it.href !== null),
        'The channels of desk.yaml, in their order.',
        'No channel has an address, so the file names the policy: add a form, a mail address or a repository.',
      ),
  },
  {
    id: 'section 2.5.5',
    asks: 'Expires, less than a year ahead (recommended).',
    answer: (facts) =>
      askFor(
        facts.desk.reviewed !== undefined && toExpires(facts) > `${facts.site.date}T23:59:59Z`,
        `${toExpires(facts).slice(0, 10)}, from the review of the policy and the keys.`,
        'Read the whole policy, then write the day as reviewed in desk.yaml.',
      ),
  },
  {
    id: 'section 2.5.4',
    asks: 'Encryption, where a key is.',
    answer: ({ certificates }) =>
      askFor(certificates.length > 0, '/keys/', 'Run npm run desk -- key add FILE.'),
  },
  {
    id: 'sections 2.5.1, 2.5.2, 2.5.7, 2.5.8',
    asks: 'Acknowledgments, Canonical, Policy and Preferred-Languages.',
    answer: () => answered('Written into the file by every build.'),
  },
  {
    id: 'section 2.5.6',
    asks: 'Hiring, if there are security-related positions.',
    answer: ({ desk }) =>
      answered(desk.hiring === undefined ? 'None, so the field is left out.' : desk.hiring),
  },
];

export const securityTxtCoverage: Standard = {
  name: 'RFC 9116, security.txt',
  version: 'April 2022',
  source: 'https://www.rfc-editor.org/rfc/rfc9116',
  about: 'Written for every site and every project that takes reports.',
  rules,
};
