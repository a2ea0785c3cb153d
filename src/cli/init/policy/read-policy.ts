/** A `SECURITY.md` of any shape, read: its facts to be confirmed, what a template left in it, and how its prose becomes files. */

import { toAnchor } from '../../../desk/prose/links.ts';
import { findRepository } from './find-channels.ts';
import { findFacts } from './find-facts.ts';
import { findPlaceholders, type Placeholder } from './find-placeholders.ts';
import type { Fact } from './found-fact.ts';
import { toPlainMarkdown } from './plain-markdown.ts';
import { parsePolicy } from './policy-document.ts';
import { type PolicyFiles, toPolicyFiles } from './policy-files.ts';
import { withoutLoose } from './to-fact-data.ts';

export interface ReadPolicy {
  readonly facts: readonly Fact[];
  readonly placeholders: readonly Placeholder[];
  /** The repository that its links name, or null. */
  readonly repository: string | null;
  /** Hidden comments, which are left out. */
  readonly comments: readonly string[];
  /**
   * @param accepted facts that were confirmed; the sentences of all others stay
   * @param repository where relative links begin, if it is known by now
   */
  toFiles(accepted: readonly Fact[], repository: string | null): PolicyFiles;
}

/** @param repository where relative links begin, or null for the one that the policy names */
export function readPolicy(text: string, repository: string | null): ReadPolicy {
  const { markdown, comments } = toPlainMarkdown(text);
  const links = [...markdown.matchAll(/https:\/\/[^\s)>\]]+/g)].map(({ 0: url }) => url);
  const home = repository ?? findRepository(links);
  const document = parsePolicy(markdown, (url) =>
    url.startsWith('#') ? null : toAddress(url, home),
  );
  const placeholders = findPlaceholders(document);
  const facts = findFacts(document, new Set(placeholders.flatMap((it) => it.keys)));
  return {
    facts,
    placeholders,
    repository: findRepository(links),
    comments: comments.filter((it) => it !== ''),
    toFiles: (accepted, known) =>
      toPolicyFiles(document, withoutShared(withoutLoose(accepted), facts), (ids) => (url) => {
        if (!url.startsWith('#')) return toAddress(url, known ?? home);
        const id = ids.get(toAnchor(url).toLowerCase());
        return id === undefined ? null : `/policy/#${id}`;
      }),
  };
}

/** A sentence that an unconfirmed fact was found in stays, whatever else was found in it. */
function withoutShared(accepted: readonly Fact[], all: readonly Fact[]): Fact[] {
  const refused = new Set(all.filter((it) => !accepted.includes(it)).flatMap((it) => it.claims));
  return accepted.map((it) => ({ ...it, claims: it.claims.filter((key) => !refused.has(key)) }));
}

/** Relative links of a file at the top of a repository, as its code host follows them. */
function toAddress(url: string, repository: string | null): string | null {
  if (/^(?:https?:\/\/|mailto:)\S+$/i.test(url)) return url;
  if (repository === null || /^[a-z][a-z\d+.-]*:/i.test(url)) return null;
  const base = `${repository.replace(/(?:\.git)?\/*$/, '')}/blob/HEAD/`;
  const relative = url.startsWith('/') ? url.slice(1) : url;
  return URL.canParse(relative, base) ? new URL(relative, base).href : null;
}
