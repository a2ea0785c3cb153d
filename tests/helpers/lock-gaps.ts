/** Which optional packages `package-lock.json` names and does not hold: npm then refuses `npm ci` on every machine. */

export interface Locked {
  version?: string;
  engines?: unknown;
  optionalDependencies?: Record<string, string>;
  [field: string]: unknown;
}

export interface Lock {
  packages: Record<string, Locked>;
  [field: string]: unknown;
}

export interface Gap {
  readonly by: string;
  readonly name: string;
  readonly version: string;
}

/** Every optional dependency of a locked package that no entry would satisfy. */
export function findLockGaps({ packages }: Lock): Gap[] {
  return Object.entries(packages).flatMap(([by, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !foldersAbove(by).some((folder) => `${folder}${name}` in packages))
      .map(([name, version]) => ({ by, name, version })),
  );
}

/** Where Node would look: the package's own folder, then that of each package around it. */
function foldersAbove(path: string): string[] {
  const folders = [path === '' ? 'node_modules/' : `${path}/node_modules/`];
  for (let at = path.lastIndexOf('node_modules/'); at !== -1; ) {
    folders.push(path.slice(0, at + 'node_modules/'.length));
    at = at === 0 ? -1 : path.lastIndexOf('node_modules/', at - 1);
  }
  return folders;
}
