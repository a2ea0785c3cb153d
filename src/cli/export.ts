/** `npm run desk -- export`: one advisory in another form, or what other places need of the policy and its keys. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Advisory } from '../advisory/advisory.ts';
import { toAdvisoryFile } from '../advisory/advisory-file.ts';
import { renderReleaseNote, renderText } from '../advisory/formats/announce.ts';
import { toCve, toCveIds } from '../advisory/formats/cve.ts';
import { toOsv } from '../advisory/formats/osv.ts';
import { renderSortedJson } from '../advisory/formats/sorted-json.ts';
import { toDay } from '../desk/day.ts';
import { renderFindings } from '../desk/finding.ts';
import type { Records } from '../read.ts';
import type { Command, Io } from './command/command.ts';
import { type CommandDesk, readCommandDesk } from './command/command-desk.ts';
import { CommandError, UsageError } from './command/command-error.ts';
import { createCommand, type ParsedArgs } from './command/create-command.ts';
import { type DeskFileWish, deskFileKinds, exportDeskFiles } from './export/desk-files.ts';
import { toPublishedFile } from './publish/change.ts';
import { toGithub } from './publish/to-github.ts';
import { readWouldBe } from './publish/would-be.ts';

const formats = ['osv', 'cve', 'text', 'release-notes', 'github'] as const;

const help = `Usage: npm run desk -- export <id> --format FORMAT
       npm run desk -- export policy [FILE]
       npm run desk -- export security.txt [FILE] [--canonical URL]
       npm run desk -- export wkd FOLDER [--domain DOMAIN]

Prints one advisory in another form. A draft is printed as it would be if it were published today; keep what you print
of it as secret as the draft.

  --format osv            an OSV record
  --format cve            a CVE record with its CNA container; the advisory needs a CVE id among its aliases
  --format text           plain text
  --format release-notes  one line of Markdown
  --format github         what gh api --method POST repos/OWNER/NAME/security-advisories --input - takes

Or writes what another place needs, without FILE to standard output. A file that Postern did not write is left alone.

  policy                  SECURITY.md for a repository: the policy as plain Markdown
  security.txt            for the project's main domain; the signed form where there is one
  wkd                     a Web Key Directory, in both layouts; FOLDER is the top of the web space of the mail domain
  --canonical URL         where this security.txt will be published as well; may be given more than once
  --domain DOMAIN         the mail domain, where the keys name several
  --force                 replace a file that Postern did not write
  --help                  print this

Exit code: 0 printed or written, 1 not printed or written, 2 wrong usage.
`;

const options = {
  format: { type: 'string' },
  canonical: { type: 'string', multiple: true },
  domain: { type: 'string', default: '' },
  force: { type: 'boolean', default: false },
} as const;

function parseUsage({ values, positionals }: ParsedArgs<typeof options>) {
  const [id = '', ...more] = positionals;
  const { canonical = [], domain, force } = values;
  const wish = toDeskFileWish(id, more, { canonical, domain, force });
  const format = formats.find((it) => it === values.format);
  if (wish !== null) return { id, format: 'text' as const, wish };
  if (id === '' || more.length > 0) throw new UsageError('Name one advisory.');
  if (format === undefined) {
    throw new UsageError(`Say in which form: --format ${formats.join(', ')}.`);
  }
  return { id, format, wish };
}

function toDeskFileWish(
  name: string,
  rest: readonly string[],
  { canonical, domain, force }: Pick<DeskFileWish, 'canonical' | 'domain' | 'force'>,
): DeskFileWish | null {
  const kind = deskFileKinds.find((it) => it === name);
  if (kind === undefined) return null;
  const [target = '', ...more] = rest;
  if (more.length > 0) throw new UsageError(`Name one ${kind === 'wkd' ? 'folder' : 'file'}.`);
  const wrong = canonical.find((it) => !/^https:\/\//.test(it) || !URL.canParse(it));
  if (wrong !== undefined)
    throw new UsageError(`${wrong} is no address that begins with https://.`);
  return { kind, target, force, canonical, domain };
}

/** The advisory beside the records it belongs to. */
async function findAdvisory(
  id: string,
  desk: CommandDesk,
): Promise<{ records: Records; advisory: Advisory }> {
  const published = desk.records.advisories.find((it) => it.id === id);
  if (published !== undefined) return { records: desk.records, advisory: published };
  const draft = desk.embargoed.find((it) => it.id === id);
  if (draft === undefined)
    throw new CommandError(
      `There is no advisory ${id} without a fault. npm run desk -- check names the faults.`,
    );
  const file = resolve(desk.input.folder, draft.file);
  const target = resolve(desk.input.folder, toAdvisoryFile(id));
  const day = toDay(desk.input.date);
  const text = toPublishedFile(readFileSync(file, 'utf8'), day);
  const changes = new Map<string, string | null>([[target, text]]);
  if (file !== target) changes.set(file, null);
  const { records, errors } = await readWouldBe(desk.input, changes);
  const advisory = records?.advisories.find((it) => it.id === id);
  if (records === null || advisory === undefined) {
    throw new CommandError(`${id} lacks what this form needs:\n${renderFindings(errors)}`);
  }
  return { records, advisory };
}

async function exportOne(given: ParsedArgs<typeof options>, io: Io): Promise<number> {
  const { id, format, wish } = parseUsage(given);
  const desk = await readCommandDesk(io);
  if (wish !== null) {
    exportDeskFiles(wish, desk.records, io);
    return 0;
  }
  const { records, advisory } = await findAdvisory(id, desk);
  switch (format) {
    case 'osv':
      io.out(renderSortedJson(toOsv(records, advisory)));
      return 0;
    case 'cve':
      io.out(renderCve(records, advisory, io));
      return 0;
    case 'text':
      io.out(renderText(records, advisory));
      return 0;
    case 'release-notes':
      io.out(renderReleaseNote(records, advisory));
      return 0;
    case 'github':
      io.out(renderSortedJson(toGithub(records, advisory)));
      return 0;
  }
}

function renderCve(records: Records, advisory: Advisory, io: Io): string {
  const [cveId] = toCveIds(advisory);
  if (cveId === undefined) {
    throw new CommandError(`${advisory.id} has no CVE id. Add it to aliases once it is assigned.`);
  }
  const { cna = { orgId: '00000000-0000-4000-8000-000000000000' } } = records.desk;
  if (records.desk.cna === undefined) {
    io.err(
      'desk.yaml names no cna, so the organisation is a placeholder for your CNA to replace.\n',
    );
  }
  return renderSortedJson(toCve(records, advisory, cna, cveId));
}

/** Prints one advisory in another form, or writes files for other places. */
export const exportCommand: Command = createCommand({
  name: 'export',
  summary: 'print an advisory in another form; write SECURITY.md, security.txt or a key directory',
  help,
  options,
  work: exportOne,
});
