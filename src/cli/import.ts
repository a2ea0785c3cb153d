/** `npm run desk -- import`: moves advisories of another place in, without touching what is there. */
import { join, relative } from 'node:path';
import type { Command, Io } from './command/command.ts';
import { readCommandDesk } from './command/command-desk.ts';
import { CommandError, UsageError } from './command/command-error.ts';
import { createCommand, type ParsedArgs } from './command/create-command.ts';
import { writeNew } from './command/write-new.ts';
import { fromGithub, isGithub } from './import/from-github.ts';
import { fromOsv, isOsv } from './import/from-osv.ts';
import { type Imported, ImportFault } from './import/imported.ts';
import { type Plan, type Sourced, toPlan } from './import/plan.ts';
import { createProductMatcher } from './import/product-match.ts';
import { readDocuments } from './import/read-documents.ts';
import { renderPlan } from './import/render-plan.ts';

const help = `Usage: npm run desk -- import <file | folder | -> [options]

Takes over advisories: what gh api repos/OWNER/NAME/security-advisories --paginate prints, and OSV records as JSON or
YAML, one file or a folder of them. What is not published goes to content/embargoed/. Nothing is overwritten, and a
second run changes nothing. A record with a fault is named, and the rest goes on.

  --dry-run     say what would be written, and write nothing
  --products    write products/<id>.yaml for products that the desk does not have
  --product ID  the product of records that name none
  --json        print the same as data and nothing else
  --help        print this

Exit code: 0 all taken over, 1 something was not, 2 wrong usage.
`;

const options = {
  'dry-run': { type: 'boolean', default: false },
  products: { type: 'boolean', default: false },
  product: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** Records between two lines of progress. */
const progressStep = 250;

function parseUsage({ values, positionals }: ParsedArgs<typeof options>) {
  const [source = '', ...more] = positionals;
  if (source === '' || more.length > 0) {
    throw new UsageError('Name one file or folder, or - for standard input.');
  }
  return { ...values, source };
}

async function importAll(given: ParsedArgs<typeof options>, io: Io): Promise<number> {
  const usage = parseUsage(given);
  const desk = await readCommandDesk(io);
  if (desk.prefix === null) {
    throw new CommandError(
      'desk.yaml has no ids. Add what your ids begin with, such as ids: ACME.',
    );
  }
  const { products } = desk.records;
  const fallback = usage.product ?? null;
  if (fallback !== null && !products.some((it) => it.id === fallback)) {
    const names = products.map((it) => it.id).join(', ') || 'none yet';
    throw new UsageError(`There is no product ${fallback}. Name one of: ${names}.`);
  }
  const { sourced, faults } = await readRecords(usage.source, io);
  const planned = toPlan(sourced, desk, desk.prefix, createProductMatcher(products, fallback));
  const plan: Plan = { ...planned, faults: [...faults, ...planned.faults] };
  const unwritten = usage['dry-run'] ? [] : writePlan(plan, usage.products, desk.input.folder, io);
  const show = (path: string) => relative(io.cwd, path).replaceAll('\\', '/');
  io.out(renderPlan(plan, { ...usage, dryRun: usage['dry-run'], unwritten, show }));
  return plan.faults.length > 0 || unwritten.length > 0 ? 1 : 0;
}

async function readRecords(
  source: string,
  io: Io,
): Promise<{ sourced: Sourced[]; faults: Plan['faults'][number][] }> {
  const sourced: Sourced[] = [];
  const faults: Plan['faults'][number][] = [];
  try {
    for await (const found of readDocuments(source, io)) {
      if ('fault' in found) {
        faults.push({ file: found.file, id: '', reason: found.fault });
        continue;
      }
      const { file, value, notes } = found;
      try {
        const record = toImported(value);
        sourced.push({ file, record: { ...record, notes: [...notes, ...record.notes] } });
        if (sourced.length % progressStep === 0) io.err(`${sourced.length} records read\n`);
      } catch (error) {
        if (!(error instanceof ImportFault)) throw error;
        faults.push({ file, id: '', reason: error.message });
      }
    }
  } catch (error) {
    if (error instanceof ImportFault) throw new CommandError(error.message);
    throw error;
  }
  return { sourced, faults };
}

function toImported(value: unknown): Imported {
  if (isGithub(value)) return fromGithub(value);
  if (isOsv(value)) return fromOsv(value);
  throw new ImportFault('it is neither an OSV record nor a repository advisory');
}

/** Reporters and products first, so that an interrupted run leaves nothing that names what is not there. */
function writePlan(plan: Plan, products: boolean, folder: string, io: Io): string[] {
  for (const it of plan.reporters) writeNew(it.path, '---\nconsent: unknown\n---\n');
  for (const it of products ? plan.products : []) writeNew(join(folder, it.file), it.text);
  const unwritten: string[] = [];
  for (const [index, it] of plan.advisories.entries()) {
    if (!writeNew(it.path, it.text, it.draft ? 'owner' : 'usual')) unwritten.push(it.path);
    if ((index + 1) % progressStep === 0) {
      io.err(`${index + 1} of ${plan.advisories.length} written\n`);
    }
  }
  return unwritten;
}

/** Moves advisories of another place in. */
export const importCommand: Command = createCommand({
  name: 'import',
  summary: 'take over advisories from GitHub or from OSV records',
  help,
  options,
  work: importAll,
});
