/** What other places need of a desk: SECURITY.md for a code host, security.txt and a key directory for the main domain. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { toWkdFiles, wkdRoot } from '../../desk/keys/wkd.ts';
import { renderSecurityMd, securityMdMark } from '../../desk/policy/security-md.ts';
import { renderSecurityTxt, securityTxtMark } from '../../desk/security-txt.ts';
import type { Records } from '../../read.ts';
import { whatToInclude } from '../../report/what-to-include.ts';
import type { Io } from '../command/command.ts';
import { CommandError, UsageError } from '../command/command-error.ts';

export const deskFileKinds = ['policy', 'security.txt', 'wkd'] as const;

export interface DeskFileWish {
  readonly kind: (typeof deskFileKinds)[number];
  /** File or folder as typed; empty for standard output. */
  readonly target: string;
  /** Whether a file that Postern did not write may be replaced. */
  readonly force: boolean;
  /** Other addresses at which this security.txt will be published. */
  readonly canonical: readonly string[];
  /** Mail domain whose keys are wanted; empty where there is one only. */
  readonly domain: string;
}

/**
 * Prints or writes what was wished for. Nothing is written where one file may not be.
 * @throws CommandError for a file that Postern did not write, UsageError for a wish that cannot be meant
 */
export function exportDeskFiles(wish: DeskFileWish, records: Records, io: Io): void {
  if (wish.kind === 'wkd') {
    exportKeys(wish, records, io);
    return;
  }
  const { text, mark } = toText(wish, records);
  if (wish.target === '') {
    io.out(text);
    return;
  }
  const path = resolve(io.cwd, wish.target);
  if (isFolder(path)) throw new UsageError(`${wish.target} is a folder; name a file.`);
  if (!wish.force && existsSync(path) && !readFileSync(path, 'utf8').includes(mark)) {
    throw refuse(wish.target);
  }
  write(new Map([[path, text]]));
  io.out(`Wrote ${wish.target}.\n`);
}

function toText({ kind, canonical }: DeskFileWish, records: Records) {
  if (kind === 'policy') {
    return { text: renderPolicy(records), mark: securityMdMark };
  }
  // What was signed may not be added to.
  const signed = canonical.length === 0 ? records.signedSecurityTxt : null;
  return { text: signed ?? renderSecurityTxt(records, canonical), mark: securityTxtMark };
}

function renderPolicy(records: Records): string {
  try {
    return renderSecurityMd(records, whatToInclude);
  } catch {
    throw new CommandError('The policy has a fault. npm run desk -- check says where.');
  }
}

const addAddress =
  'Let the owner of one add a user ID by gpg --quick-add-uid, and take it again: npm run desk -- key add FILE.';

/** The directory of one domain, in both layouts, below a folder that is the top of its web space. */
function exportKeys({ target, force, domain }: DeskFileWish, records: Records, io: Io): void {
  if (target === '') throw new UsageError('Name a folder, the top of the web space: wkd FOLDER.');
  const folder = resolve(io.cwd, target);
  if (existsSync(folder) && !isFolder(folder)) throw new UsageError(`${target} is no folder.`);
  const wanted = toDomain(domain, records);
  const certificates = records.certificates.map((it) => ({
    ...it,
    mailboxes: it.mailboxes.filter(({ address }) => domainOf(address) === wanted),
  }));
  const files = toWkdFiles({ url: `https://${wanted}` }, certificates);
  if (files.size === 0)
    throw new CommandError(`No certificate has an address at ${wanted}. ${addAddress}`);
  const paths = new Map([...files].map(([path, bytes]) => [join(folder, path), bytes] as const));
  const isOwn = [...paths].some(([path, bytes]) => path.endsWith('policy') && isSame(path, bytes));
  const [other] = [...paths].filter(([path, bytes]) => existsSync(path) && !isSame(path, bytes));
  if (other !== undefined && !force && !isOwn) throw refuse(relative(io.cwd, other[0]));
  const left = listFiles(join(folder, wkdRoot)).filter((it) => !paths.has(it));
  write(paths);
  io.out(`Wrote ${paths.size} files below ${join(target, wkdRoot)}.\n`);
  // Another domain may have its directory in the same place, so nothing is removed unasked.
  for (const path of left) {
    io.err(`${relative(io.cwd, path)} belongs to no key of this export; remove it if it is old.\n`);
  }
}

function toDomain(domain: string, { certificates }: Records): string {
  if (domain !== '') {
    if (/^[\w-]+(\.[\w-]+)*$/.test(domain)) return domain.toLowerCase();
    throw new UsageError(`${domain} is no mail domain such as example.org.`);
  }
  const mailboxes = certificates.flatMap((it) => it.mailboxes);
  const domains = [...new Set(mailboxes.map((it) => domainOf(it.address)))];
  const [only] = domains;
  if (only === undefined)
    throw new CommandError(`No certificate has an address in its user ID. ${addAddress}`);
  if (domains.length === 1) return only;
  throw new UsageError(`Say for which domain: --domain ${domains.sort().join(', ')}.`);
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function refuse(file: string): CommandError {
  const advice = 'Move it away, or replace it with --force.';
  return new CommandError(`${file} is there, and Postern did not write it. ${advice}`);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isSame(path: string, bytes: Uint8Array): boolean {
  return existsSync(path) && readFileSync(path).equals(bytes);
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath, it.name));
}

function write(files: ReadonlyMap<string, string | Uint8Array>): void {
  for (const [path, content] of files) {
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    } catch (error) {
      const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
      throw new CommandError(
        `${path} cannot be written (${code}). Name a place that you may write to.`,
      );
    }
  }
}
