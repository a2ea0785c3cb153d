/** The records of the build that is under way: read once, so that pages, machine files and search say the same. */
import { renderFindings } from '../desk/finding.ts';
import { parseInput } from '../desk/input.ts';
import { type Records, readDesk } from '../read.ts';

let handed: Records | null = null;

/** What the command has read already, and what the whole build is made of. */
export function handRecords(records: Records): void {
  handed = records;
}

/**
 * The records that were handed, or those of the folder as it is now: in dev it changes, and Astro's own commands hand none.
 * @throws Error with every finding where the desk cannot be read
 */
export async function getDeskRecords(): Promise<Records> {
  if (handed !== null) return handed;
  const { records, findings } = await readDesk(parseInput(process.env, new Date()));
  if (records === null) throw new Error(`The desk cannot be read.\n${renderFindings(findings)}`);
  return records;
}
