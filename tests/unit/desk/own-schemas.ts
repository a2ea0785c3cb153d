/** JSON Schemas of every kind of file in a desk, for editors; written by the golden command and compared in the test. */
import { join } from 'node:path';
import { z } from 'zod';
import { advisorySchema, draftSchema } from '../../../src/advisory/advisory.ts';
import { reporterSchema } from '../../../src/advisory/people/reporter.ts';
import { deskSchema } from '../../../src/desk/desk.ts';
import { keyHistorySchema } from '../../../src/desk/keys/key-history.ts';
import { productSchema } from '../../../src/desk/product/product.ts';
import { guideSchema, sectionSchema } from '../../../src/desk/prose/section.ts';
import {
  guideTranslationSchema,
  sectionTranslationSchema,
} from '../../../src/desk/prose/translation.ts';

const root = join(import.meta.dirname, '../../..');

/** The part of JSON Schema (draft 7) that records are made of. */
export interface Shape {
  readonly type?: string;
  readonly description?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly oneOf?: readonly Shape[];
}

export interface FileKind {
  /** Name of the schema's file in `content/schema/`. */
  readonly name: string;
  /** Where such a file stands, as an author reads it. */
  readonly path: string;
  /** The same for a computer. */
  readonly pattern: RegExp;
  readonly title: string;
  readonly shape: Shape;
}

/** In the order in which a new desk is written. */
export const fileKinds: readonly FileKind[] = [
  toKind('desk', 'desk.yaml', /^desk\.yaml$/, 'The desk', deskSchema),
  toKind('product', 'products/<id>.yaml', /^products\//, 'A product', productSchema),
  toKind(
    'section',
    'policy/<anchor>.mdx',
    /^policy\/[^.]+\.mdx$/,
    'A section of the policy',
    sectionSchema,
  ),
  toKind(
    'section-translation',
    'policy/<anchor>.<language>.mdx',
    /^policy\/[^.]+\.[^.]+\.mdx$/,
    'A section in another language',
    sectionTranslationSchema,
  ),
  toKind('advisory', 'advisories/<year>/<ID>.mdx', /^advisories\//, 'An advisory', advisorySchema),
  toKind('draft', 'embargoed/<ID>.mdx', /^embargoed\//, 'An advisory under embargo', draftSchema),
  toKind('reporter', 'hall-of-fame/<handle>.mdx', /^hall-of-fame\//, 'A reporter', reporterSchema),
  toKind('guide', 'guides/<name>.mdx', /^guides\/[^.]+\.mdx$/, 'A guide', guideSchema),
  toKind(
    'guide-translation',
    'guides/<name>.<language>.mdx',
    /^guides\/[^.]+\.[^.]+\.mdx$/,
    'A guide in another language',
    guideTranslationSchema,
  ),
  toKind(
    'history',
    'keys/history.yaml',
    /^keys\/history\.yaml$/,
    'Changes of keys',
    keyHistorySchema,
  ),
];

/** Where a kind's schema stands. */
export function schemaFile(kind: FileKind): string {
  return join(root, 'content/schema', `${kind.name}.json`);
}

/** The schema as text. */
export function renderSchema({ title, path, shape }: FileKind): string {
  const about = `${title}: ${path}. Written by npm run golden; change the code instead.`;
  return `${JSON.stringify({ title: about, ...shape }, null, 2)}\n`;
}

function toKind(
  name: string,
  path: string,
  pattern: RegExp,
  title: string,
  schema: z.ZodType,
): FileKind {
  // Editors read draft 7 best. What several fields must agree on has no place in it.
  const shape = z.toJSONSchema(schema, { io: 'input', target: 'draft-7', override: simplify });
  return { name, path, pattern, title, shape: shape as Shape };
}

/** What a library writes for its own sake goes; that an address begins with https comes. */
function simplify({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void {
  if (jsonSchema.format === 'date' || jsonSchema.format === 'email') delete jsonSchema.pattern;
  if (jsonSchema.format === 'uri') jsonSchema.pattern = '^https://';
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}
