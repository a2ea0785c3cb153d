/** Confirmed facts as the data of `desk.yaml` and of a product's file. */
import { promisedSeverities } from '../../../desk/contacts.ts';
import type { Fact, Json } from './found-fact.ts';

type Data = { [name: string]: Json };

/** As text, for what was read is compared with it. */
const severities: readonly string[] = promisedSeverities;

/** Facts that hold without those that were refused: a reason needs its rule, a limit of the scope the scope. */
export function withoutLoose(facts: readonly Fact[]): Fact[] {
  const has = (field: string) => facts.some((it) => it.field === field);
  return facts.filter(
    ({ field, component }) =>
      (field !== 'policy.embargo.reason' || has('policy.embargo.rule')) &&
      (component !== 'Scope' || has('policy.scope.in')),
  );
}

/** Facts of the form alone, whose field is empty, stand nowhere in a desk. */
export function toFactData(facts: readonly Fact[]): { desk: Data; product: Data } {
  const data: Data = {};
  for (const { field, value, list } of withoutLoose(facts)) {
    if (field === '') continue;
    const path = field.split('.');
    const name = path.pop() ?? '';
    const at = path.reduce<Data>((inner, step) => {
      inner[step] ??= {};
      return inner[step] as Data;
    }, data);
    if (!list) at[name] ??= value;
    else if (name === 'support')
      at[name] = at[name] === undefined ? value : `${String(at[name])} ${String(value)}`;
    else at[name] = add((at[name] as readonly Json[] | undefined) ?? [], value);
  }
  const { product = {}, ...desk } = data;
  return { desk, product: product as Data };
}

/** Once each; promises of a fix by severity. */
function add(list: readonly Json[], value: Json): readonly Json[] {
  const known = list.some((it) => JSON.stringify(it) === JSON.stringify(value));
  const all = known ? [...list] : [...list, value];
  const rank = (it: Json) =>
    typeof it === 'object' && 'severity' in it ? severities.indexOf(String(it.severity)) : 0;
  return all.toSorted((a, b) => rank(a) - rank(b));
}
