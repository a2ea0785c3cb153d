/** The case folders of the content findings: a faultless desk, changed by each case, beside what is found in it. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSecurityMd } from '../../src/cli/check/check-security-md.ts';
import { renderFindings } from '../../src/desk/finding.ts';
import { readDesk } from '../../src/read.ts';

const root = import.meta.dirname;

/** Names of the cases, each the name of a rule. */
export function caseNames(): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map((entry) => entry.name);
}

/** Path of the text that a case is compared with. */
export function expectedFile(name: string): string {
  return join(root, name, 'expected.txt');
}

/** The findings of a case's desk as text, built as of a fixed day. */
export async function renderCase(name: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'postern-case-'));
  try {
    cpSync(join(root, '_base'), folder, { recursive: true });
    if (name !== '_base') cpSync(join(root, name), folder, { recursive: true });
    const listed = (name: string) => {
      const list = join(folder, name);
      return existsSync(list) ? readFileSync(list, 'utf8').trim().split('\n') : [];
    };
    const tracked = listed('tracked.txt').map((file) => join(folder, file));
    const [embargoed = null] = listed('embargoed.txt').map((name) => join(folder, name));
    const lists = ['removed.txt', 'tracked.txt', 'embargoed.txt', 'expected.txt'];
    for (const file of [...listed('removed.txt'), ...lists]) {
      rmSync(join(folder, file), { recursive: true, force: true });
    }
    const date = new Date('2026-11-22T23:59:59Z');
    const input = { folder, date, url: null, preview: null, embargoed };
    const reading = await readDesk(input, (paths) =>
      paths.filter((path) => tracked.includes(path)),
    );
    const copies = checkSecurityMd(reading, folder, folder);
    return `${renderFindings([...reading.findings, ...copies])}\n`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
