/** How long a production build takes beside other generators with the same texts, and how much memory it needs. */
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseSource } from '../../src/desk/source/source.ts';
import { writeGeneratedDesk } from '../helpers/generated-desk.ts';
import type { Figure, Row, Unmeasured } from './figure.ts';
import { weighFirstResults } from './first-result.ts';
import { toSpread } from './in-pairs.ts';
import { measureProcess, type Took } from './measured-process.ts';
import { type Peer, preparePeer, type Text } from './peer.ts';
import { eleventy, hugo, starlight } from './peers.ts';

const root = resolve(import.meta.dirname, '../..');
const small = 1000;

/** One thing that is built in every round. */
interface Side {
  readonly name: string;
  readonly runs: Took[];
  /** How many pages the last build wrote. */
  pages: number;
  /** Where it writes them. */
  readonly out: string;
  build(): Promise<Took>;
}

export const build: Figure = {
  name: 'build',
  measure: (rounds) => measureBuilds(rounds, small, { pages: 0.35, all: 0.45 }),
};

/** Half an hour for a few rounds, so only for who asks. */
export const largeBuild: Figure = {
  name: 'build-10000',
  onlyByName: true,
  measure: (rounds) => measureBuilds(rounds, 10 * small, { pages: 0.2, all: 0.35 }),
};

async function measureBuilds(
  rounds: number,
  size: number,
  goals: { readonly pages: number; readonly all: number },
): Promise<readonly (Row | Unmeasured)[]> {
  const folder = mkdtempSync(join(tmpdir(), 'postern-bench-'));
  try {
    const desk = join(folder, 'desk');
    writeGeneratedDesk(desk, size);
    const toOwn = (name: string, from: string, preload: readonly string[]) => {
      const out = join(folder, `out-${name}`);
      return toSide(name, out, () => buildDesk(from, out, preload));
    };
    const pages = toOwn('pages', desk, [withoutSearch]);
    const all = toOwn('all', desk, []);
    const tenth = toOwn('tenth', join(folder, 'tenth'), [withoutSearch]);
    if (size > small) writeGeneratedDesk(join(folder, 'tenth'), size / 10);
    const { sides: peers, missing } = await preparePeers(readTexts(desk));
    const sides = [pages, all, ...(size > small ? [tenth] : []), ...peers];
    for (let round = 0; round < rounds; round += 1) {
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
        side.runs.push(await side.build());
        side.pages = globSync('**/*.html', { cwd: side.out }).length;
      }
    }
    const beside = peers.flatMap((peer) => {
      const isGoal = peer.name === starlight.name;
      return [
        toRatio(
          `pages and machine files of ${size} advisories`,
          pages,
          peer,
          isGoal ? goals.pages : null,
        ),
        toRatio('the same with the search index', all, peer, isGoal ? goals.all : null),
      ];
    });
    const growth = size > small ? [toGrowth(pages, tenth)] : [];
    const search = size > small ? [await toSearchRow(size, all.out)] : [];
    return [...beside, ...missing, ...growth, ...toOwnRows(size, all), ...search];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const withoutSearch = join(import.meta.dirname, 'without-search.ts');

function toSide(name: string, out: string, build: () => Promise<Took>): Side {
  return { name, runs: [], pages: 0, out, build };
}

function buildDesk(desk: string, out: string, preload: readonly string[]): Promise<Took> {
  rmSync(out, { recursive: true, force: true });
  return measureProcess({
    command: { script: 'src/cli/build.ts' },
    cwd: root,
    preload,
    env: { POSTERN_CONTENT: desk, POSTERN_OUT: out, POSTERN_DATE: '2026-12-31' },
  });
}

/** Those that can be had, and a line for each other. */
async function preparePeers(
  texts: readonly Text[],
): Promise<{ sides: readonly Side[]; missing: readonly Unmeasured[] }> {
  const sides: Side[] = [];
  const missing: Unmeasured[] = [];
  for (const peer of [starlight, eleventy, hugo]) {
    try {
      const folder = await preparePeer(peer, texts);
      sides.push(toSide(peer.name, join(folder, peer.output), () => buildPeer(peer, folder)));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      missing.push({ what: `the same beside ${peer.name}`, reason });
    }
  }
  return { sides, missing };
}

function buildPeer({ command, args, output, caches }: Peer, cwd: string): Promise<Took> {
  for (const path of [output, ...caches]) rmSync(join(cwd, path), { recursive: true, force: true });
  return measureProcess({ command, args, cwd });
}

/** The texts of a desk, for who builds them another way. */
function readTexts(desk: string): Text[] {
  return globSync('advisories/*/*.mdx', { cwd: desk }).map((file) => {
    const source = parseSource(file, readFileSync(join(desk, file), 'utf8')).value;
    if (source === null) throw new Error(`${file} cannot be read.`);
    const { title, summary } = source.data as { title: string; summary: string };
    return { id: basename(file, '.mdx'), title, summary, body: source.body };
  });
}

function toRatio(what: string, ours: Side, theirs: Side, goal: number | null): Row {
  const ratios = ours.runs.map((run, round) => run.seconds / (theirs.runs[round]?.seconds ?? 0));
  return {
    what: `${what} by ${theirs.name}’s pages`,
    spread: toSpread(ratios),
    goal: goal === null ? null : { most: goal },
    shown: `${ours.pages} pages in ${toSeconds(ours)} by ${theirs.pages} in ${toSeconds(theirs)}${toPeak(theirs)}`,
  };
}

function toGrowth(whole: Side, tenth: Side): Row {
  const growth = whole.runs.map((run, round) => run.seconds / (tenth.runs[round]?.seconds ?? 0));
  return {
    what: 'time of ten times as many advisories, by that of the tenth, without search',
    spread: toSpread(growth),
    goal: { most: 12 },
    shown: `${toSeconds(whole)} by ${toSeconds(tenth)}`,
  };
}

function toOwnRows(size: number, { runs, pages }: Side): Row[] {
  return [
    {
      what: `pages a second of a whole build of ${size} advisories, machine files and search index included`,
      spread: toSpread(runs.map(({ seconds }) => pages / seconds)),
      unit: 'pages/s',
      goal: null,
      shown: `${pages} pages`,
    },
    {
      what: 'memory of that build at its peak, without the indexer, which is a program of its own; the goal is that of 10000',
      spread: toSpread(runs.map(({ use }) => use?.mebibytes ?? Number.NaN)),
      unit: 'MiB',
      goal: { most: 1536 },
    },
  ];
}

async function toSearchRow(size: number, out: string): Promise<Row | Unmeasured> {
  const what = `first results of a search among ${size} advisories over the wire, the page itself included; the spread is over questions`;
  try {
    const spread = toSpread(await weighFirstResults(out));
    return { what, spread, unit: 'KB', goal: { most: 200 } };
  } catch (error) {
    return { what, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** By the clock, and where it is known by the processors, which other work on the machine disturbs less. */
function toSeconds({ runs }: Side): string {
  const clock = toSpread(runs.map(({ seconds }) => seconds)).median.toFixed(1);
  const used = runs.flatMap(({ use }) => (use === null ? [] : [use.processor]));
  return used.length === 0
    ? `${clock} s`
    : `${clock} s (${toSpread(used).median.toFixed(1)} s of processors)`;
}

function toPeak({ runs }: Side): string {
  const known = runs.flatMap(({ use }) => (use === null ? [] : [use.mebibytes]));
  return known.length === 0 ? '' : `, theirs with ${toSpread(known).median.toFixed(0)} MiB`;
}
