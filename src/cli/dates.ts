/** `npm run desk -- dates`: everything of the desk that will need a person, as a list, a calendar, or a warning. */
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { toMachineFiles } from '../build/machine-files.ts';
import { renderCalendar } from '../desk/dates/calendar.ts';
import { toDates } from '../desk/dates/dates.ts';
import { hasErrors } from '../desk/finding.ts';
import { isOnlyMissing } from './check/check-github.ts';
import type { Command, Io } from './command/command.ts';
import { type CommandDesk, readCommandDesk } from './command/command-desk.ts';
import { UsageError } from './command/command-error.ts';
import { createCommand, type ParsedArgs } from './command/create-command.ts';
import { writeWorkflowStep } from './command/workflow-step.ts';
import { replaceFile } from './command/write-new.ts';
import { type Ask, lookAtSite } from './dates/look-at-site.ts';
import { renderWarning, toIssue } from './dates/render-dates.ts';
import { notLooked, type SiteLook, toWarning, type Warning } from './dates/warning.ts';

const help = `Usage: npm run desk -- dates [options]

Lists everything that will need a person in the next 12 months: keys that expire, security.txt and the review of the
policy, release lines whose support ends, the end of an absence, advisories that are announced.

  --json        print the list and what is urgent of it as data
  --ics [FILE]  print the list as a calendar (iCalendar), or write it to FILE
  --warn        print only what is near or wrong, and nothing where all is well; for cron
  --site        ask the published site too: whether it answers, and with what is in this repository
  --github      for a GitHub workflow: the step outputs "state" (well, soon or now), "mark" and "body", and a summary
  --help        print this

Exit code: 0 done, 1 with --warn or --json when something has stopped or stops today, 2 wrong usage.
`;

const options = {
  json: { type: 'boolean', default: false },
  ics: { type: 'boolean', default: false },
  warn: { type: 'boolean', default: false },
  site: { type: 'boolean', default: false },
  github: { type: 'boolean', default: false },
} as const;

/** How long one attempt to reach the site may take, and how long is waited for the next, in milliseconds. */
const patience = { ask: 30_000, wait: 10_000 };

const askByFetch: Ask = async (url) => {
  const response = await fetch(url, { signal: AbortSignal.timeout(patience.ask) });
  return { status: response.status, text: await response.text() };
};

function parseUsage({ values, positionals }: ParsedArgs<typeof options>) {
  const forms = [values.json, values.ics, values.warn, values.github].filter(Boolean).length;
  if (forms > 1) throw new UsageError('Use one of --json, --ics, --warn and --github.');
  if (positionals.length > (values.ics ? 1 : 0)) {
    throw new UsageError(`${positionals.at(-1)} is no option. A file goes with --ics only.`);
  }
  return { ...values, file: positionals.at(0) ?? null };
}

async function lookAt({ records, findings, input }: CommandDesk, io: Io): Promise<SiteLook> {
  if (hasErrors(findings) && isOnlyMissing(findings)) {
    io.err('The site was not asked: the desk cannot be published yet.\n');
    return notLooked;
  }
  if (input.url === null && records.desk.url === undefined) {
    io.err('The site was not asked: set url in desk.yaml, or POSTERN_URL.\n');
    return notLooked;
  }
  const { url, date: today } = records.site;
  const files = toMachineFiles(records);
  return await lookAtSite({
    url,
    today,
    files,
    ask: askByFetch,
    wait: async () => void (await sleep(patience.wait)),
  });
}

async function runDates(given: ParsedArgs<typeof options>, io: Io): Promise<number> {
  const usage = parseUsage(given);
  const desk = await readCommandDesk(io);
  const { records, findings } = desk;
  const dates = toDates(records, findings);
  if (usage.ics) {
    const calendar = renderCalendar(dates, records.site);
    if (usage.file === null) io.out(calendar);
    else {
      replaceFile(resolve(io.cwd, usage.file), calendar);
      io.out(`Wrote ${usage.file}.\n`);
    }
    return 0;
  }
  const look = usage.site ? await lookAt(desk, io) : notLooked;
  const warning = toWarning(dates, findings, look);
  if (usage.github) {
    writeGithub(warning, io);
    return 0;
  }
  const { state, faults } = warning;
  const all = [...dates, ...look.dates];
  if (usage.json) {
    const { date } = records.site;
    const data = { date, state, dates: all, faults: faults.map((it) => it.text) };
    io.out(`${JSON.stringify(data, null, 2)}\n`);
  } else if (usage.warn) io.out(renderWarning(warning));
  else io.out(renderWarning({ ...warning, dates: all }));
  return state === 'now' && (usage.json || usage.warn) ? 1 : 0;
}

function writeGithub(warning: Warning, io: Io): void {
  const { mark, body } = toIssue(warning);
  // Nobody who writes content can guess where the text of several lines ends.
  const end = randomUUID();
  const outputs = `state=${warning.state}\nmark=${mark}\nbody<<${end}\n${body}${end}\n`;
  const summary = warning.state === 'well' ? 'No date is near, and nothing is wrong.\n' : body;
  writeWorkflowStep(io, outputs, summary);
  io.out(summary);
}

/** Lists what will need a person. */
export const dates: Command = createCommand({
  name: 'dates',
  summary: 'list what will need a person in the next 12 months; warn, or make a calendar',
  help,
  options,
  work: runDates,
});
