/**
 * `node tests/complete-lock.ts`, after a change of dependencies: makes `package-lock.json` one that `npm ci` takes on every
 * machine. It adds the packages for other platforms that npm left out, as it does when its registry does not serve them or
 * `node_modules` was there already. And it drops which Node each package asks for: all run on the one that comes with
 * them, but an npm on an older Node would leave out optional packages that the build needs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLockGaps, type Lock, type Locked } from './helpers/lock-gaps.ts';

const file = join(import.meta.dirname, '../package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock;

const gaps = findLockGaps(lock);
for (const { by, name, version } of gaps) {
  if (!/^\d/.test(version))
    throw new Error(`${by} asks for ${name} ${version}, not for one version.`);
  const dev = lock.packages[by]?.dev === true ? { dev: true } : {};
  // In npm's own order of fields, so that it leaves the entry as it is.
  const { cpu, libc, os } = toPlatform(name);
  const entry: Locked = { version, cpu, ...dev, ...libc, optional: true, ...os };
  lock.packages[`node_modules/${name}`] = entry;
}
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path !== '') delete entry.engines;
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`Added: ${gaps.map((it) => it.name).join(', ') || 'nothing'}.\n`);

/** The platform that such a package is named after. No integrity: nobody has seen the package here. */
function toPlatform(name: string) {
  const words = new Set(name.split(/[/-]/));
  const pick = (table: Record<string, string>) =>
    Object.entries(table)
      .filter(([word]) => words.has(word))
      .map(([, value]) => value);
  const cpu = pick({ arm64: 'arm64', x64: 'x64', wasm32: 'wasm32' });
  const libc = pick({ gnu: 'glibc', musl: 'musl' });
  const os = pick({
    android: 'android',
    darwin: 'darwin',
    freebsd: 'freebsd',
    linux: 'linux',
    win32: 'win32',
    windows: 'win32',
  });
  if (cpu.length === 0) throw new Error(`${name} is not named after a platform; add it by hand.`);
  return { cpu, libc: libc.length > 0 ? { libc } : {}, os: os.length > 0 ? { os } : {} };
}
