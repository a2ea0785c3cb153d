/** The desks whose pages are drawn: the demonstration as `npm start` shows it, and others on a static host. */
import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuiltSite, builtSite } from './built-site.ts';
import { writeGeneratedDesk } from './generated-desk.ts';
import { writeHostileDesk } from './hostile-desk.ts';
import { serveSite } from './served-site.ts';
import { startDesk } from './started-desk.ts';

export type ScreenDesk =
  | 'demonstration'
  | 'two-teams'
  | 'best-effort'
  /** Its maintainer is on holiday, and it has no relay. */
  | 'away'
  /** A name, a product, a policy of one section, and nothing else yet. */
  | 'empty'
  /** 400 advisories, one with a title of 200 characters and text from right to left. */
  | 'large'
  /** Everything that breaks a layout, and an accent of its own. */
  | 'hostile';

export interface OpenedDesk {
  readonly url: string;
  close(): Promise<unknown>;
}

/** @param folder where a desk that has to be written is put */
export async function openScreenDesk(name: ScreenDesk, folder: string): Promise<OpenedDesk> {
  if (name === 'demonstration') {
    const desk = await startDesk();
    return { url: desk.url, close: desk.stop };
  }
  return await serveSite((await buildScreenDesk(name, join(folder, name))).folder);
}

export function buildScreenDesk(
  name: Exclude<ScreenDesk, 'demonstration'>,
  desk: string,
): Promise<BuiltSite> {
  if (name === 'two-teams' || name === 'best-effort') {
    return builtSite(name, { POSTERN_URL: 'http://localhost' });
  }
  if (name === 'away') writeAway(desk);
  if (name === 'empty') writeEmpty(desk);
  if (name === 'large') writeLarge(desk);
  if (name === 'hostile') writeHostileDesk(desk, 40);
  return builtSite('fixture', {
    POSTERN_CONTENT: desk,
    POSTERN_URL: 'http://localhost',
    // A generated desk ends with its last year.
    ...(name === 'large' || name === 'hostile' ? { POSTERN_DATE: '2026-12-31' } : {}),
  });
}

function writeAway(folder: string): void {
  cpSync('tests/fixtures/desk', folder, { recursive: true });
  const file = join(folder, 'desk.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^relay:.*\n(?: .*\n)*/m, ''));
  appendFileSync(
    file,
    'away:\n  from: 2026-11-20\n  until: 2026-12-04\n  note: The smith is on holiday\n  urgent: call the guild.\n',
  );
}

function writeEmpty(folder: string): void {
  for (const name of ['policy', 'products']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'products/newcomer.yaml'), 'name: Newcomer\nexample: true\n');
  writeFileSync(
    join(folder, 'desk.yaml'),
    'name: Newcomer\nsummary: A desk on its first day.\nexample: true\nchannels:\n  - kind: form\n',
  );
  writeFileSync(
    join(folder, 'policy/reporting.mdx'),
    '---\ntitle: Reporting\norder: 1\n---\n\nPlease report in private.\n',
  );
}

function writeLarge(folder: string): void {
  const [first] = writeGeneratedDesk(folder, 400);
  if (first === undefined) return;
  const file = join(folder, 'advisories', String(first.year), `${first.id}.mdx`);
  const long = `A crafted ${'archive within an archive '.repeat(7)}follows symbolic links`;
  const right = 'هذا نص يُكتب من اليمين إلى اليسار، وفيه `code` ورقم 2.3.0.';
  writeFileSync(
    file,
    `${readFileSync(file, 'utf8').replace(JSON.stringify(first.title), JSON.stringify(long))}\n${right}\n`,
  );
}
