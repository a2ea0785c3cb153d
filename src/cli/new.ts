/** `npm run desk -- new advisory`: begins an advisory under embargo, from a report or from answers. */
import { join, relative } from 'node:path';
import type { Command, Io } from './command/command.ts';
import { readCommandDesk } from './command/command-desk.ts';
import { CommandError, UsageError } from './command/command-error.ts';
import { createCommand, type ParsedArgs } from './command/create-command.ts';
import type { Prompts } from './command/prompts.ts';
import { writeNew } from './command/write-new.ts';
import { renderAdvisoryFile } from './publish/advisory-file.ts';
import { advisoryTemplate } from './publish/advisory-template.ts';
import { checkAnswer, type DraftWishes, toDraftFacts } from './publish/draft-facts.ts';
import { toNextId } from './publish/next-id.ts';
import { readReport } from './publish/read-report.ts';
import { toReporterDraft } from './publish/reporter-draft.ts';

const help = `Usage: npm run desk -- new advisory [options]

Writes a draft under the next free id into content/embargoed/, or into the folder that POSTERN_EMBARGOED names. Nothing
of it is published, and nothing is overwritten. Without --title and --from it asks.

  --from FILE             begin with a report: a mail as your mail program saves it, what desk open --json prints, or -
                          for standard input. The reporter's text becomes a comment for you to rewrite.
  --title TEXT            the flaw in a phrase
  --summary TEXT          who is hit, by what
  --product ID            a file in products/ without its ending
  --introduced VERSION    the first affected version (default with --fixed: 0, every version before it)
  --fixed VERSION         the first version that is not affected
  --alias ID              an id elsewhere, such as a CVE; may be repeated
  --cvss VECTOR           a CVSS vector; may be repeated
  --cwe ID                a kind of weakness, such as CWE-79; may be repeated
  --maildir, --gpg, --key, --passphrase-file   as for desk open, for an encrypted mail
  --json                  print id and file as data and nothing else
  --help                  print this

Exit code: 0 written, 1 not written, 2 wrong usage.
`;

const options = {
  from: { type: 'string' },
  title: { type: 'string' },
  summary: { type: 'string' },
  product: { type: 'string' },
  introduced: { type: 'string' },
  fixed: { type: 'string' },
  alias: { type: 'string', multiple: true },
  cvss: { type: 'string', multiple: true },
  cwe: { type: 'string', multiple: true },
  maildir: { type: 'string' },
  gpg: { type: 'string' },
  key: { type: 'string' },
  'passphrase-file': { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

function parseUsage({ values, positionals }: ParsedArgs<typeof options>) {
  if (positionals.length !== 1 || positionals[0] !== 'advisory') {
    throw new UsageError('Say what is new: desk new advisory.');
  }
  return values;
}

async function writeDraft(given: ParsedArgs<typeof options>, io: Io): Promise<number> {
  const usage = parseUsage(given);
  const desk = await readCommandDesk(io);
  const { records, drafts, prefix, input } = desk;
  if (prefix === null) {
    const wanted = 'Add what your ids begin with, such as ids: ACME.';
    throw new CommandError(`desk.yaml has no ids. ${wanted}`);
  }
  const choice = {
    maildir: usage.maildir ?? io.env.POSTERN_MAILDIR ?? '.postern/mail',
    gpg: usage.gpg,
    key: usage.key,
    passphraseFile: usage['passphrase-file'],
  };
  const report = usage.from === undefined ? null : await readReport(usage.from, choice, io);
  const asked = usage.title === undefined && report === null && io.prompts !== null;
  const wishes = asked ? await askWishes(io.prompts, usage, records.products) : usage;
  if (wishes.title === undefined && report?.title == null) {
    throw new UsageError('Give the title: --title TEXT.');
  }
  const reporter = toReporterDraft(report?.credit ?? null, records.reporters, drafts);
  const year = input.date.toISOString().slice(0, 4);
  const taken = [...desk.taken];
  for (;;) {
    const id = toNextId(prefix, year, taken);
    const facts = toDraftFacts(id, wishes, report, reporter?.id ?? null, records.products);
    const path = join(drafts, `${id}.mdx`);
    // It may hold a report, which on a shared machine is nobody else's to read.
    if (!writeNew(path, renderAdvisoryFile(facts, advisoryTemplate, report?.comment), 'owner')) {
      // Somebody else took the number a moment ago.
      taken.push(id);
      continue;
    }
    if (reporter?.file != null) writeNew(reporter.file.path, reporter.file.text, 'owner');
    const show = (file: string) => relative(io.cwd, file) || file;
    const thanks = reporter?.file == null ? null : show(reporter.file.path);
    if (usage.json) {
      io.out(`${JSON.stringify({ id, file: show(path), reporterFile: thanks }, null, 2)}\n`);
      return 0;
    }
    io.out(
      `${[
        `${id} is under embargo in ${show(path)}.`,
        ...(thanks === null ? [] : [`The reporter’s consent is in ${thanks}.`]),
        'Write it, then: npm run desk -- publish ',
      ].join('\n')}${id}\n`,
    );
    return 0;
  }
}

async function askWishes(
  prompts: Prompts,
  given: DraftWishes,
  products: readonly { readonly id: string }[],
): Promise<DraftWishes> {
  const ask = async (question: string, field?: 'cvss' | 'cwe') => {
    const check = (answer: string) =>
      answer === '' || field === undefined ? undefined : checkAnswer(field, answer);
    return (await prompts.text(question, { check })) || undefined;
  };
  const title = await prompts.text('The flaw in a phrase:', {
    check: (answer) =>
      answer === '' ? 'Write a few words; they can be changed later.' : undefined,
  });
  const choices = [
    ...products.map(({ id }) => ({ value: id, label: id })),
    { value: '', label: 'I will write it later' },
  ];
  const product = given.product ?? (await prompts.choose('Product:', choices));
  if (product === '') return { ...given, title };
  return {
    ...given,
    title,
    product,
    introduced: given.introduced ?? (await ask('First affected version (empty: every one):')),
    fixed: given.fixed ?? (await ask('First version with the fix (empty: none yet):')),
    cvss: given.cvss ?? [(await ask('CVSS vector (empty: later):', 'cvss')) ?? []].flat(),
    cwe: given.cwe ?? [(await ask('CWE id (empty: later):', 'cwe')) ?? []].flat(),
  };
}

/** Writes a draft under the next free id. */
export const newCommand: Command = createCommand({
  name: 'new',
  summary: 'begin an advisory under embargo, from a report or from answers',
  help,
  options,
  work: writeDraft,
});
