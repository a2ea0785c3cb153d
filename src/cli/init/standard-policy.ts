/** The policy that a new desk begins with: few sentences, true of every project, with the facts in place. */
import { stringify } from 'yaml';

/** @param hasPromises whether there is something to expect */
export function renderStandardPolicy(
  name: string,
  hasPromises: boolean,
): [path: string, text: string][] {
  const sections: readonly (readonly [id: string, title: string, body: string])[] = [
    [
      'supported-versions',
      'Supported versions',
      `What gets security fixes of ${name}:\n\n<SupportedVersions />`,
    ],
    [
      'reporting',
      'Report a vulnerability',
      'Please do not write about a vulnerability in a public issue, pull request or discussion: until there is a fix, it helps an attacker first.\n\nUse one of these private ways. The first is the one we prefer.\n\n<Channels />',
    ],
    [
      'what-to-include',
      'What to include',
      'With these points we can check a report quickly. Leave out what you do not know.\n\n<WhatToInclude />',
    ],
    ...(hasPromises
      ? ([
          [
            'what-to-expect',
            'What to expect',
            'This is what we aim for after a report has arrived.\n\n<Promises />',
          ],
        ] as const)
      : []),
    ['thanks', 'Thank you', '<ThankYou />'],
  ];
  return sections.map(([id, title, body], index) => [
    `policy/${id}.mdx`,
    `---\n${stringify({ title, order: (index + 1) * 10 })}---\n\n${toProse(body, name)}\n`,
  ]);
}

/** A name may hold characters that MDX takes for code. */
function toProse(body: string, name: string): string {
  const escaped = name.replaceAll(/[\\`*_{}[\]<>#|~]/g, '\\$&');
  return body.replaceAll(name, escaped);
}
