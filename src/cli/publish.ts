/** `npm run desk -- publish`: moves a draft out of the embargo, revises or withdraws an advisory; commits nothing. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { toAdvisoryFile } from '../advisory/advisory-file.ts';
import { renderAnnouncement, renderReleaseNote } from '../advisory/formats/announce.ts';
import { toDay } from '../desk/day.ts';
import { renderFindings } from '../desk/finding.ts';
import type { Command, Io } from './command/command.ts';
import { type CommandDesk, readCommandDesk } from './command/command-desk.ts';
import { CommandError, UsageError } from './command/command-error.ts';
import { createCommand, type ParsedArgs } from './command/create-command.ts';
import { toGitCommands } from './command/git-commands.ts';
import { replaceFile, writeNew } from './command/write-new.ts';
import { templateSentences } from './publish/advisory-template.ts';
import { toPublishedFile, toRevisedFile, toWithdrawnFile } from './publish/change.ts';
import { type Changes, readWouldBe } from './publish/would-be.ts';

const help = `Usage: npm run desk -- publish <id> [options]

Publishes a draft: sets its day and its first revision, checks the whole desk as it would be, moves the file to
content/advisories/<year>/ with the reporters it thanks, and prints a line for release notes, the announcement and the
git commands. Comments in the draft's facts are not published. It commits, sends and builds nothing.

  --date DAY           the day of publication, YYYY-MM-DD (default: today)
  --revise WHAT        for a published advisory that you have changed: add a revision that says what changed
  --withdraw REASON    for a published advisory: withdraw it; its page stays and says why
  --dry-run            check and print, write nothing
  --json               print the same as data and nothing else
  --help               print this

Exit code: 0 done, 1 not done, with every finding, 2 wrong usage.
`;

const options = {
  date: { type: 'string' },
  revise: { type: 'string' },
  withdraw: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

function parseUsage({ values, positionals }: ParsedArgs<typeof options>) {
  const [id = '', ...more] = positionals;
  if (id === '' || more.length > 0) throw new UsageError('Name one advisory.');
  if (values.revise !== undefined && values.withdraw !== undefined) {
    throw new UsageError('--revise and --withdraw are two things; do one after the other.');
  }
  for (const text of [values.revise, values.withdraw]) {
    if (text === undefined || /^(?=\S)\P{Cc}*(?<=\S)$/u.test(text)) continue;
    throw new UsageError('Say in one line of text why, without spaces at its ends.');
  }
  return { ...values, id };
}

type Usage = ReturnType<typeof parseUsage>;

/** What is to be written, the file of the advisory first, and the file that it is made from. */
function toChanges(
  usage: Usage,
  desk: CommandDesk,
  day: string,
): { changes: Changes; source: string } {
  const { records, embargoed, input } = desk;
  const draft = embargoed.find((it) => it.id === usage.id);
  const published = records.advisories.find((it) => it.id === usage.id);
  const said = usage.revise ?? usage.withdraw;
  if (said !== undefined) {
    if (published === undefined)
      throw new CommandError(
        `${usage.id} is not published, so there is nothing to change. npm run desk -- publish ${usage.id} publishes a draft.`,
      );
    const file = resolve(input.folder, published.file);
    const change = usage.revise === undefined ? toWithdrawnFile : toRevisedFile;
    const changes = new Map([[file, change(readFileSync(file, 'utf8'), day, said)]]);
    return { changes, source: file };
  }
  if (draft === undefined) {
    throw new CommandError(
      published === undefined
        ? renderNoDraft(usage.id, desk)
        : `${usage.id} is published. Use --revise WHAT after a change, or --withdraw REASON.`,
    );
  }
  const file = resolve(input.folder, draft.file);
  const target = resolve(input.folder, toAdvisoryFile(draft.id));
  const text = readFileSync(file, 'utf8');
  const left = text.split('\n').flatMap((line, index) => {
    const isLeft = templateSentences.includes(line.trim());
    return isLeft ? [`  ${draft.file}:${index + 1}  ${line.trim()}`] : [];
  });
  if (left.length > 0) {
    throw new CommandError(
      `not published, for these are sentences of the template. Write what they ask for, or remove the section:\n${left.join('\n')}`,
    );
  }
  const changes = new Map<string, string | null>([[target, toPublishedFile(text, day)]]);
  for (const { reporter } of draft.credits) {
    const path = join(desk.drafts, 'hall-of-fame', `${reporter}.mdx`);
    if (!existsSync(path)) continue;
    changes.set(join(input.folder, 'hall-of-fame', basename(path)), readFileSync(path, 'utf8'));
    changes.set(path, null);
  }
  if (file !== target) changes.set(file, null);
  return { changes, source: file };
}

/** A draft that is mistyped, or one that cannot be read. */
function renderNoDraft(id: string, { drafts, embargoed }: CommandDesk): string {
  if (existsSync(join(drafts, `${id}.mdx`))) {
    return `The draft ${id} has a fault that keeps it from being read. npm run desk -- check names it.`;
  }
  const ids = embargoed.map((it) => it.id).join(', ');
  return ids === ''
    ? `There is no draft ${id}, and no other. Begin one: npm run desk -- new advisory`
    : `There is no draft ${id}. There is: ${ids}.`;
}

async function publishOne(given: ParsedArgs<typeof options>, io: Io): Promise<number> {
  const usage = parseUsage(given);
  const desk = await readCommandDesk(io);
  const today = toDay(desk.input.date);
  const day = usage.date ?? today;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day > today) {
    throw new UsageError(`--date is "${day}". Write a day that has come as YYYY-MM-DD.`);
  }
  const { changes, source } = toChanges(usage, desk, day);
  const { records, errors } = await readWouldBe(desk.input, changes);
  const advisory = records?.advisories.find((it) => it.id === usage.id);
  if (errors.length > 0 || records === null || advisory === undefined) {
    throw new CommandError(`not published, for this is what would be:\n${renderFindings(errors)}`);
  }
  if (!usage['dry-run']) writeChanges(changes, source, desk);
  const show = (path: string) => relative(io.cwd, path).replaceAll('\\', '/');
  const written = [...changes].flatMap(([path, text]) => (text === null ? [] : [path]));
  const git = toGitCommands(written, `advisory: ${usage.id}`, io.cwd);
  const releaseNote = renderReleaseNote(records, advisory);
  const announcement = renderAnnouncement(records, advisory);
  if (usage.json) {
    const files = written.map(show);
    io.out(`${JSON.stringify({ id: usage.id, files, releaseNote, announcement, git }, null, 2)}\n`);
    return 0;
  }
  const done = usage['dry-run'] ? 'would be written' : 'is written';
  io.out(
    [
      `${written.map(show).join(', ')} ${done}. Nothing is committed or sent.`,
      `\nFor the release notes:\n\n${releaseNote}`,
      `The announcement:\n\n${announcement}`,
      `Then:\n\n${git.map((it) => `  ${it}`).join('\n')}\n`,
    ].join('\n'),
  );
  return 0;
}

/** New files first, old ones last: whoever is interrupted has the advisory twice, and never not at all. */
function writeChanges(changes: Changes, source: string, { input }: CommandDesk): void {
  for (const [path, text] of changes) {
    if (text === null || path === source || !existsSync(path)) continue;
    // The same text was written by a run that was interrupted.
    if (readFileSync(path, 'utf8') === text) continue;
    const label = relative(input.folder, path).replaceAll('\\', '/');
    throw new CommandError(
      `${label} is there already with another text, so nothing was written. Compare it with the draft, and remove one of them.`,
    );
  }
  for (const [path, text] of changes) {
    if (text === null) continue;
    if (path === source) replaceFile(path, text);
    else writeNew(path, text);
  }
  for (const [path, text] of changes) if (text === null) rmSync(path, { force: true });
}

/** Publishes, revises or withdraws one advisory. */
export const publish: Command = createCommand({
  name: 'publish',
  summary: 'publish a draft, or revise or withdraw an advisory',
  help,
  options,
  work: publishOne,
});
