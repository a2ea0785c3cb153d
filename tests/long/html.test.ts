/** Every page, drawing and style sheet of several desks, read by the Nu HTML checker: `POSTERN_VNU=<path to vnu.jar>`. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type BuiltSite, builtSite } from '../helpers/built-site.ts';
import { writeHostileDesk } from '../helpers/hostile-desk.ts';
import { buildScreenDesk } from '../helpers/screen-desks.ts';

interface Message {
  readonly type: 'error' | 'info' | 'non-document-error';
  readonly url?: string;
  readonly lastLine?: number;
  readonly message: string;
  readonly extract?: string;
}

const jar = process.env.POSTERN_VNU ?? '';
const folder = mkdtempSync(join(tmpdir(), 'postern-html-'));

/** What its style checker does not know yet: a property of SVG 2 that every browser has. */
const unknownToIt = '.*“paint-order”.*';

const local = { POSTERN_URL: 'http://localhost' };

function buildHostile(): Promise<BuiltSite> {
  const content = join(folder, 'hostile');
  mkdirSync(content);
  writeHostileDesk(content, 30);
  return builtSite('fixture', {
    ...local,
    POSTERN_CONTENT: content,
    POSTERN_DATE: '2026-12-31',
  });
}

const sites: Readonly<Record<string, () => Promise<BuiltSite>>> = {
  'the demonstration': () => builtSite('demonstration'),
  'a desk of two teams': () => builtSite('two-teams', local),
  'a desk of one person': () => builtSite('best-effort', local),
  'a desk with everything': () => builtSite('fixture', local),
  'a desk whose maintainer is away': () => buildScreenDesk('away', join(folder, 'away')),
  'an empty desk': () => buildScreenDesk('empty', join(folder, 'empty')),
  'a desk with all that breaks a layout': buildHostile,
};

function check(site: string): { messages: readonly Message[]; said: string } {
  const options = ['--format', 'json', '--errors-only', '--also-check-css', '--also-check-svg'];
  const { stderr, stdout } = spawnSync(
    'java',
    ['-jar', jar, ...options, '--skip-non-html', '--filterpattern', unknownToIt, site],
    { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  const said = stderr + stdout;
  assert.match(said, /^\{"(?:version|messages)":/, `The checker did not run: ${said}`);
  return { ...(JSON.parse(said) as { messages: readonly Message[] }), said };
}

describe('the Nu HTML checker', () => {
  before((t) => {
    assert.equal(spawnSync('java', ['-version']).error, undefined, 'apt-get install default-jre');
    const asked = spawnSync('java', ['-jar', jar, '--version'], { encoding: 'utf8' });
    const wanted =
      'Name the checker in POSTERN_VNU: the path of vnu.jar, which the npm package vnu-jar holds.';
    assert.equal(asked.status, 0, wanted);
    if ('diagnostic' in t) t.diagnostic(`vnu ${asked.stdout.trim()}`);
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [name, build] of Object.entries(sites)) {
    it(`finds no error in ${name}`, async (t) => {
      const site = await build();
      const pages = site.paths.filter((path) => path.endsWith('.html'));
      assert.ok(pages.length > 5, pages.join());
      t.diagnostic(`${pages.length} pages`);
      const faults = check(site.folder).messages.map(
        ({ url = '', lastLine, message, extract = '' }) =>
          `${url.split(site.folder).at(-1)}:${lastLine} ${message}\n  ${extract}`,
      );
      assert.deepEqual(faults, []);
    });
  }
});
