/** Every fact that a policy states in a way that can be understood, each sentence spoken for once. */
import { findChannels } from './find-channels.ts';
import { findIncluded, findPoints } from './find-points.ts';
import { findPromises } from './find-promises.ts';
import { findScope } from './find-scope.ts';
import { findSentences } from './find-sentences.ts';
import { findSeverityTable } from './find-severity-table.ts';
import { findVersions } from './find-versions.ts';
import type { Fact, OpenPolicy } from './found-fact.ts';
import type { PolicyDocument } from './policy-document.ts';

/** In the order in which a sentence is offered: what is found first has it. */
const finders = [
  findIncluded,
  findScope,
  findChannels,
  findPoints,
  findSeverityTable,
  findPromises,
  findSentences,
  findVersions,
];

/** @param untold keys of sentences that are no facts of the project, such as those of a template */
export function findFacts(document: PolicyDocument, untold: ReadonlySet<number>): Fact[] {
  const blocks = document.sections.flatMap((section) => section.blocks);
  const taken = new Set(untold);
  const facts: Fact[] = [];
  for (const find of finders) {
    const policy: OpenPolicy = { blocks, taken };
    const found = find(policy);
    facts.push(...found);
    for (const fact of found) for (const key of fact.claims) taken.add(key);
  }
  return facts;
}
