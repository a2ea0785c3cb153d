/** One JSON file for each release, beside its page: what is known of it, for a script. */
import { toCheckAnswer, toProductCheck } from '../advisory/versions/check-answer.ts';
import { type CheckAdvisory, toCheckIndex } from '../advisory/versions/check-index.ts';
import { toReleaseName } from '../advisory/versions/release-page.ts';
import { toUrl } from '../desk/site.ts';
import type { Records } from '../read.ts';

/** @returns text by path within the site */
export function toReleaseFiles(
  records: Pick<Records, 'site' | 'advisories' | 'products'>,
): [string, string][] {
  const { site, advisories, products } = records;
  const index = toCheckIndex(advisories, products);
  const toEntry = ({ id, title, severity, exploited }: CheckAdvisory) => ({
    id,
    title,
    severity,
    exploited,
    url: toUrl(site, `/advisories/${id}/`),
  });
  return products.flatMap((product) => {
    const check = toProductCheck(index, product.id);
    if (check === null) return [];
    return product.releases.map(({ version, date }): [string, string] => {
      const answer = toCheckAnswer(check, version);
      const { line } = answer;
      const file = {
        product: { id: product.id, name: product.name, purl: product.purl },
        version,
        released: date,
        line: line && { name: line.name, supported: line.supported },
        affectedBy: answer.advisories.affected.map(toEntry),
        notAssessed: answer.advisories['not-assessed'].map((it) => it.id),
        notAffectedBy: answer.advisories['not-affected'].map((it) => it.id),
        unknown: answer.advisories['unknown-version'].map((it) => it.id),
        lowestSafeOnLine: answer.lowestSafe,
        newestSafe: answer.newestSafe,
      };
      const path = `/releases/${product.id}/${toReleaseName(version)}/index.json`;
      return [path, `${JSON.stringify(file, null, 2)}\n`];
    });
  });
}
