/** What programs of others say of the published files: cvelib, vexipy and feedparser, as `pip install` brings them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { type BuiltSite, builtSite } from '../helpers/built-site.ts';

/** A Python that has the three. */
const python = process.env.POSTERN_PYTHON ?? 'python3';

/** Runs a script over files, and reads the JSON that it prints. */
function ask(script: string, files: readonly string[]): unknown {
  const asked = spawnSync(python, ['-c', script, ...files], { encoding: 'utf8' });
  const wanted = `Wanted: pip install cvelib vexipy feedparser. POSTERN_PYTHON may name the Python that has them.`;
  assert.equal(asked.error, undefined, wanted);
  assert.equal(asked.status, 0, `${asked.stderr}\n${wanted}`);
  return JSON.parse(asked.stdout);
}

describe('programs of others', () => {
  let site: BuiltSite | undefined;
  const find = (pattern: RegExp) => {
    const paths = (site?.paths ?? []).filter((path) => pattern.test(path));
    assert.ok(paths.length > 0, String(pattern));
    return paths;
  };
  const toFiles = (paths: readonly string[]) => paths.map((path) => join(site?.folder ?? '', path));
  before(async () => {
    site = await builtSite('fixture');
  });

  it('take every CVE record (cvelib)', () => {
    const script = `
import json, sys
from cvelib.cve_api import CveRecord
for name in sys.argv[1:]:
    CveRecord.validate(json.load(open(name))["containers"]["cna"])
print(len(sys.argv) - 1)`;
    const records = toFiles(find(/^\/cve\/.+\.json$/));
    assert.equal(ask(script, records), records.length);
  });

  it('read the OpenVEX document, and every statement in it (vexipy)', () => {
    const script = `
import json, sys
from vexipy import Document
document = Document.from_json(open(sys.argv[1]).read())
print(json.dumps([[it.vulnerability.name, str(getattr(it.status, "value", it.status))] for it in document.statements]))`;
    const [path = ''] = find(/openvex\.json$/);
    const { statements } = JSON.parse(site?.read(path) ?? '') as {
      statements: { vulnerability: { name: string }; status: string }[];
    };
    assert.deepEqual(
      ask(script, toFiles([path])),
      statements.map(({ vulnerability, status }) => [vulnerability.name, status]),
    );
  });

  it('read every feed without a complaint, and find the same entries in its RSS, Atom and JSON (feedparser)', () => {
    const script = `
import json, sys, feedparser
def read(name):
    feed = feedparser.parse(open(name, "rb").read())
    return [bool(feed.bozo), feed.version, [it.link for it in feed.entries]]
print(json.dumps([read(name) for name in sys.argv[1:]]))`;
    const feeds = find(/^\/advisories\/(feeds\/.+|feed)\.json$/);
    for (const path of feeds) {
      const { items } = JSON.parse(site?.read(path) ?? '') as { items: { url: string }[] };
      const links = items.map(({ url }) => url);
      const whole = path.endsWith('/feed.json');
      const others = whole
        ? ['/advisories/rss.xml', '/advisories/atom.xml']
        : [path.replace(/json$/, 'xml'), path.replace(/json$/, 'atom')];
      assert.deepEqual(ask(script, toFiles(others)), [
        [false, 'rss20', links],
        [false, 'atom10', links],
      ]);
    }
  });
});
