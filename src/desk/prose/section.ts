/** Pages of prose: policy sections and guides. The schemas of `policy/*.mdx` and `guides/*.mdx`. */
import { z } from 'zod';
import { line } from '../source/fields.ts';

const order = z.int({ error: 'Write a whole number' }).describe('Place in the list, low first.');

/** Schema of one policy section; the file's name is its anchor. */
export const sectionSchema = z
  .strictObject({ title: line.describe('Heading of the section.'), order })
  .describe('A section of the policy.');

/** Schema of one guide; the file's name is its address. */
export const guideSchema = z
  .strictObject({
    title: line.describe('What the guide is called.'),
    summary: line.describe('What a reader has at the end, in one sentence.'),
    audience: z
      .enum(['reporter', 'maintainer', 'operator', 'user'], {
        error: 'Use reporter, maintainer, operator or user',
      })
      .describe('Who it is written for.'),
    order,
  })
  .describe('A page of documentation.');

/** MDX prose beside its facts. */
export interface Prose {
  /** File name without its ending. */
  readonly id: string;
  /** Path below the desk's folder. */
  readonly file: string;
  readonly body: string;
  /** True where the body says the same as plain Markdown, so that no component is needed to render it. */
  readonly plain: boolean;
}

export type Section = z.output<typeof sectionSchema> & Prose;
export type Guide = z.output<typeof guideSchema> & Prose;

/** By place, then by file name. */
export function inOrder(a: Section | Guide, b: Section | Guide): number {
  return a.order - b.order || (a.id < b.id ? -1 : 1);
}
