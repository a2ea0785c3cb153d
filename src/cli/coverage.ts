/** `npm run desk -- coverage`: what standards ask of a security page, what of it this desk answers, and what is missing. */
import { type Coverage, toCoverage } from '../desk/coverage/coverage.ts';
import type { Command, Io } from './command/command.ts';
import { readCommandDesk } from './command/command-desk.ts';
import { createCommand, type ParsedArgs } from './command/create-command.ts';

const help = `Usage: npm run desk -- coverage [--json]

Holds the desk against the OpenSSF OSPS Baseline (vulnerability management), RFC 9116 (security.txt) and CISA's template
of a vulnerability disclosure policy: what is answered and where, what is missing and what to write, and what is asked
of the project and not of its security page. It is a list to work with. It is no statement of conformity and no advice
on law.

  --json  print the list as data
  --help  print this

Exit code: 0 printed, 1 the desk cannot be read, 2 wrong usage.
`;

const options = {
  json: { type: 'boolean', default: false },
} as const;

const marks = { answered: '[x]', missing: '[ ]', elsewhere: '[-]' } as const;

/** Holds the desk against standards. */
export const coverage: Command = createCommand({
  name: 'coverage',
  summary: 'hold the desk against OSPS Baseline, RFC 9116 and CISA’s template',
  help,
  options,
  optionsOnly: true,
  work: runCoverage,
});

async function runCoverage({ values }: ParsedArgs<typeof options>, io: Io): Promise<number> {
  const { records } = await readCommandDesk(io);
  const all = toCoverage(records);
  io.out(values.json ? `${JSON.stringify({ standards: all }, null, 2)}\n` : renderCoverage(all));
  return 0;
}

function renderCoverage(all: readonly Coverage[]): string {
  const legend =
    '[x] answered, and where   [ ] missing, and what to write   [-] asked of the project, not of this page\n';
  const parts = all.map(({ name, version, source, about, items }) => {
    const list = items.map(
      ({ id, asks, state, text }) => `${marks[state]} ${id}: ${asks}\n    ${text}\n`,
    );
    const missing = items.filter((it) => it.state === 'missing').length;
    const told = missing === 0 ? 'Nothing is missing here.' : `Missing: ${missing}.`;
    const head = `${name}\n${version}, ${source}\n${about} ${told}\n`;
    return `${head}\n${list.join('')}`;
  });
  const end = 'A list to work with: no statement of conformity, and no advice on law.\n';
  return [legend, ...parts, end].join('\n');
}
