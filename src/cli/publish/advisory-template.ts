/** The prose that a new draft begins with: what to write where, to be replaced before it is published. */

/** Markdown. */
export const advisoryTemplate = `## Impact

Write who is hit, and what they lose.

## Details

Write what was wrong, and how the fix works.

## Workaround

Write what to do until the update.`;

/** Sentences of the template: where one is left, nobody has written the advisory yet. */
export const templateSentences = advisoryTemplate
  .split('\n')
  .filter((line) => line.startsWith('Write '));
