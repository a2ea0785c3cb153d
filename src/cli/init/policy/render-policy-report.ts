/** What was understood of a policy, each fact beside the sentence that it came from, and what a template left in it. */
import type { ProseComponent } from '../../../desk/prose/prose.ts';
import { toVisibleLine } from '../../../desk/visible.ts';
import { renderFact, shorten } from './confirm-facts.ts';
import type { ReadPolicy } from './read-policy.ts';

/** Where a fact goes that no file holds. */
const fieldless: Partial<Record<ProseComponent, string>> = {
  Scope: 'policy.scope',
  WhatToInclude: 'the form’s list',
};

/** For the person who will confirm it. It ends in a line feed. */
export function renderPolicyReport({ facts, placeholders, comments }: ReadPolicy): string {
  const known = facts.flatMap((fact) => [
    `  ${fact.field || fieldless[fact.component] || 'the site'}: ${renderFact(fact)}`,
    `      from “${shorten(fact.from, 150)}”${fact.claims.length === 0 ? ' (the sentence stays)' : ''}`,
  ]);
  const left = placeholders.map((it) => `  Found ${it.found}. ${it.wanted}`);
  const hidden = comments.map((it) => `  “${shorten(it.replaceAll(/\s+/g, ' '), 100)}”`);
  const blocks = [
    facts.length === 0
      ? ['Nothing in the policy could be understood as a fact. All of it stays as prose.']
      : [`Understood, ${facts.length} times:`, ...known],
    ...(left.length === 0 ? [] : [['A template is still in the policy:', ...left]]),
    ...(hidden.length === 0 ? [] : [['Hidden comments are left out:', ...hidden]]),
  ];
  return `${blocks.map((lines) => lines.map(toVisibleLine).join('\n')).join('\n\n')}\n\n`;
}
