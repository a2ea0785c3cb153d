/** The settings table as text: the example file and the table of the operator's guide. */
import type { Setting } from './settings.ts';
import { settingsTable } from './settings.ts';

const rows: readonly Setting<unknown>[] = Object.values(settingsTable);

function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}

/** The text of `.env.example`. Only what has to be set is not commented out. */
export function renderEnvExample(): string {
  const blocks = rows.map(({ name, doc, example, required }) => {
    const comment = wrap(doc, 98).map((line) => `# ${line}`);
    return [...comment, `${required ? '' : '# '}${name}=${example}`].join('\n');
  });
  const head = [
    '# Settings of the relay. Copy this file to .env and start it with: node --env-file=.env src/relay/node.ts',
    '# Made from src/relay/settings.ts; a check compares the two.',
  ];
  return `${[head.join('\n'), ...blocks].join('\n\n')}\n`;
}

/** The table of the operator's guide, in Markdown. */
export function renderSettingsTable(): string {
  const lines = rows.map(({ name, doc, fallback, required }) => {
    const preset = required ? 'has to be set' : fallback === null ? '–' : `\`${fallback}\``;
    return `| \`${name}\` | ${preset} | ${doc} |`;
  });
  return ['| setting | without it | what it does |', '| --- | --- | --- |', ...lines, ''].join(
    '\n',
  );
}
