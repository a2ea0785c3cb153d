/** The end of every step of `desk key`: what it means is said and confirmed, the desk as it would be is read, and then it is written. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toDay } from '../../desk/day.ts';
import { renderFindings } from '../../desk/finding.ts';
import type { KeyChange } from '../../desk/keys/key-history.ts';
import type { RuleName } from '../../desk/rules.ts';
import { toVisibleLine } from '../../desk/visible.ts';
import { keyHistoryFile } from '../../read/keys.ts';
import { signedSecurityTxtFile } from '../../read/signatures.ts';
import { CommandError } from '../command/command-error.ts';
import { toGitCommands } from '../command/git-commands.ts';
import { replaceFiles } from '../command/write-new.ts';
import { type Changes, readWouldBe } from '../publish/would-be.ts';
import { type KeyStep, renderConsequence } from './consequence.ts';
import { renderHistory } from './history-file.ts';
import type { KeyDesk } from './key-desk.ts';
import type { KeyFile } from './key-file.ts';
import { renderKey, toKeyData } from './render-key.ts';

/** Says what a step means, and goes on when the person agrees. @throws CommandError when they do not */
export async function confirm(
  { io, desk, keys, wishes }: KeyDesk,
  key: KeyFile,
  step: KeyStep,
): Promise<string> {
  const others = keys.flatMap((it) =>
    it.certificate === null || it.name === step.name ? [] : [it.certificate],
  );
  const { desk: facts, products } = desk.records;
  const consequence = renderConsequence(step, { desk: facts, products, others });
  if (!wishes.json) io.out(`${renderKey(key)}\n\n${consequence}\n`);
  if (wishes.yes) return consequence;
  if (wishes.json) io.err(`${renderKey(key)}\n\n${consequence}\n`);
  if (io.prompts === null) {
    throw new CommandError(
      'Nothing was changed: there is no terminal to ask at. Give --yes to go on.',
    );
  }
  if (await io.prompts.confirm('Go on?', false)) return consequence;
  throw new CommandError('Nothing was changed.');
}

export interface Written {
  readonly action: KeyChange['action'];
  /** What its file is called, without the ending. */
  readonly name: string;
  /** As it is afterwards; as it was, where it is removed. */
  readonly key: KeyFile;
  readonly replaces?: string;
  readonly consequence: string;
  /** Sentences that the person must not miss. */
  readonly advice: readonly string[];
}

/**
 * Writes the certificate and the history together.
 * @param allowed faults of the desk that the change may bring, besides a signature that must be renewed
 * @throws CommandError with every other fault that it would bring, before anything is written
 */
export async function writeChange(
  { io, desk, wishes }: KeyDesk,
  written: Written,
  allowed: readonly RuleName[] = [],
): Promise<number> {
  const { input } = desk;
  const { action, name, key, consequence } = written;
  const place = (file: string) => join(input.folder, file);
  const [path, history] = [place(`keys/${name}.asc`), place(keyHistoryFile)];
  const before = existsSync(history) ? readFileSync(history, 'utf8') : null;
  const changes: Changes = new Map([
    [path, action === 'removed' ? null : key.text],
    [history, renderHistory(before, toEntry(written, wishes.note, toDay(input.date)))],
  ]);
  const stale: readonly RuleName[] = ['signature-stale', 'signature-bad'];
  const { errors } = await readWouldBe(input, changes);
  const faults = errors.filter((it) => ![...stale, ...allowed].includes(it.rule));
  if (faults.length > 0) {
    throw new CommandError(
      `nothing was written, for the desk would have:\n${renderFindings(faults)}`,
    );
  }
  replaceFiles(changes);
  const signed = existsSync(place(signedSecurityTxtFile))
    ? ['Sign security.txt again, for its text has changed: npm run desk -- sign security.txt']
    : [];
  const advice = [...written.advice, ...signed];
  const git = toGitCommands([...changes.keys()], `keys: ${name} ${action}`, io.cwd);
  if (wishes.json) {
    const data = { action, ...toKeyData({ ...key, name, file: `keys/${name}.asc` }) };
    io.out(`${JSON.stringify({ ...data, consequence, advice, git }, null, 2)}\n`);
    return 0;
  }
  const done = `keys/${name}.asc is ${action === 'removed' ? 'removed' : 'written'}, and keys/history.yaml says so.`;
  const news = action === 'extended' || action === 'rotated' ? [`\n${renderKey(key)}`] : [];
  const then = `Then:\n\n${git.map((it) => `  ${it}`).join('\n')}\n`;
  io.out(`${[...news, '', done, ...advice, '', then].join('\n')}`);
  return 0;
}

function toEntry(
  { action, key, replaces }: Written,
  note: string | undefined,
  date: string,
): KeyChange {
  const until = key.certificate?.expires?.slice(0, 10);
  return {
    date,
    action,
    owner: toVisibleLine(key.owner).trim() || key.fingerprint,
    fingerprint: key.fingerprint,
    ...(replaces === undefined ? {} : { replaces }),
    ...(until === undefined || action === 'removed' ? {} : { until }),
    ...(note === undefined ? {} : { note }),
  };
}
