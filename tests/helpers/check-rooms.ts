/** Holds source files against a table of rooms: who may import what. */
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { type Import, readFreeNames, readImports } from './read-imports.ts';

/** Stands for an address that is put together at run time, where a grant must name the file that does so. */
export const runTimeAddress = 'what only the run time knows';

/** Grants every package, for rooms at the rim; not a module of Node without `node:`, and no `astro:*`. */
export const anyPackage = 'any package';

/** Something that a room may import. */
export interface Grant {
  /** A room or folder with its `/`, a file, a package with all below it, `node:*`, one module such as `node:fs`, or `#words/`. */
  readonly what: string;
  /** Only these files of the room may; without it, all. */
  readonly in?: readonly string[];
  /** Only as a type. */
  readonly as?: 'type';
}

export interface Room {
  /** A folder with its `/`, or one file. */
  readonly path: string;
  readonly may: readonly (string | Grant)[];
  /** What the one `<script>` of an .astro file may import, one module of it. */
  readonly script?: readonly string[];
  /** Whether it runs in a browser, with a document. */
  readonly browser?: true;
  /** What to do instead of the import that somebody wanted. */
  readonly instead: string;
}

/** Names that only a page has. */
const pageNames = [
  'document',
  'window',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'HTMLElement',
  'customElements',
  'alert',
];

/** @param files text by path from the top of the repository @returns one sentence a fault */
export function checkRooms(
  rooms: readonly Room[],
  files: ReadonlyMap<string, string>,
): readonly string[] {
  const faults: string[] = [];
  const edges = new Map<string, Map<string, string>>();
  for (const [path, text] of files) {
    const room = roomOf(rooms, path);
    if (room === undefined) {
      faults.push(`${path} is in no room. Move it into one, or add its room to the table.`);
      continue;
    }
    if (room.browser === undefined) faults.push(...checkNames(path, text));
    const imports = readImports(path, text);
    faults.push(...checkScripts(path, imports));
    for (const it of imports) {
      const target = toTarget(path, it.specifier);
      const other = roomOf(rooms, target);
      if (other !== undefined && other !== room) {
        const to = edges.get(room.path) ?? new Map<string, string>();
        edges.set(room.path, to.set(other.path, `${path}:${it.line}`));
      }
      if (!isGranted(room, path, it, target)) faults.push(renderFault(room, path, it, target));
    }
  }
  return [...faults, ...findCycles(edges)];
}

function roomOf(rooms: readonly Room[], path: string): Room | undefined {
  return rooms.find((room) =>
    room.path.endsWith('/') ? path.startsWith(room.path) : path === room.path,
  );
}

/** The file's path from the top, or the package or module as written. */
function toTarget(path: string, specifier: string | null): string {
  if (specifier === null) return runTimeAddress;
  const plain = specifier.replace(/\?.*$/, '');
  if (plain.startsWith('/')) return plain.slice(1);
  if (!plain.startsWith('.')) return plain;
  const file = posix.join(posix.dirname(path), plain);
  return file.startsWith('src/') ? file : `./${file}`;
}

function isGranted(room: Room, path: string, it: Import, target: string): boolean {
  if (it.script > 0) return (room.script ?? []).some((what) => covers(what, target));
  if (covers(room.path, target)) return true;
  return room.may.some((grant) => {
    if (typeof grant === 'string') return covers(grant, target);
    const here = grant.in === undefined || grant.in.some((file) => path === room.path + file);
    return here && (grant.as !== 'type' || it.typeOnly) && covers(grant.what, target);
  });
}

function covers(what: string, target: string): boolean {
  if (what === anyPackage) return isPackage(target);
  if (what.endsWith('*')) return target.startsWith(what.slice(0, -1));
  if (what.endsWith('/')) return target.startsWith(what);
  if (what.startsWith('src/') || what.includes(':')) return target === what;
  return target === what || target.startsWith(`${what}/`);
}

function isPackage(target: string): boolean {
  return !/^(?:src\/|[.#])|:/.test(target) && target !== runTimeAddress && !isBuiltin(target);
}

function renderFault(room: Room, path: string, it: Import, target: string): string {
  const where = `${path}:${it.line}`;
  if (target === runTimeAddress) return `${where} imports ${target}. Write the name out.`;
  const manner = it.script > 0 ? ' in a <script>' : it.typeOnly ? ' as a type' : '';
  const grants = it.script > 0 ? (room.script ?? []) : room.may.map(renderGrant);
  const may = grants.length === 0 ? 'nothing' : grants.join(', ');
  return `${where} imports ${target}${manner}. ${room.path} may import${it.script > 0 ? ' there' : ''}: ${may}. ${room.instead}`;
}

function renderGrant(grant: string | Grant): string {
  if (typeof grant === 'string') return grant;
  const files = grant.in === undefined ? '' : ` in ${grant.in.join(' and ')}`;
  return `${grant.what}${grant.as === 'type' ? ' as a type' : ''}${files}`;
}

/** A page loads one element of one room, so that its promise of weight can be read off one line. */
function checkScripts(path: string, imports: readonly Import[]): string[] {
  const inScripts = imports.filter((it) => it.script > 0);
  return inScripts.length <= 1
    ? []
    : [
        `${path} imports ${inScripts.length} modules in scripts. Import one element in one <script>.`,
      ];
}

function checkNames(path: string, text: string): string[] {
  const names = readFreeNames(path, text);
  return pageNames
    .filter((name) => names.has(name))
    .map(
      (name) =>
        `${path}:${names.get(name)} uses ${name}, which only a page has. Move this into src/report or src/browse.`,
    );
}

/** Each ring of rooms that import one another, once. */
function findCycles(edges: ReadonlyMap<string, ReadonlyMap<string, string>>): string[] {
  const found = new Map<string, string>();
  const walk = (trail: readonly string[]): void => {
    const last = trail.at(-1) ?? '';
    for (const next of edges.get(last)?.keys() ?? []) {
      const start = trail.indexOf(next);
      if (start === -1) {
        walk([...trail, next]);
        continue;
      }
      const ring = trail.slice(start);
      const places = ring.map((from, index) => edges.get(from)?.get(ring[index + 1] ?? next) ?? '');
      const key = [...ring].sort().join();
      if (found.has(key)) continue;
      found.set(
        key,
        `${[...ring, next].join(' → ')} is a circle (${places.join(', ')}). Let one side take what it needs as an argument.`,
      );
    }
  };
  for (const room of edges.keys()) walk([room]);
  return [...found.values()];
}
