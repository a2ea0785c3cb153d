/** What osv-scanner says of a project that uses each release of a product, with nothing but the desk's own export as its database. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { builtSite } from '../helpers/built-site.ts';

/** Its name, or where it is. */
const program = process.env.POSTERN_OSV_SCANNER ?? 'osv-scanner';
const packageName = 'fixture--anvil';

interface Release {
  readonly version: string;
  readonly affectedBy: readonly { readonly id: string }[];
}

interface Scan {
  readonly results?: readonly {
    readonly packages: readonly { readonly vulnerabilities: readonly { readonly id: string }[] }[];
  }[];
}

/** A project that depends on one version. */
function renderLock(version: string): string {
  const resolved = `https://registry.example/${packageName}-${version}.tgz`;
  const packages = {
    '': { name: 'project', version: '1.0.0', dependencies: { [packageName]: version } },
    [`node_modules/${packageName}`]: { version, resolved, integrity: 'sha512-AAAA' },
  };
  return JSON.stringify({ name: 'project', version: '1.0.0', lockfileVersion: 3, packages });
}

it('osv-scanner reports just the advisories that the page of each release names', async (t) => {
  const asked = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const wanted = 'osv-scanner is missing: name it in POSTERN_OSV_SCANNER, or put it on the PATH.';
  assert.equal(asked.error, undefined, wanted);
  t.diagnostic(asked.stdout.split('\n')[0] ?? '');
  const isFirst = / 1\./.test(asked.stdout.split('\n')[0] ?? '');
  const folder = mkdtempSync(join(tmpdir(), 'postern-osv-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const site = await builtSite('fixture');
  // Versions differ in the folder that they look in, and in the variable that names where it is.
  for (const name of ['osv-scanner', 'osv-scalibr']) {
    const database = join(folder, name, 'npm');
    mkdirSync(database, { recursive: true });
    cpSync(join(site.folder, 'osv/all.zip'), join(database, 'all.zip'));
  }

  const env = {
    ...process.env,
    OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY: folder,
    OSV_SCALIBR_LOCAL_DB_CACHE_DIRECTORY: folder,
  };

  function scan(version: string): string[] {
    const lock = join(folder, 'package-lock.json');
    writeFileSync(lock, renderLock(version));
    const offline = isFirst ? ['--experimental-offline'] : ['scan', 'source', '--offline'];
    const { stdout, stderr, status } = spawnSync(
      program,
      [...offline, '--format', 'json', '--lockfile', lock],
      { encoding: 'utf8', env },
    );
    assert.match(stderr, /Loaded npm local db/, stderr);
    const { results = [] } = JSON.parse(stdout) as Scan;
    const found = results.flatMap(({ packages }) => packages.flatMap((it) => it.vulnerabilities));
    // 1 where something was found.
    assert.equal(status, found.length === 0 ? 0 : 1, stderr);
    return found.map(({ id }) => id.replace(/^x_/, '')).toSorted();
  }

  const pages = site.paths.filter((path) => /^\/releases\/anvil\/[^/]+\/index\.json$/.test(path));
  assert.ok(pages.length > 5);
  const releases = pages.map((path) => JSON.parse(site.read(path)) as Release);
  assert.ok(releases.some(({ affectedBy }) => affectedBy.length > 0));
  for (const { version, affectedBy } of releases) {
    assert.deepEqual(scan(version), affectedBy.map(({ id }) => id).toSorted(), version);
  }
});
