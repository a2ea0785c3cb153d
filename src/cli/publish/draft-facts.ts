/** A new draft's facts from what was typed and what was reported, each of them checked. */
import { parse } from 'semver';
import { draftSchema } from '../../advisory/advisory.ts';
import { UsageError } from '../command/command-error.ts';
import type { ReportFacts } from './report-facts.ts';

/** What a person says of a new advisory, as options or as answers. */
export interface DraftWishes {
  readonly title?: string | undefined;
  readonly summary?: string | undefined;
  readonly product?: string | undefined;
  readonly introduced?: string | undefined;
  readonly fixed?: string | undefined;
  readonly alias?: readonly string[] | undefined;
  readonly cvss?: readonly string[] | undefined;
  readonly cwe?: readonly string[] | undefined;
}

/**
 * What is typed stands above what was reported.
 * @throws UsageError with a sentence for every answer that cannot be meant
 */
export function toDraftFacts(
  id: string,
  wishes: DraftWishes,
  report: ReportFacts | null,
  reporter: string | null,
  products: readonly { readonly id: string; readonly name: string }[],
): Readonly<Record<string, unknown>> {
  const product = wishes.product ?? products.find((it) => it.id === report?.product)?.id;
  const known = products.find((it) => it.id === product);
  if (product !== undefined && known === undefined) {
    const names = products.map((it) => it.id).join(', ') || 'none yet';
    throw new UsageError(`There is no product ${product}. Name one of: ${names}.`);
  }
  const { introduced, fixed, title = report?.title ?? undefined } = wishes;
  const ranged = introduced !== undefined || fixed !== undefined;
  if (ranged && known === undefined) {
    throw new UsageError('Name the product that the versions belong to.');
  }
  const versions = report?.version ?? null;
  const facts = {
    id,
    aliases: wishes.alias ?? [],
    title,
    summary: wishes.summary,
    status: 'reserved',
    dates: { ...(report?.reported == null ? {} : { reported: report.reported }) },
    affected:
      known !== undefined && (ranged || versions !== null)
        ? [
            {
              product: known.id,
              ...(ranged ? { ranges: [toRange(introduced ?? '0', fixed)] } : {}),
              ...(ranged || versions === null ? {} : { versions: [versions] }),
            },
          ]
        : [],
    cvss: wishes.cvss ?? toList(report?.cvss),
    cwe: wishes.cwe ?? toList(report?.cwe),
    remedies:
      fixed === undefined || known === undefined
        ? []
        : [{ kind: 'fix', text: `Update to ${known.name} ${fixed} or later.` }],
    credits: reporter === null ? [] : [{ reporter }],
  };
  const { error } = draftSchema.safeParse(facts);
  if (error === undefined) return facts;
  const faults = error.issues.map(({ path, message }) => {
    const field = path.findLast((it) => typeof it === 'string') ?? '';
    const option = field === 'aliases' ? 'alias' : field;
    return `${option in wishes ? `--${option}` : path.join('.')}: ${message}.`;
  });
  throw new UsageError(faults.join('\n'));
}

/** What is wrong with a vector or an id of a weakness, or undefined: the same for an option and for an answer. */
export function checkAnswer(field: 'cvss' | 'cwe', answer: string): string | undefined {
  return draftSchema.shape[field].safeParse([answer]).error?.issues[0]?.message;
}

function toList(said: string | null | undefined): readonly string[] {
  return said == null ? [] : [said];
}

function toRange(introduced: string, fixed: string | undefined) {
  const semver = [introduced, fixed].every(
    (it) => it === undefined || it === '0' || parse(it)?.raw === it,
  );
  return {
    type: semver ? 'SEMVER' : 'ECOSYSTEM',
    introduced,
    ...(fixed === undefined ? {} : { fixed }),
  };
}
