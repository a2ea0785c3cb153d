/** `npm run bench [-- [--rounds N] NAME ...]`: measures, prints each figure beside its goal, and judges nothing by its exit code. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { accept } from './accept.ts';
import { build, largeBuild } from './build.ts';
import type { Figure, Row, Unmeasured } from './figure.ts';
import { lighthouse } from './lighthouse.ts';
import { memory } from './memory.ts';
import { proof } from './proof.ts';
import { sealing } from './seal.ts';
import { weight } from './weight.ts';

const figures: readonly Figure[] = [
  accept,
  memory,
  sealing,
  proof,
  weight,
  build,
  largeBuild,
  lighthouse,
];
const names = figures.map(({ name }) => name).join(', ');
const longNames = figures.flatMap((it) => (it.onlyByName ? [it.name] : [])).join(', ');
const usage = `Usage: npm run bench [-- [--rounds N] NAME ...]\nNames: ${names}. Without one, all are measured but ${longNames}.\n`;

const heading = `Postern's figures on this machine: Node ${process.versions.node}, ${availableParallelism()} processors.
A ratio compares two sides measured in turn in this run. Each figure is the median of its rounds, with the
least and the most; where they lie far apart the machine was busy. What others are compared with is fetched from
the npm registry, for none of it is a dependency.
`;

process.chdir(join(import.meta.dirname, '../..'));
process.env.ASTRO_TELEMETRY_DISABLED = '1';
await main(process.argv.slice(2));

async function main(args: string[]): Promise<void> {
  const asked = parse(args);
  if (asked === null) return say(usage);
  say(heading);
  for (const figure of asked.figures) {
    say(`${figure.name}`);
    try {
      for (const row of await figure.measure(asked.rounds)) {
        say('reason' in row ? renderUnmeasured(row) : renderRow(row));
      }
    } catch (error) {
      say(`  not measured: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

function parse(args: string[]): { figures: readonly Figure[]; rounds: number } | null {
  try {
    const options = {
      rounds: { type: 'string', default: '5' },
      help: { type: 'boolean' },
    } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const rounds = Number(values.rounds);
    const found = figures.filter(({ name, onlyByName }) =>
      positionals.length === 0 ? onlyByName !== true : positionals.includes(name),
    );
    const isKnown = positionals.every((name) => figures.some((figure) => figure.name === name));
    const isUsable = isKnown && Number.isInteger(rounds) && rounds > 0 && values.help !== true;
    return isUsable ? { figures: found, rounds } : null;
  } catch {
    return null;
  }
}

function renderRow({ what, spread, unit, goal, shown }: Row): string {
  const show = (value: number) => String(Number(value.toPrecision(value < 100 ? 2 : 4)));
  const { median, min, max, rounds } = spread;
  const figure = `${show(median)}${unit === undefined ? '' : ` ${unit}`}`;
  const range = rounds > 1 ? ` (${show(min)} to ${show(max)} in ${rounds})` : '';
  const absolute = shown === undefined ? '' : `; ${shown}`;
  return `  ${figure}${range}, ${renderGoal(goal, median)}${absolute}\n    ${what}`;
}

function renderUnmeasured({ what, reason }: Unmeasured): string {
  return `  not measured: ${reason}\n    ${what}`;
}

function renderGoal(goal: Row['goal'], found: number): string {
  if (goal === null) return 'no goal';
  const [isMet, text] =
    'least' in goal
      ? [found >= goal.least, `at least ${goal.least}`]
      : [found <= goal.most, `at most ${goal.most}`];
  return `goal ${text}: ${isMet ? 'met' : 'not met'}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
