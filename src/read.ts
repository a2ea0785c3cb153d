/** The one door to content: reads a whole desk once, with every finding of every file. Plain Node, no Astro. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import {
  type Advisory,
  type Announcement,
  advisorySchema,
  byNewest,
  toAdvisory,
} from './advisory/advisory.ts';
import { checkAdvisories } from './advisory/check/check.ts';
import { checkLines } from './advisory/check/check-lines.ts';
import { checkReporters, type SourcedReporter } from './advisory/check/check-reporters.ts';
import {
  checkDrafts,
  type Embargoed,
  isEmbargoed,
  toAnnouncements,
  toEarlyFinding,
  toEmbargoed,
  toTrackedFinding,
} from './advisory/draft.ts';
import { type Reporter, reporterSchema } from './advisory/people/reporter.ts';
import type { SourcedAdvisory } from './advisory/sourced-advisory.ts';
import { checkDesk } from './desk/check.ts';
import type { DeliveryTest } from './desk/delivery/delivery-test.ts';
import { type Desk, deskSchema } from './desk/desk.ts';
import { createFinding, type Finding } from './desk/finding.ts';
import type { Input } from './desk/input.ts';
import type { Certificate } from './desk/keys/certificate.ts';
import { checkKeys } from './desk/keys/check-keys.ts';
import { type KeyChange, keyHistorySchema } from './desk/keys/key-history.ts';
import { checkPolicy } from './desk/policy/check-policy.ts';
import { checkProducts, type SourcedProduct } from './desk/product/check-products.ts';
import { type Product, productSchema } from './desk/product/product.ts';
import { toProductAsOf } from './desk/product/support.ts';
import { checkLinks, type LinkedProse, toPages, toProsePage } from './desk/prose/links.ts';
import { checkProse, proseComponents } from './desk/prose/prose.ts';
import {
  type Guide,
  guideSchema,
  inOrder,
  type Prose,
  type Section,
  sectionSchema,
} from './desk/prose/section.ts';
import {
  checkTranslations,
  guideTranslationSchema,
  parseTranslationName,
  sectionTranslationSchema,
  type Translations,
  toTranslated,
} from './desk/prose/translation.ts';
import { type Site, toSite } from './desk/site.ts';
import { checkFiles } from './desk/source/files.ts';
import { parseRecord, parseSource, type Source } from './desk/source/source.ts';
import { readDrafts } from './read/drafts.ts';
import { keyHistoryFile, readKeys, readPreview, readThrowAway } from './read/keys.ts';
import { idOf, listFiles } from './read/list-files.ts';
import { readDeliveryTests, readSignedSecurityTxt } from './read/signatures.ts';

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
  /** What pre-announced advisories declare public, newest first. Nothing else of a draft is in any record. */
  readonly announcements: readonly Announcement[];
  readonly reporters: readonly Reporter[];
  readonly guides: readonly Guide[];
  /** Of policy and guides, in other languages than the desk's. */
  readonly translations: Translations;
  /** The adopter's own stylesheet, or null. */
  readonly theme: string | null;
  /** What became of the keys, the newest change first. */
  readonly keyHistory: readonly KeyChange[];
  /** `security.txt` as a maintainer signed it, or null. */
  readonly signedSecurityTxt: string | null;
  /** The newest of each usable key, in the order of the keys; none where they are off. */
  readonly deliveryTests: readonly DeliveryTest[];
}

/** All that was read of a desk. */
export interface Reading {
  /** Of every file that has no error; null where `desk.yaml` cannot be read. */
  readonly records: Records | null;
  readonly findings: readonly Finding[];
  /** What nobody may read yet. For comparing with what is published, and for commands; never for a page. */
  readonly embargoed: readonly Embargoed[];
}

/** Tells which of some files version control has; the paths are absolute. */
export type FindTracked = (paths: readonly string[]) => readonly string[];

/**
 * Reads the desk in `input.folder` as of `input.date`.
 * @param findTracked asked about files under embargo; without it, none counts as tracked
 */
export async function readDesk(
  input: Input,
  findTracked: FindTracked = () => [],
): Promise<Reading> {
  const findings: Finding[] = [];
  const keep = <T>(parsed: { value: T | null; findings: readonly Finding[] }): T[] => {
    findings.push(...parsed.findings);
    return parsed.value === null ? [] : [parsed.value];
  };
  const read = (file: string) =>
    keep(parseSource(file, readFileSync(join(input.folder, file), 'utf8')));
  const readAll = <S extends z.ZodType>(
    folder: string,
    ending: string,
    schema: S,
    translated = false,
  ) =>
    // A year is a folder; everywhere else the file's name alone is the id.
    listFiles(input.folder, folder, ending, folder === 'advisories')
      .filter((file) => (parseTranslationName(file) !== null) === translated)
      .flatMap(read)
      .flatMap((source) => keep(parseRecord(source, schema)).map((facts) => ({ source, facts })));
  const texts: LinkedProse[] = [];
  const shown = new Map<string, string>();
  const toProse = (source: Source, components: readonly string[] = []): Prose => {
    const { plain, findings: faults, links, headings, ...used } = checkProse(source, components);
    findings.push(...faults);
    // A fact that only a translation shows is not shown to everybody.
    const isOriginal = parseTranslationName(source.file) === null;
    for (const name of isOriginal ? used.components : []) shown.set(name, source.file);
    texts.push({ source, links, headings });
    return { id: idOf(source.file), file: source.file, body: source.body, plain };
  };

  if (!existsSync(join(input.folder, 'desk.yaml'))) {
    const wanted = `A desk is a folder with desk.yaml in it; POSTERN_CONTENT names the folder.`;
    const found = 'no such file';
    const missing = createFinding({ rule: 'desk-missing', file: 'desk.yaml', found, wanted });
    return { records: null, findings: [missing], embargoed: [] };
  }
  const [deskSource] = read('desk.yaml');
  const [desk] = deskSource === undefined ? [] : keep(parseRecord(deskSource, deskSchema));

  const day = input.date.toISOString().slice(0, 10);
  const sourcedProducts = readAll('products', '.yaml', productSchema).map(
    ({ source, facts }): SourcedProduct => {
      findings.push(...checkLines(source, facts, day));
      return { source, product: toProductAsOf({ id: idOf(source.file), ...facts }, day) };
    },
  );
  const products = sourcedProducts.map(({ product }): Product => product);
  const toText = (source: Source) => toProse(source, proseComponents);
  const policy = readAll('policy', '.mdx', sectionSchema).map(
    ({ source, facts }): Section => ({ ...toText(source), ...facts }),
  );
  const guides = readAll('guides', '.mdx', guideSchema).map(
    ({ source, facts }): Guide => ({ ...toProse(source), ...facts }),
  );
  const translations: Translations = {
    policy: toTranslated(policy, readAll('policy', '.mdx', sectionTranslationSchema, true), toText),
    guides: toTranslated(guides, readAll('guides', '.mdx', guideTranslationSchema, true), toProse),
  };
  const thanked = readAll('hall-of-fame', '.mdx', reporterSchema).map(
    ({ source, facts }): SourcedReporter => ({
      source,
      reporter: { ...toProse(source), ...facts },
    }),
  );
  const reporters = thanked.map((it) => it.reporter);
  const written = readAll('advisories', '.mdx', advisorySchema).map(
    ({ source, facts }): SourcedAdvisory => ({
      source,
      advisory: toAdvisory(facts, toProse(source)),
    }),
  );
  const early = written.filter(({ advisory }) => isEmbargoed(advisory, day));
  findings.push(...early.map(({ source }) => toEarlyFinding(source)));
  const drafts = readDrafts(input, day);
  findings.push(...drafts.findings);
  const sourced = [...written.filter((it) => !early.includes(it)), ...drafts.due];
  // By file, so that a product or reporter with a fault of its own is not called unknown as well.
  const named = (folder: string, ending: string) =>
    listFiles(input.folder, folder, ending).map(idOf);
  const known = { products: named('products', '.yaml'), reporters: named('hall-of-fame', '.mdx') };
  findings.push(...checkReporters(thanked, known.reporters, day));
  const handles = [...known.reporters, ...reporters.flatMap((it) => it.also)];
  const unasked = reporters.filter((it) => it.consent === 'unknown');
  findings.push(
    ...checkAdvisories(sourced, {
      ...known,
      reporters: handles,
      unasked,
      listed: products,
      day,
    }).filter(
      // A draft that has come due says already where it belongs.
      (it) => it.rule !== 'advisory-file-name' || it.file.startsWith('advisories/'),
    ),
  );

  const keyHistory = (existsSync(join(input.folder, keyHistoryFile)) ? read(keyHistoryFile) : [])
    .flatMap((source) => keep(parseRecord(source, keyHistorySchema)))
    .flatMap((it) => it.changes.toReversed());
  const keys = await readKeys(input);
  findings.push(...keys.findings);
  const { certificates } = keys;
  let deliveryTests: readonly DeliveryTest[] = [];
  if (deskSource !== undefined && desk !== undefined) {
    findings.push(...checkKeys(desk, certificates, input.date));
    const living = { source: deskSource, desk, certificates, at: input.date };
    const readable = policy.length === named('policy', '.mdx').length;
    const preview = input.preview !== null;
    findings.push(...checkPolicy({ ...living, shown, readable, preview }));
    const answers = await readDeliveryTests(input.folder, deskSource, { ...living, preview });
    findings.push(...answers.findings);
    deliveryTests = answers.tests;
  }
  const all = listFiles(input.folder, '.', '', true);
  findings.push(...checkFiles(all));
  if (desk !== undefined) findings.push(...checkTranslations(all, desk.language));
  const throwAwayKey = input.preview !== null && certificates.length === 0;
  if (throwAwayKey) certificates.push(...(await readThrowAway(input)));
  if (desk !== undefined) {
    const files = listFiles(input.folder, 'keys', '.asc', true);
    findings.push(...checkProducts(sourcedProducts, desk, { files, certificates }));
  }

  const taken = new Map(
    [...sourced, ...early].flatMap(({ source, advisory }) =>
      [advisory.id, ...advisory.aliases].map((name) => [name.toUpperCase(), source.file] as const),
    ),
  );
  findings.push(...checkDrafts(drafts.hidden, taken));
  const embargoed = [
    ...early.map(({ advisory }) => toEmbargoed(advisory)),
    ...drafts.hidden.map(({ draft }) => toEmbargoed(draft)),
  ];
  if (desk?.source !== 'private') {
    const names = new Map([
      ...early.map(({ source }) => [resolve(input.folder, source.file), source.file] as const),
      ...drafts.names,
    ]);
    findings.push(
      ...findTracked([...names.keys()]).map((path) => toTrackedFinding(names.get(path) ?? path)),
    );
  }

  if (desk === undefined) return { records: null, findings, embargoed };
  const hidden = early.map((it) => it.source.file);
  const pages = toPages(texts, [
    ...listFiles(input.folder, 'guides', '.mdx').map(toProsePage),
    ...listFiles(input.folder, 'advisories', '.mdx', true)
      .filter((file) => !hidden.includes(file))
      .map(toProsePage),
    ...sourced.flatMap(({ advisory }) =>
      [advisory.id, ...advisory.aliases].map((name) => `/advisories/${name}/`),
    ),
  ]);
  findings.push(...checkLinks(texts, pages, input.url ?? desk.url ?? null));
  const examples = [
    ...products.map((it) => ({ file: `products/${it.id}.yaml`, example: it.example })),
    ...reporters,
    ...sourced.map(({ source, advisory }) => ({
      file: source.file,
      example: advisory.id.startsWith('EXAMPLE-'),
    })),
  ];
  const sections = named('policy', '.mdx').filter((it) => !it.includes('.'));
  const files = { policy: sections.length, products: known.products.length };
  findings.push(...checkDesk({ desk, url: input.url, certificates, policy, files, examples }));

  const receiptKeys =
    input.preview === null ? [] : [readPreview(input.preview, 'receipt.pub').trim()];
  const unsigned = {
    site: toSite(desk, input, receiptKeys, throwAwayKey),
    desk,
    certificates,
    keyHistory,
    deliveryTests,
    products,
    policy: policy.sort(inOrder),
    advisories: sourced.map((it) => it.advisory).sort(byNewest),
    announcements: toAnnouncements(embargoed, day),
    reporters,
    guides: guides.sort(inOrder),
    translations,
    theme: existsSync(join(input.folder, 'theme.css'))
      ? readFileSync(join(input.folder, 'theme.css'), 'utf8')
      : null,
  };
  const [signedSecurityTxt = null] = keep(await readSignedSecurityTxt(input, unsigned));
  const records: Records = { ...unsigned, signedSecurityTxt };
  return { records, findings, embargoed };
}
