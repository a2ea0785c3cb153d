/** What a change of keys means for whoever sends and reads reports, in one sentence. */
import type { Desk } from '../../desk/desk.ts';
import type { Certificate } from '../../desk/keys/certificate.ts';
import type { KeyChange } from '../../desk/keys/key-history.ts';
import type { Product } from '../../desk/product/product.ts';
import { toVisibleLine } from '../../desk/visible.ts';

export interface KeyStep {
  readonly action: KeyChange['action'];
  /** What products call the key. */
  readonly name: string;
  readonly owner: string;
  /** When the key expires afterwards: a day, a time from today, or null for never. */
  readonly until: string | null;
}

interface Outlook {
  readonly desk: Pick<Desk, 'quorum'>;
  readonly products: readonly Product[];
  /** The other certificates that reports are encrypted to afterwards. */
  readonly others: readonly Certificate[];
}

/** One sentence: who reads reports from then on, whether the quorum holds, and what it means for products. */
export function renderConsequence(step: KeyStep, outlook: Outlook): string {
  const parts = [
    `From the next build on, ${toReading(step, outlook)}`,
    toQuorum(step, outlook),
    ...outlook.products.flatMap((product) => toProduct(step, product)),
  ];
  return `${parts.join('; ')}.`;
}

function toReading({ action, owner, until }: KeyStep, { others }: Outlook): string {
  const names = others.map((it) => toVisibleLine(it.owner));
  switch (action) {
    case 'added':
      return names.length === 0
        ? `${owner} alone can read new reports`
        : `${owner} can read new reports beside ${list(names)}`;
    case 'updated':
      return `reports are encrypted to the newer copy of the certificate of ${owner}, and nobody else can read them than before`;
    case 'extended':
      return `reports go on being encrypted to ${owner}, ${until === null ? 'for as long as the key is used' : `until ${until}`}`;
    case 'rotated':
      return `new reports are encrypted to the new key of ${owner} and no longer to the retired one`;
    case 'removed':
      return names.length === 0
        ? `${owner} can read no new report, and nobody else can either`
        : `${owner} can read no new report, and ${list(names)} can`;
  }
}

function toQuorum({ action }: KeyStep, { desk, others }: Outlook): string {
  const count = others.length + (action === 'removed' ? 0 : 1);
  const keys = count === 1 ? 'is 1 key' : `are ${count} keys`;
  return `there ${keys}, and quorum in desk.yaml asks for at least ${desk.quorum}`;
}

/** Products with readers of their own take no part in what counts for everybody. */
function toProduct({ action, name }: KeyStep, { id, recipients }: Product): string[] {
  if (recipients === undefined) return [];
  if (recipients.includes(name)) return [`products/${id}.yaml names ${name} among its readers`];
  return action === 'added'
    ? [`products/${id}.yaml has readers of its own, and ${name} is none of them`]
    : [];
}

function list(names: readonly string[]): string {
  return new Intl.ListFormat('en').format(names);
}
