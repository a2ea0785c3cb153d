/** Finds the command that was asked for and runs it; what a command did not foresee ends in one sentence. */
import type { Command, Io } from './command.ts';
import { toSystemFault } from './system-fault.ts';

/**
 * @param args what follows `npm run desk --`
 * @returns the exit code: 0 done, 1 failed or findings, 2 wrong usage
 */
export async function runCommand(
  commands: readonly Command[],
  args: readonly string[],
  io: Io,
): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.out(renderHelp(commands));
    return 0;
  }
  const command = commands.find((it) => it.name === name);
  if (command === undefined) {
    const names = commands.map((it) => it.name);
    const nearest = toNearest(name, names);
    const wanted = nearest === null ? `Commands are: ${names.join(', ')}.` : `Use ${nearest}.`;
    io.err(`desk: there is no command ${JSON.stringify(name)}. ${wanted}\n`);
    return 2;
  }
  try {
    return await command.run(rest, io);
  } catch (error) {
    const fault = toSystemFault(error);
    const ours = `stopped on a fault of Postern itself, ${describeFault(error)}.`;
    io.err(`desk ${name}: ${fault ?? ours}\n`);
    return 1;
  }
}

/** What `npm run desk` says without a command. */
export function renderHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((it) => it.name.length));
  const lines = commands.map((it) => `  ${it.name.padEnd(width)}  ${it.summary}`);
  return [
    'Usage: npm run desk -- <command> [options]',
    '',
    ...lines,
    '',
    'npm run desk -- <command> --help says more.',
    '',
  ].join('\n');
}

/** The name that a typing error most likely meant, or null where none is near. */
export function toNearest(typed: string, names: readonly string[]): string | null {
  const ranked = names
    .map((name) => ({ name, distance: editDistance(typed.toLowerCase(), name) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked.at(0);
  return best !== undefined && best.distance <= Math.ceil(best.name.length / 2) ? best.name : null;
}

/** How many letters must be added, removed or changed (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The kind and the place, never the message: it may quote what was being read, and that may be a report. */
function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return 'of no known kind';
  const place = /\bsrc\/[\w./-]+:\d+/.exec(error.stack?.replaceAll('\\', '/') ?? '')?.[0];
  const kind = `${/^[AEIOU]/.test(error.name) ? 'an' : 'a'} ${error.name}`;
  return place === undefined ? kind : `${kind} at ${place}`;
}
