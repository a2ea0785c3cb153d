/** What an import did, or would do, for the person who runs it. */
import { toVisibleJson, toVisibleLine } from '../../desk/visible.ts';
import type { Plan } from './plan.ts';

interface Told {
  readonly json: boolean;
  readonly dryRun: boolean;
  /** Whether missing products are written. */
  readonly products: boolean;
  /** Paths where another file lay already. */
  readonly unwritten: readonly string[];
  show(path: string): string;
}

/** Everything foreign in it is made visible, for a terminal obeys what it is sent. */
export function renderPlan(plan: Plan, told: Told): string {
  return told.json ? renderData(plan, told) : renderText(plan, told);
}

function renderData(plan: Plan, { dryRun, products, unwritten, show }: Told): string {
  const data = {
    dryRun,
    written: plan.advisories
      .filter((it) => !unwritten.includes(it.path))
      .map(({ id, from, draft, path }) => ({ id, from, draft, file: show(path) })),
    known: plan.known,
    faults: [
      ...plan.faults,
      ...unwritten.map((path) => ({ file: show(path), id: '', reason: 'it is there already' })),
    ],
    notes: Object.fromEntries(plan.notes),
    products: plan.products.map(({ id, name, file }) => ({ id, name, file, written: products })),
    reporters: plan.reporters.map(({ id, name }) => ({ id, name })),
  };
  return `${toVisibleJson(data)}\n`;
}

function renderText(plan: Plan, { dryRun, products, unwritten, show }: Told): string {
  const written = plan.advisories.filter((it) => !unwritten.includes(it.path));
  const drafts = written.filter((it) => it.draft).length;
  const failed = plan.faults.length + unwritten.length;
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0
      ? []
      : [`${title}\n${lines.map((it) => `  ${toVisibleLine(it)}`).join('\n')}`];
  const verb = dryRun ? 'would be written' : 'written';
  const parts = [
    ...section(
      dryRun ? 'Would be written:' : 'Written:',
      written.map((it) => `${it.id}  from ${it.from}${it.draft ? ', under embargo' : ''}`),
    ),
    ...section('Not taken over:', [
      ...plan.faults.map((it) => `${it.file}${it.id === '' ? '' : ` (${it.id})`}: ${it.reason}.`),
      ...unwritten.map((it) => `${show(it)}: it is there already, and was not overwritten.`),
    ]),
    ...section(
      'Taken over in another form, or left out:',
      [...plan.notes].map(([note, count]) => `${note} (${count})`),
    ),
    ...section(
      products && !dryRun
        ? 'Products written, for you to complete:'
        : 'Products that the desk does not have; --products writes them:',
      plan.products.map((it) => `${it.file}  ${it.name}`),
    ),
    ...section(
      'Thanks go to people whom nobody here has asked. The files hold no name, and this list is nowhere else; ask them, then write their consent into hall-of-fame/:',
      plan.reporters.map((it) => `${it.id}  is ${it.name}`),
    ),
    `${count(written.length - drafts, 'advisory', 'advisories')} and ${count(drafts, 'draft', 'drafts')} ${verb}, ${plan.known.length} here already, ${failed} not taken over.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
