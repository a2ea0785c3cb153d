/** Affected products and versions, as an author writes them. The schema of `affected` in an advisory. */
import { z } from 'zod';
import { httpsUrl, line, slug, versionName } from '../desk/source/fields.ts';

const version = versionName.describe(
  'A version exactly as released; in a GIT range a whole commit hash.',
);

const range = z
  .strictObject({
    type: z
      .enum(['SEMVER', 'ECOSYSTEM', 'GIT'], { error: 'Use SEMVER, ECOSYSTEM or GIT' })
      .describe(
        'How versions are ordered: by Semantic Versioning, as the product lists its releases, or by commits.',
      ),
    repo: httpsUrl
      .optional()
      .describe('Address that the repository is cloned from; in a GIT range only.'),
    introduced: version.describe('First affected version; "0" for every version before the end.'),
    fixed: version.optional().describe('First version that is not affected any more.'),
    last_affected: version.optional().describe('Last affected version, where no fix exists.'),
  })
  .refine((it) => it.fixed === undefined || it.last_affected === undefined, {
    error: 'Give fixed or last_affected, not both',
  })
  .refine((it) => (it.type === 'GIT') === (it.repo !== undefined), {
    error: 'Give the repository of a GIT range, and of no other',
    path: ['repo'],
  });

/** Schema of one affected product. */
export const affectedSchema = z
  .strictObject({
    product: slug.describe('Id of a product in `products/`.'),
    ranges: z.array(range).default([]).describe('Affected versions as ranges.'),
    versions: z
      .array(version)
      .default([])
      .describe('Affected versions one by one, where ranges cannot say it.'),
    platforms: z
      .array(line)
      .default([])
      .describe('Platforms that are affected, when not all are, such as Windows.'),
    functions: z
      .array(line)
      .default([])
      .describe('Functions or commands through which the flaw is reached.'),
    unsupported: z
      .enum(['affected', 'not-affected', 'not-assessed'], {
        error: 'Use affected, not-affected or not-assessed',
      })
      .default('not-assessed')
      .describe(
        'What is known of release lines without support that no range names. Nobody has looked at them unless you say so.',
      ),
  })
  .refine((it) => it.ranges.length > 0 || it.versions.length > 0, {
    error: 'Give at least one range or version',
  });

export type AffectedProduct = z.output<typeof affectedSchema>;
export type AffectedRange = AffectedProduct['ranges'][number];
