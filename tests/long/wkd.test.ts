/** gpg and sq find a maintainer's certificate by the address alone, in either layout of the Web Key Directory. Needs root. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { builtSite } from '../helpers/built-site.ts';
import type { WkdLookups } from './wkd-lookups.ts';

const address = 'cato@fixture.test';
const fingerprint = '13F56515B300BEA1AD8C73E827C97D852C6DE58F';
const script = join(import.meta.dirname, 'wkd-lookups.ts');

const layouts = [
  [
    'advanced',
    ['fixture.test', 'openpgpkey.fixture.test'],
    'openpgpkey.fixture.test',
    '/fixture.test',
  ],
  ['direct', ['fixture.test'], 'fixture.test', ''],
] as const;

describe('a Web Key Directory', () => {
  for (const [layout, hosts, host, below] of layouts) {
    it(`in the ${layout} layout leads gpg and sq from an address to its certificate`, async (t) => {
      for (const program of ['gpg', 'dirmngr', 'sq', 'ip', 'unshare'])
        assert.equal(spawnSync(program, ['--version']).error, undefined, `${program} is missing.`);
      const { folder } = await builtSite('fixture');
      const own = mkdtempSync(join(tmpdir(), 'postern-wkd-'));
      t.after(() => rmSync(own, { recursive: true }));
      const { status, stdout, stderr } = spawnSync(
        'unshare',
        ['--mount', '--net', process.execPath, script, folder, own, address, ...hosts],
        { encoding: 'utf8', timeout: 60_000 },
      );
      assert.equal(status, 0, `It needs root: ${stderr}`);
      const found = JSON.parse(stdout) as WkdLookups;
      assert.deepEqual(found.gpg, [fingerprint], stderr);
      assert.match(found.sq, new RegExp(fingerprint), stderr);
      const path = `${host}/.well-known/openpgpkey${below}/hu/rh7ytaqp6dii44ck3iyk1z8gbgfnee84`;
      assert.equal(found.asked.filter((it) => it === path).length, 2, found.asked.join('\n'));
    });
  }
});
