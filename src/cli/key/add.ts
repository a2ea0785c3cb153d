/** `desk key add FILE`: one more person can read reports, or a newer copy of a certificate takes the place of an older one. */
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { hasForm } from '../../desk/channel.ts';
import type { Io } from '../command/command.ts';
import { CommandError, UsageError } from '../command/command-error.ts';
import { confirm, writeChange } from './change.ts';
import type { KeyDesk } from './key-desk.ts';
import { type KeyFile, parseKeyFile } from './key-file.ts';
import { toRefusal } from './refusal.ts';
import { renderFingerprint } from './render-key.ts';

/** Adds the certificate of a file, or of standard input for `-`. */
export async function addKey(desk: KeyDesk, from: string): Promise<number> {
  const key = await readNewKey(desk, from);
  const there = desk.keys.find((it) => it.fingerprint === key.fingerprint);
  if (there !== undefined) return updateKey(desk, key, there, from);
  const name = toName(desk, key, from);
  const other = desk.keys.find((it) => it.name === name);
  if (other !== undefined) {
    const wanted = `Give --name NAME for a further key, or replace it with npm run desk -- key rotate ${name} --to ${from}`;
    throw new CommandError(
      `keys/${name}.asc is there already with another key of ${other.owner}, ${renderFingerprint(other.fingerprint)}. ${wanted}.`,
    );
  }
  const until = key.certificate?.expires?.slice(0, 10) ?? null;
  const consequence = await confirm(desk, key, { action: 'added', name, owner: key.owner, until });
  const advice = hasForm(desk.desk.records.desk)
    ? []
    : [
        'The site has no form yet: add - kind: form to channels of desk.yaml, at the place it has among them.',
      ];
  return writeChange(desk, { action: 'added', name, key, consequence, advice });
}

/** @throws CommandError in one sentence where reports could not be encrypted to what the file holds */
export async function readNewKey({ io, desk }: KeyDesk, from: string): Promise<KeyFile> {
  const bytes = await readBytes(from, io);
  const label = from === '-' ? 'Standard input' : from;
  const { value, findings } = await parseKeyFile(label, bytes, desk.input.date);
  if (value?.certificate == null) throw new CommandError(toRefusal(label, findings));
  return value;
}

async function updateKey(
  desk: KeyDesk,
  key: KeyFile,
  there: KeyFile,
  from: string,
): Promise<number> {
  const { name } = there;
  if (key.signed < there.signed) {
    throw new CommandError(
      `${from} is an older copy of the certificate in keys/${name}.asc. Export it again with gpg --armor --export ${key.fingerprint}.`,
    );
  }
  if (key.signed === there.signed) {
    const said = `keys/${name}.asc holds this certificate of ${key.owner} already. Nothing was changed.`;
    desk.io.out(desk.wishes.json ? `${JSON.stringify({ action: null, name })}\n` : `${said}\n`);
    return 0;
  }
  const until = key.certificate?.expires?.slice(0, 10) ?? null;
  const step = { action: 'updated', name, owner: key.owner, until } as const;
  const consequence = await confirm(desk, key, step);
  return writeChange(desk, { action: 'updated', name, key, consequence, advice: [] });
}

function toName({ wishes }: KeyDesk, key: KeyFile, from: string): string {
  if (wishes.name !== undefined) {
    if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(wishes.name)) return wishes.name;
    throw new UsageError('--name takes lower-case letters, digits and single hyphens.');
  }
  const file = from === '-' ? '' : toSlug(basename(from).replace(/\.[^.]*$/, ''));
  return file || toSlug(key.owner) || key.fingerprint.slice(-16).toLowerCase();
}

function toSlug(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

async function readBytes(from: string, io: Io): Promise<Uint8Array> {
  if (from === '-') {
    const chunks: Uint8Array[] = [];
    for await (const chunk of io.stdin) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
  try {
    return readFileSync(resolve(io.cwd, from));
  } catch {
    const who = /^[\w@.+-]+$/.test(from) ? from : 'FINGERPRINT';
    throw new CommandError(
      `There is no file ${JSON.stringify(from)} that can be read. To take a key from gpg: gpg --armor --export ${who} > your-name.asc`,
    );
  }
}
