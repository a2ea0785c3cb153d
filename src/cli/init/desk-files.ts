/** The files of a new desk: its facts, its product and its policy. */
import { stringify } from 'yaml';
import { toSlug } from '../publish/report-facts.ts';
import type { Answers } from './answers.ts';
import { isOnGithub } from './complete-answers.ts';
import type { Fact, Json } from './policy/found-fact.ts';
import { toFactData } from './policy/to-fact-data.ts';
import { renderStandardPolicy } from './standard-policy.ts';

export interface DeskFiles {
  /** By path below the desk's folder. */
  readonly files: Map<string, string>;
}

/**
 * @param policy what was taken over from a policy: confirmed facts and files; null for the policy that we offer
 * @param hasKey whether there will be a certificate, and so a form
 */
export function toDeskFiles(
  answers: Answers,
  policy: { readonly facts: readonly Fact[]; readonly files: ReadonlyMap<string, string> } | null,
  hasKey: boolean,
): DeskFiles {
  const { desk: found, product: foundProduct } = toFactData(policy?.facts ?? []);
  const { name, summary, repository, url, ids, language, relay } = answers;
  const promises = {
    ...(answers.answerHours === null ? {} : { acknowledgeHours: answers.answerHours }),
    ...(found.promises as object | undefined),
    ...(answers.versions === null ? { bestEffort: true } : {}),
  };
  const policyFacts =
    policy === null
      ? { thanks: `Thank you for helping to keep ${name} and its users safe.` }
      : found.policy;
  const desk = {
    name,
    summary,
    ...(found.stage === undefined ? {} : { stage: found.stage }),
    ...(language === null ? {} : { language }),
    ...(url === null ? {} : { url }),
    ...(repository === null ? {} : { repository }),
    channels: toChannels(answers, (found.channels as readonly Json[] | undefined) ?? [], hasKey),
    ...(Object.keys(promises).length === 0 ? {} : { promises }),
    ...(policyFacts === undefined ? {} : { policy: policyFacts }),
    ids,
    ...(relay === null ? {} : { relay }),
  };
  const lines =
    answers.versions?.map((it) => ({ name: it, supported: true })) ?? foundProduct.lines ?? [];
  const support = foundProduct.support ?? (answers.versions === null ? bestEffort : undefined);
  const product = {
    name,
    ...(repository === null ? {} : { repository }),
    ...((lines as readonly Json[]).length === 0 ? {} : { lines }),
    ...(support === undefined ? {} : { support }),
  };
  const file = `products/${toSlug(name, 'project')}.yaml`;
  return {
    files: new Map([
      ['desk.yaml', toYaml('schema/desk.json', desk)],
      [file, toYaml('../schema/product.json', product)],
      ...(policy === null
        ? renderStandardPolicy(name, Object.keys(promises).length > 0)
        : withUnsaid(policy.files, answers, hasKey)),
    ]),
  };
}

/** What only the answers say has a section of its own, where the policy shows nothing like it. */
function withUnsaid(
  files: ReadonlyMap<string, string>,
  { contact, answerHours }: Answers,
  hasKey: boolean,
): Map<string, string> {
  const all = new Map(files);
  const add = (id: string, title: string, component: string) => {
    if ([...files.values()].some((it) => it.includes(`<${component} />`))) return;
    const front = stringify({ title, order: (all.size + 1) * 10 });
    all.set(`policy/${id}.mdx`, `---\n${front}---\n\n<${component} />\n`);
  };
  if (hasKey || contact !== null) add('ways-to-report', 'Ways to report', 'Channels');
  if (answerHours !== null) add('what-we-promise', 'What we promise', 'Promises');
  return all;
}

const bestEffort =
  'No version is supported for a fixed time. Fixes go into the newest version as soon as we can.';

/** The ways of the policy first, in its order; then what else there is. */
function toChannels(answers: Answers, found: readonly Json[], hasKey: boolean): Json[] {
  const { contact, repository } = answers;
  const told = found.map((it) => {
    const where = typeof it === 'object' && 'where' in it;
    return where && contact !== null ? { kind: 'mail', address: contact } : it;
  });
  const mail = { kind: 'mail', address: contact ?? '' };
  const isTold = told.some((it) => JSON.stringify(it) === JSON.stringify(mail));
  const form: Json[] = hasKey ? [{ kind: 'form' }] : [];
  return [
    ...(found.length === 0 ? form : []),
    ...told,
    ...(found.length === 0 && isOnGithub(repository) ? [{ kind: 'code-host' }] : []),
    ...(found.length === 0 ? [] : form),
    ...(contact === null || isTold ? [] : [mail]),
  ];
}

function toYaml(schema: string, data: object): string {
  return `# yaml-language-server: $schema=${schema}\n${stringify(data, { lineWidth: 0 })}`;
}
