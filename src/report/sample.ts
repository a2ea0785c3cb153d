/** An example report about Lantern, a made-up tool, for desks that are demonstrations. */

import type { Answers } from './report.ts';

/** Everything but the product, which the page knows. */
export const sampleAnswers: Omit<Answers, 'product'> = {
  version: '2.3.0',
  summary: 'A crafted scene file writes outside the export folder',
  report: `## Description

\`lantern export\` takes the file names inside a scene as they are. A name such as
\`../../.profile\` leaves the folder given with \`--out\`.

## Steps to reproduce

1. Save the attached scene as \`evil.lantern\`.
2. Run \`lantern export evil.lantern --out ./pictures\`.
3. Look at \`~/.profile\`: its first line is now the one from the scene.

## Impact

Whoever opens a scene from a stranger runs the stranger's commands at the next login.

## Suggested fix

Resolve each name against the output folder and refuse the ones that leave it.
`,
  reply: 'wick@example.org',
  credit: 'handle',
  creditName: 'wick',
  details: [],
  replyKey: '',
};

/** The example's one attached file. */
export const sampleFile = {
  name: 'evil.lantern',
  type: 'application/octet-stream',
  text: 'lantern-scene 2\nframe "../../.profile"\necho "the scene was here"\n',
} as const;
