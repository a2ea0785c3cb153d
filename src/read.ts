/** The one door to content: reads a whole desk once, with every finding of every file. Plain Node, no Astro. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { z } from 'zod';
import { type Advisory, advisorySchema, byNewest, toAdvisory } from './advisory/advisory.ts';
import { checkAdvisories, type SourcedAdvisory } from './advisory/check.ts';
import { type Reporter, reporterSchema } from './advisory/reporter.ts';
import {
  type Certificate,
  isPrivateKey,
  parseCertificate,
  privateKeyFinding,
} from './desk/certificate.ts';
import { checkDesk } from './desk/check.ts';
import { type Desk, deskSchema } from './desk/desk.ts';
import { checkFiles } from './desk/files.ts';
import { createFinding, type Finding } from './desk/finding.ts';
import type { Input } from './desk/input.ts';
import { type Product, productSchema } from './desk/product.ts';
import { checkProse, proseComponents } from './desk/prose.ts';
import {
  type Guide,
  guideSchema,
  inOrder,
  type Prose,
  type Section,
  sectionSchema,
} from './desk/section.ts';
import { type Site, toSite } from './desk/site.ts';
import { parseRecord, parseSource, type Source } from './desk/source.ts';

/** Everything a site, a feed or a command needs to know of a desk. */
export interface Records {
  readonly site: Site;
  readonly desk: Desk;
  /** Usable certificates only; the throw-away one of a preview among them. */
  readonly certificates: readonly Certificate[];
  readonly products: readonly Product[];
  readonly policy: readonly Section[];
  /** Newest first. */
  readonly advisories: readonly Advisory[];
  readonly reporters: readonly Reporter[];
  readonly guides: readonly Guide[];
  /** The adopter's own stylesheet, or null. */
  readonly theme: string | null;
}

/**
 * Reads the desk in `input.folder` as of `input.date`.
 * @returns all findings, and the records of every file that has no error; null where `desk.yaml` cannot be read
 */
export async function readDesk(
  input: Input,
): Promise<{ records: Records | null; findings: readonly Finding[] }> {
  const findings: Finding[] = [];
  const keep = <T>(parsed: { value: T | null; findings: readonly Finding[] }): T[] => {
    findings.push(...parsed.findings);
    return parsed.value === null ? [] : [parsed.value];
  };
  const read = (file: string) =>
    keep(parseSource(file, readFileSync(join(input.folder, file), 'utf8')));
  const readAll = <S extends z.ZodType>(folder: string, ending: string, schema: S) =>
    // A year is a folder; everywhere else the file's name alone is the id.
    listFiles(input.folder, folder, ending, folder === 'advisories')
      .flatMap(read)
      .flatMap((source) => keep(parseRecord(source, schema)).map((facts) => ({ source, facts })));
  const toProse = (source: Source, components: readonly string[] = []): Prose => {
    const { plain, findings: faults } = checkProse(source, components);
    findings.push(...faults);
    return { id: idOf(source.file), file: source.file, body: source.body, plain };
  };

  if (!existsSync(join(input.folder, 'desk.yaml'))) {
    const wanted = `A desk is a folder with desk.yaml in it; POSTERN_CONTENT names the folder.`;
    return {
      records: null,
      findings: [createFinding({ rule: 'desk-missing', file: 'desk.yaml', found: 'no such file', wanted })],
    };
  }
  const desk = read('desk.yaml')
    .flatMap((source) => keep(parseRecord(source, deskSchema)))
    .at(0);

  const products = readAll('products', '.yaml', productSchema).map(
    ({ source, facts }): Product => ({ id: idOf(source.file), ...facts }),
  );
  const policy = readAll('policy', '.mdx', sectionSchema).map(
    ({ source, facts }): Section => ({ ...toProse(source, proseComponents), ...facts }),
  );
  const guides = readAll('guides', '.mdx', guideSchema).map(
    ({ source, facts }): Guide => ({ ...toProse(source), ...facts }),
  );
  const reporters = readAll('hall-of-fame', '.mdx', reporterSchema).map(
    ({ source, facts }): Reporter => ({ ...toProse(source), ...facts }),
  );
  const sourced = readAll('advisories', '.mdx', advisorySchema).map(
    ({ source, facts }): SourcedAdvisory => ({
      source,
      advisory: toAdvisory(facts, toProse(source)),
    }),
  );
  // By file, so that a product or reporter with a fault of its own is not called unknown as well.
  const named = (folder: string, ending: string) =>
    listFiles(input.folder, folder, ending).map(idOf);
  const known = { products: named('products', '.yaml'), reporters: named('hall-of-fame', '.mdx') };
  findings.push(...checkAdvisories(sourced, known));

  const certificates: Certificate[] = [];
  for (const file of listFiles(input.folder, 'keys', '', true)) {
    const bytes = readFileSync(join(input.folder, file));
    if (file.endsWith('.asc')) {
      certificates.push(...keep(await parseCertificate(file, bytes.toString('utf8'), input.date)));
    } else if (isPrivateKey(bytes)) findings.push(privateKeyFinding(file));
  }
  findings.push(...checkFiles(listFiles(input.folder, '.', '', true)));
  const throwAwayKey = input.preview !== null && certificates.length === 0;
  if (throwAwayKey) certificates.push(...(await readThrowAway(input)));

  if (desk === undefined) return { records: null, findings };
  const examples = [
    ...products.map((it) => ({ file: `products/${it.id}.yaml`, example: it.example })),
    ...reporters,
    ...sourced.map(({ source, advisory }) => ({
      file: source.file,
      example: advisory.id.startsWith('EXAMPLE-'),
    })),
  ];
  const files = { policy: named('policy', '.mdx').length, products: known.products.length };
  findings.push(...checkDesk({ desk, certificates, policy, files, examples }));

  const receiptKeys =
    input.preview === null ? [] : [readPreview(input.preview, 'receipt.pub').trim()];
  const records: Records = {
    site: toSite(desk, input, receiptKeys, throwAwayKey),
    desk,
    certificates,
    products,
    policy: policy.sort(inOrder),
    advisories: sourced.map((it) => it.advisory).sort(byNewest),
    reporters,
    guides: guides.sort(inOrder),
    theme: existsSync(join(input.folder, 'theme.css'))
      ? readFileSync(join(input.folder, 'theme.css'), 'utf8')
      : null,
  };
  return { records, findings };
}

async function readThrowAway(input: Input): Promise<Certificate[]> {
  if (input.preview === null) return [];
  const text = readPreview(input.preview, 'certificate.asc');
  const { value } = await parseCertificate('throw-away key', text, input.date);
  return value === null ? [] : [value];
}

function readPreview(folder: string, file: string): string {
  return readFileSync(join(folder, 'keys', file), 'utf8');
}

/** Paths of files below the desk's folder with `/`, sorted, hidden ones left out. A folder that is not there has none. */
function listFiles(desk: string, folder: string, ending: string, recursive = false): string[] {
  const root = join(desk, folder);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && entry.name.endsWith(ending))
    .map((entry) => relative(desk, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)\./.test(path))
    .sort();
}

function idOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1, file.lastIndexOf('.'));
}
