/** What a folder is before a desk is made in it, and which of its files stay. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { renderFindings } from '../../desk/finding.ts';
import type { Input } from '../../desk/input.ts';
import { readDesk } from '../../read.ts';
import { CommandError } from '../command/command-error.ts';
import { isDemonstration, listAll, readShipped } from './kept-files.ts';

export interface DeskState {
  /** `set-up` is a desk that is nobody's demonstration and that nobody allowed to replace. */
  readonly kind: 'new' | 'demonstration' | 'set-up' | 'forced';
  /** Name of the desk that is there, or empty. */
  readonly name: string;
  /** Files that stay as they are. */
  readonly kept: ReadonlyMap<string, Buffer | null>;
}

/** @throws CommandError for a folder that holds something else, or a desk that cannot be read */
export async function toState(input: Input, force: boolean): Promise<DeskState> {
  const files = listAll(input.folder);
  const stay = (which: (file: string) => boolean) =>
    new Map(files.filter(which).map((file) => [file, null] as const));
  if (files.length === 0) return { kind: 'new', name: '', kept: readShipped() };
  const name = basename(input.folder);
  if (!existsSync(join(input.folder, 'desk.yaml'))) {
    if (force)
      return { kind: 'new', name: '', kept: new Map([...readShipped(), ...stay(() => true)]) };
    throw new CommandError(
      `${name}/ holds files and no desk.yaml, so it may be something else. Name a new folder with POSTERN_CONTENT, or use --force to put the desk among them.`,
    );
  }
  const { records, findings } = await readDesk(input);
  const isOurs = (file: string) => file !== 'desk.yaml' && !file.startsWith('policy/');
  if (records === null) {
    if (force) return { kind: 'forced', name: '', kept: stay(isOurs) };
    throw new CommandError(
      `${name}/ cannot be read, so nothing was changed:\n${renderFindings(findings)}`,
    );
  }
  const { desk } = records;
  if (desk.example) {
    return {
      kind: 'demonstration',
      name: desk.name,
      kept: stay((it) => !isDemonstration(it, records)),
    };
  }
  return { kind: force ? 'forced' : 'set-up', name: desk.name, kept: stay(isOurs) };
}
