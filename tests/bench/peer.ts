/** Another generator that builds the same texts: fetched from the npm registry into a folder of this checkout that git ignores. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One advisory as every generator gets it. */
export interface Text {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
}

/** What a peer consists of. Paths are within its folder. */
export interface Peer {
  readonly name: string;
  /** Exact versions by package; none where it is a program of the machine. */
  readonly packages: Readonly<Record<string, string>>;
  /** Its own files, by path. */
  readonly project: Readonly<Record<string, string>>;
  /** Where texts lie, and what one is called there. */
  readonly content: string;
  readonly ending: '.md' | '.mdx';
  /** Where it writes pages, and what it keeps beside them; both are removed before each build. */
  readonly output: string;
  readonly caches: readonly string[];
  /** A script that Node runs, or a program of the machine, each with its arguments. */
  readonly command: { readonly script: string } | { readonly program: string };
  readonly args: readonly string[];
}

/** Kept between runs, so that each package is fetched once. */
const peersFolder = resolve(import.meta.dirname, '../../.postern/peers');

/**
 * Fetches a peer where it is not there yet, and lays down its project with these texts alone.
 * @returns its folder
 * @throws Error in a sentence where it cannot be had
 */
export async function preparePeer(peer: Peer, texts: readonly Text[]): Promise<string> {
  const folder = join(peersFolder, peer.name.toLowerCase());
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const manifest = JSON.stringify({ private: true, type: 'module', dependencies: peer.packages });
  // npm writes the second file last, so a folder that has it was fetched to its end.
  const isThere =
    existsSync(join(folder, 'node_modules/.package-lock.json')) &&
    readFileSync(join(folder, 'package.json'), 'utf8') === manifest;
  if (!isThere) rmSync(folder, { recursive: true, force: true });
  write('package.json', manifest);
  if ('program' in peer.command) await assertProgram(peer.command.program);
  else if (!isThere) await fetchPackages(folder, peer);
  rmSync(join(folder, peer.content), { recursive: true, force: true });
  for (const [path, text] of Object.entries(peer.project)) write(path, text);
  for (const text of texts) write(join(peer.content, `${text.id}${peer.ending}`), toPage(text));
  return folder;
}

async function assertProgram(program: string): Promise<void> {
  await run(program, ['version']).catch(() => {
    throw new Error(`there is no ${program} on this machine`);
  });
}

async function fetchPackages(folder: string, { packages }: Peer): Promise<void> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];
  await run('npm', ['install', `--prefix=${folder}`, ...quiet], { cwd: folder }).catch(
    (error: unknown) => {
      const printed = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
      const [, reason = String(error)] =
        /^npm error (?!code|syscall|errno|address|port)(.+)$/m.exec(printed) ?? [];
      const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
      throw new Error(`${wanted.join(' and ')} could not be fetched with npm: ${reason}`);
    },
  );
}

function toPage({ title, summary, body }: Text): string {
  const facts = { title, description: summary };
  const lines = Object.entries(facts).map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`);
  return `---\n${lines.join('')}---\n\n${body.trimStart()}`;
}
