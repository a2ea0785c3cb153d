/** The guide with every command, from the commands' own help; written by the golden command and compared in the test. */
import { join } from 'node:path';
import type { Command } from '../../../src/cli/command/command.ts';
import { renderHelp } from '../../../src/cli/command/dispatch.ts';
import { commands } from '../../../src/cli/commands.ts';
import { relayUsage } from '../../../src/relay/usage-text.ts';

/** Where the guide stands. */
export const commandGuideFile = join(import.meta.dirname, '../../../content/guides/commands.mdx');

const intro = `---
title: Every command
summary: You find the command for what you want to do, with every option that it takes.
audience: maintainer
order: 82
---

Type one of these in the folder of Postern. Nothing has to be installed but npm: \`npm ci\` brings the version of Node that they run on.

| command | what it does |
| --- | --- |
| \`npm start\` | builds the desk and serves it on this machine, with a relay whose mail stays here |
| \`npm run dev\` | the same, and a page reloads when its file changes |
| \`npm run build\` | writes the site into \`dist/\` |
| \`npm run desk -- COMMAND\` | looks after the desk, see below |
| \`npm run relay\` | runs the relay, see below |
| \`npm test\` | runs every check of Postern itself |

The \`--\` keeps npm from taking the options for its own. For output that another program reads, write \`npm run --silent desk --\`, so that npm adds no lines.

This page is made from the help of the commands, so each of them prints the same with \`--help\`.

## Variables

| variable | what it says | left out |
| --- | --- | --- |
| \`POSTERN_CONTENT\` | the folder with the desk | \`content\` |
| \`POSTERN_URL\` | the address of the site, in place of \`url\` in \`desk.yaml\` | \`url\` in \`desk.yaml\` |
| \`POSTERN_DATE\` | the day that the desk is read as of, such as 2026-11-22 | today, in UTC |
| \`POSTERN_EMBARGOED\` | a folder with drafts, such as the clone of a private repository | only \`embargoed\` in the desk |
| \`POSTERN_MAILDIR\` | the Maildir that \`open\` and \`new\` read the newest mail from | the mail of \`npm start\` |
| \`POSTERN_OUT\` | the folder that \`npm run build\` writes | \`dist\` |
| \`POSTERN_STATE\` | the folder in which \`npm start\` keeps its site, mail and throw-away key; one at a time can use it | \`.postern\` |
| \`PORT\` | the port of \`npm start\` and \`npm run dev\` | 4321, or the next that is free |
| \`POSTERN_NO_INSTALL\` | with 1, \`npm run setup\` and \`npm test\` install nothing and name what is missing | they get what the checks need |

The relay has [settings of its own](../relay-settings/).
`;

/** The guide's text. */
export function renderCommandGuide(): string {
  const parts = [
    intro,
    `## npm run desk\n\n${toFence(renderHelp(commands))}`,
    ...commands.map(renderCommand),
    `## npm run relay\n\n${toFence(relayUsage)}`,
  ];
  return parts.join('\n');
}

function renderCommand({ name, help }: Command): string {
  return `### desk ${name}\n\n${toFence(help)}`;
}

function toFence(text: string): string {
  return `\`\`\`text\n${text.trimEnd()}\n\`\`\`\n`;
}
