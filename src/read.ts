/** The one door to content: reads a whole desk once, with every finding of every file. Plain Node, no Astro. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Advisory, type Announcement, byNewest } from './advisory/advisory.ts';
import { checkLines } from './advisory/check/check-lines.ts';
import { type Embargoed, toAnnouncements } from './advisory/draft.ts';
import type { Reporter } from './advisory/people/reporter.ts';
import { checkDesk } from './desk/check.ts';
import { toDay } from './desk/day.ts';
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
import { checkLinks, toPages, toProsePage } from './desk/prose/links.ts';
import { proseComponents } from './desk/prose/prose.ts';
import {
  type Guide,
  guideSchema,
  inOrder,
  type Section,
  sectionSchema,
} from './desk/prose/section.ts';
import {
  checkTranslations,
  guideTranslationSchema,
  sectionTranslationSchema,
  type Translations,
  toTranslated,
} from './desk/prose/translation.ts';
import { type Site, toSite } from './desk/site.ts';
import { checkFiles, idOf } from './desk/source/files.ts';
import { parseRecord, type Source } from './desk/source/source.ts';
import {
  checkEmbargo,
  type FindTracked,
  readAdvisories,
  toAllEmbargoed,
} from './read/advisories.ts';
import { checkNoLinks } from './read/find-links.ts';
import { keyHistoryFile, readKeys, readPreview, readThrowAway } from './read/keys.ts';
import { listFiles } from './read/list-files.ts';
import { readDeliveryTests, readSignedSecurityTxt } from './read/signatures.ts';
import { createSourceReader, type SourceReader } from './read/source-reader.ts';

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

/**
 * Reads the desk in `input.folder` as of `input.date`.
 * @param findTracked asked about files under embargo; without it, none counts as tracked
 */
export async function readDesk(
  input: Input,
  findTracked: FindTracked = () => [],
): Promise<Reading> {
  const reader = createSourceReader(input.folder);
  const { findings, texts, shown, keep, read, readAll } = reader;
  if (!existsSync(join(input.folder, 'desk.yaml'))) {
    const wanted = `A desk is a folder with desk.yaml in it; POSTERN_CONTENT names the folder. Begin one: npm run desk -- init`;
    const found = 'no such file';
    const missing = createFinding({ rule: 'desk-missing', file: 'desk.yaml', found, wanted });
    return { records: null, findings: [missing], embargoed: [] };
  }
  const links = checkNoLinks(input.folder);
  if (links.length > 0) return { records: null, findings: links, embargoed: [] };
  const [deskSource] = read('desk.yaml');
  const [desk] = deskSource === undefined ? [] : keep(parseRecord(deskSource, deskSchema));

  const day = toDay(input.date);
  const sourcedProducts = readAll({
    folder: 'products',
    ending: '.yaml',
    schema: productSchema,
  }).map(({ source, facts }): SourcedProduct => {
    findings.push(...checkLines(source, facts, day));
    return { source, product: toProductAsOf({ id: idOf(source.file), ...facts }, day) };
  });
  const products = sourcedProducts.map(({ product }): Product => product);
  const { policy, guides, translations } = readProse(reader);
  const advisories = readAdvisories(reader, input, day, products);
  const { published, early, reporters } = advisories;

  const keyHistory = (existsSync(join(input.folder, keyHistoryFile)) ? read(keyHistoryFile) : [])
    .flatMap((source) => keep(parseRecord(source, keyHistorySchema)))
    .flatMap((it) => it.changes.toReversed());
  const keys = await readKeys(input);
  findings.push(...keys.findings);
  const { certificates } = keys;
  const sections = listFiles(input.folder, 'policy', '.mdx').map(idOf);
  let deliveryTests: readonly DeliveryTest[] = [];
  if (deskSource !== undefined && desk !== undefined) {
    findings.push(...checkKeys(desk, certificates, input.date));
    const living = { source: deskSource, desk, certificates, at: input.date };
    const readable = policy.length === sections.length;
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

  const isPrivate = desk?.source === 'private';
  findings.push(...checkEmbargo(advisories, input.folder, isPrivate ? null : findTracked));
  const embargoed = toAllEmbargoed(advisories);
  if (desk === undefined) return { records: null, findings, embargoed };
  const hidden = early.map((it) => it.source.file);
  const pages = toPages(texts, [
    ...listFiles(input.folder, 'guides', '.mdx').map(toProsePage),
    ...listFiles(input.folder, 'advisories', '.mdx', true)
      .filter((file) => !hidden.includes(file))
      .map(toProsePage),
    ...published.flatMap(({ advisory }) =>
      [advisory.id, ...advisory.aliases].map((name) => `/advisories/${name}/`),
    ),
  ]);
  findings.push(...checkLinks(texts, pages, input.url ?? desk.url ?? null));
  const examples = [
    ...products.map((it) => ({ file: `products/${it.id}.yaml`, example: it.example })),
    ...reporters,
    ...published.map(({ source, advisory }) => ({
      file: source.file,
      example: advisory.id.startsWith('EXAMPLE-'),
    })),
  ];
  const files = {
    policy: sections.filter((it) => !it.includes('.')).length,
    products: listFiles(input.folder, 'products', '.yaml').length,
  };
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
    advisories: published.map((it) => it.advisory).sort(byNewest),
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

/** Policy and guides in the order of their files, with what there is of them in other languages. */
function readProse({ readAll, toProse }: SourceReader) {
  const toText = (source: Source) => toProse(source, proseComponents);
  const [inPolicy, inGuides] = [
    { folder: 'policy', ending: '.mdx' },
    { folder: 'guides', ending: '.mdx' },
  ] as const;
  const policy = readAll({ ...inPolicy, schema: sectionSchema }).map(
    ({ source, facts }): Section => ({ ...toText(source), ...facts }),
  );
  const guides = readAll({ ...inGuides, schema: guideSchema }).map(
    ({ source, facts }): Guide => ({ ...toProse(source), ...facts }),
  );
  const sections = { ...inPolicy, schema: sectionTranslationSchema, translated: true };
  const others = { ...inGuides, schema: guideTranslationSchema, translated: true };
  const translations: Translations = {
    policy: toTranslated(policy, readAll(sections), toText),
    guides: toTranslated(guides, readAll(others), toProse),
  };
  return { policy, guides, translations };
}
