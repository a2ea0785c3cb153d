/** MDX prose: what an author may write in a body, and whether it needs more than Markdown to render. */
import { type MdastNode, markdownToMdast, mdxToMdast } from 'satteri';
import type { Finding } from '../finding.ts';
import { policyComponents } from '../policy/policy-view.ts';
import type { RuleName } from '../rules.ts';
import { findingAt, type Source } from '../source/source.ts';
import { findForeignScheme } from './link-scheme.ts';
import { textOf, visitNodes } from './mdast.ts';

/** Components that content may use, each self-closing, each a view of facts that stand elsewhere in the desk. */
export const proseComponents = [
  'SupportedVersions',
  'Channels',
  'Promises',
  'WhatToInclude',
  ...policyComponents,
] as const;

export type ProseComponent = (typeof proseComponents)[number];

/** An address that prose leads to. */
export interface ProseLink {
  readonly url: string;
  /** Line in the body, from 1. */
  readonly line: number;
}

/** What a body holds, as far as others need to know. */
interface CheckedProse {
  /** Whether the body is the same document as plain Markdown. */
  readonly plain: boolean;
  readonly links: readonly ProseLink[];
  /** Texts of its headings, in order. */
  readonly headings: readonly string[];
  /** Names of its components. */
  readonly components: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Checks a body; `components` are those that may stand in it. Findings: `prose-unreadable`, `prose-code` for an import, export or expression,
 * `prose-component` for a component that does not exist, `prose-attribute` for one with an attribute, `prose-link` for an
 * address that could run or open something.
 */
export function checkProse(source: Source, components: readonly string[]): CheckedProse {
  let tree: MdastNode;
  try {
    tree = mdxToMdast(source.body);
  } catch (error) {
    const { line, reason, wanted } = toReason(error);
    return {
      plain: false,
      links: [],
      headings: [],
      components: [],
      findings: [
        proseFinding(
          source,
          line,
          'prose-unreadable',
          `text that MDX cannot read (${reason})`,
          wanted,
        ),
      ],
    };
  }
  const findings: Finding[] = [];
  const links: ProseLink[] = [];
  const headings: string[] = [];
  const used: string[] = [];
  let plain = true;
  visitNodes(tree, (node) => {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
      links.push({ url: node.url, line });
      const scheme = findForeignScheme(node.url);
      if (scheme !== null) {
        const found = `an address that begins with ${scheme}:`;
        const wanted = 'Lead to a page, a mail address or a telephone number.';
        findings.push(proseFinding(source, line, 'prose-link', found, wanted));
      }
    }
    if (node.type === 'heading') headings.push(textOf(node));
    if (
      node.type === 'mdxjsEsm' ||
      node.type === 'mdxFlowExpression' ||
      node.type === 'mdxTextExpression'
    ) {
      findings.push(
        proseFinding(
          source,
          line,
          'prose-code',
          'program code in prose',
          'Prose holds text and components only; write \\{ for a brace that is text.',
        ),
      );
    }
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
      plain = false;
      used.push(node.name ?? '');
      if (!components.includes(node.name ?? '')) {
        findings.push(
          proseFinding(
            source,
            line,
            'prose-component',
            `<${node.name ?? ''}>`,
            components.length > 0
              ? `Use one of ${components.join(', ')}, or Markdown.`
              : 'Use Markdown.',
          ),
        );
      } else if (node.attributes.length > 0) {
        findings.push(
          proseFinding(
            source,
            line,
            'prose-attribute',
            `an attribute on <${node.name ?? ''}>`,
            'Write the component without attributes; its facts stand in desk.yaml and products/.',
          ),
        );
      }
    }
  });
  const same = findings.length === 0 && plain && sameTree(tree, markdownToMdast(source.body));
  return { plain: same, links, headings, components: used, findings };
}

/** The parser's message without its places, which count from the body and not from the file. */
/** The parser's note proposes what a desk refuses, so what to do is said in our words. */
function toReason(error: unknown): { line: number; reason: string; wanted: string } {
  const [message = ''] = error instanceof Error ? error.message.split('\n') : [];
  const [, note = ''] = / \(note: to create a (comment|link) /.exec(message) ?? [];
  const wanted =
    note === 'comment'
      ? 'Take the comment out, or put it among the facts at the top, as a line that begins with #.'
      : note === 'link'
        ? 'Write an address as it is, or a link as [its text](its address).'
        : 'Write \\{ for a brace and \\< for a less-than sign that are text.';
  const reason = message
    .replace(/ \(note: .*\)(?= \(|$)/, '')
    .replace(/^\d+:\d+: /, '')
    .replace(/ \(\d+:\d+\)/g, '')
    .replace(/ \(mdx[\w:-]*\)$/, '');
  return { line: Number(/^(\d+):\d+: /.exec(message)?.[1] ?? 1), reason, wanted };
}

function proseFinding(
  source: Source,
  line: number,
  rule: RuleName,
  found: string,
  wanted: string,
): Finding {
  return {
    ...findingAt(source, [], { rule, found, wanted }),
    line: source.bodyLine + line - 1,
    field: 'body',
  };
}

/** Positions aside: MDX and Markdown count escapes alike, so only meaning is compared. */
function sameTree(a: MdastNode, b: MdastNode): boolean {
  const shape = (node: MdastNode) =>
    JSON.stringify(node, (key, value: unknown) =>
      key === 'position' || key === 'data' ? undefined : value,
    );
  return shape(a) === shape(b);
}
