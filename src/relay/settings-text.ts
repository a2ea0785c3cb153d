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
    '# Settings of the relay. Copy this file to .env in the folder that the relay is started in.',
    '# systemd and Docker read it too: comments stand on lines of their own, and values without quotes.',
    '# Made from src/relay/settings.ts; a check compares the two.',
  ];
  return `${[head.join('\n'), ...blocks].join('\n\n')}\n`;
}

/** The table of the operator's guide, in Markdown, with the columns as wide as the formatter makes them. */
export function renderSettingsTable(): string {
  const cells = [
    ['setting', 'without it', 'what it does'],
    ['', '', ''],
    ...rows.map(({ name, doc, fallback, required }) => {
      const preset = fallback === null ? (required ? 'has to be set' : '–') : `\`${fallback}\``;
      return [`\`${name}\``, preset, doc];
    }),
  ];
  const widths = [0, 1, 2].map((n) => Math.max(...cells.map((row) => row[n]?.length ?? 0)));
  const lines = cells.map((row, n) => {
    const padded = row.map((cell, column) => cell.padEnd(widths[column] ?? 0, n === 1 ? '-' : ' '));
    return `| ${padded.join(' | ')} |\n`;
  });
  return lines.join('');
}
