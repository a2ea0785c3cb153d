/** The guide with every setting of the relay, from its table; written by the golden command and compared in the test. */
import { join } from 'node:path';
import type { Setting } from '../../src/relay/settings.ts';
import { settingsTable } from '../../src/relay/settings.ts';

/** Where the guide stands. */
export const settingsGuideFile = join(
  import.meta.dirname,
  '../../content/guides/relay-settings.mdx',
);

const rows: readonly Setting<unknown>[] = Object.values(settingsTable);

const intro = `---
title: Settings of the relay
summary: You know what each setting of the relay does, and which of them you have to make.
audience: operator
order: 92
---

The relay is set up by environment variables alone. Copy \`.env.example\` to \`.env\` in the folder that you start it in, or hand them in with your service manager. \`npm run relay -- --check\` tells whether they are right, and sends no report.

A variable that is wrong stops the start, with a list of everything that is wrong. So does one that begins with \`RELAY_\` and is not on this page, for it is most often a typing error. An empty one counts as not set. The relay prints the value of none.
`;

/** The guide's text. */
export function renderSettingsGuide(): string {
  const [needed, free] = [rows.filter((it) => it.required), rows.filter((it) => !it.required)];
  return [
    intro,
    `## What has to be set\n\n${needed.map(renderSetting).join('\n')}\n`,
    'One of `RELAY_SMTP_URL` and `RELAY_MAILDIR` is needed as well.\n',
    `## What may be left out\n\n${free.map(renderSetting).join('\n')}\n`,
  ].join('\n');
}

function renderSetting({ name, doc, fallback, example, required }: Setting<unknown>): string {
  const preset = fallback === null || required ? '' : ` Left out: \`${fallback}\`.`;
  const shown = example === fallback ? '' : ` Example: \`${example}\``;
  return `- \`${name}\`. ${doc}${preset}${shown}`;
}
