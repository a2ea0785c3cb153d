/** Builds a desk beside the one that it replaces, checks it as a build would, and puts it in its place. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Finding, renderFindings } from '../../desk/finding.ts';
import type { Input } from '../../desk/input.ts';
import { renderSecurityMd } from '../../desk/policy/security-md.ts';
import { readDesk } from '../../read.ts';
import { whatToInclude } from '../../report/what-to-include.ts';
import { CommandError } from '../command/command-error.ts';
import { replaceFile } from '../command/write-new.ts';
import { prepareSwap } from './content-swap.ts';
import type { DeskState } from './desk-state.ts';
import { listAll } from './kept-files.ts';

export interface Written {
  readonly changes: readonly {
    readonly file: string;
    readonly what: 'new' | 'changed' | 'removed';
  }[];
  /** Warnings of the check. */
  readonly findings: readonly Finding[];
  /** Path of `SECURITY.md`, and whether somebody else's stands there and stays. */
  readonly securityMd: { readonly path: string; readonly stays: boolean };
}

interface Order {
  readonly input: Input;
  readonly files: ReadonlyMap<string, string>;
  readonly state: DeskState;
  /** The policy that was taken over: its own file may be replaced. */
  readonly from: string | null;
  readonly dry: boolean;
  readonly force: boolean;
}

/** @throws CommandError with every error that the new desk would have; then nothing is changed */
export async function writeDesk({
  input,
  files,
  state,
  from,
  dry,
  force,
}: Order): Promise<Written> {
  const folder = resolve(input.folder);
  const before = listAll(folder);
  const swap = prepareSwap(folder);
  try {
    for (const [file, bytes] of state.kept) {
      if (bytes === null) copy(join(folder, file), join(swap.folder, file));
      else write(join(swap.folder, file), bytes);
    }
    for (const [file, text] of files) write(join(swap.folder, file), text);
    const { records, findings } = await readDesk({
      ...input,
      folder: swap.folder,
      embargoed: null,
    });
    const errors = findings.filter((it) => it.level === 'error');
    // What only would differ may have faults; what is written may not.
    if (records === null || (errors.length > 0 && state.kind !== 'set-up')) {
      const why = 'nothing was written, for the new desk would have these faults:';
      throw new CommandError(`${why}\n${renderFindings(errors)}`);
    }
    const path = join(dirname(folder), 'SECURITY.md');
    const stays =
      !force && path !== from && existsSync(path) && !isGenerated(readFileSync(path, 'utf8'));
    const text = renderSecurityMd(records, whatToInclude);
    const changes = toChanges(before, folder, swap.folder);
    if (!dry) {
      swap.commit(() => {
        if (!stays) replaceFile(path, text);
      });
    }
    return { changes, findings, securityMd: { path, stays } };
  } finally {
    swap.discard();
  }
}

type Change = Written['changes'][number];

function toChanges(before: readonly string[], folder: string, fresh: string): Change[] {
  const after = listAll(fresh);
  const removed = before
    .filter((it) => !after.includes(it))
    .map((file): Change => ({ file, what: 'removed' }));
  const others = after.flatMap((file): Change[] => {
    if (!before.includes(file)) return [{ file, what: 'new' }];
    const same = readFileSync(join(folder, file)).equals(readFileSync(join(fresh, file)));
    return same ? [] : [{ file, what: 'changed' }];
  });
  return [...others, ...removed];
}

/** What a desk wrote by itself begins with its own comment. */
function isGenerated(text: string): boolean {
  return /^<!-- Written (?:by|from) /.test(text);
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
