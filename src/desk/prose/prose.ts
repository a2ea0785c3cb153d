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
    const findings = [toFinding(source, toParserFault(error))];
    return { plain: false, links: [], headings: [], components: [], findings };
  }
  const findings: Finding[] = [];
  const links: ProseLink[] = [];
  const headings: string[] = [];
  const used: string[] = [];
  visitNodes(tree, (node) => {
    const line = node.position?.start.line ?? 1;
    if (isLink(node)) links.push({ url: node.url, line });
    if (isComponent(node)) used.push(node.name ?? '');
    if (node.type === 'heading') headings.push(textOf(node));
    const fault = toFault(node, components);
    if (fault !== null) findings.push(toFinding(source, { ...fault, line }));
  });
  const plain =
    findings.length === 0 && used.length === 0 && isSameTree(tree, markdownToMdast(source.body));
  return { plain, links, headings, components: used, findings };
}

/** What is wrong at a line of the body, from 1. */
interface Fault {
  readonly line: number;
  readonly rule: RuleName;
  readonly found: string;
  readonly wanted: string;
}

/** What is wrong with a node itself; those below it are looked at on their own. */
function toFault(node: MdastNode, components: readonly string[]): Omit<Fault, 'line'> | null {
  const scheme = isLink(node) ? findForeignScheme(node.url) : null;
  if (scheme !== null) {
    const found = `an address that begins with ${scheme}:`;
    const wanted = 'Lead to a page, a mail address or a telephone number.';
    return { rule: 'prose-link', found, wanted };
  }
  if (isCode(node)) {
    const wanted = 'Prose holds text and components only; write \\{ for a brace that is text.';
    return { rule: 'prose-code', found: 'program code in prose', wanted };
  }
  if (!isComponent(node)) return null;
  const name = node.name ?? '';
  if (!components.includes(name)) {
    const known = `Use one of ${components.join(', ')}, or Markdown.`;
    const wanted = components.length > 0 ? known : 'Use Markdown.';
    return { rule: 'prose-component', found: `<${name}>`, wanted };
  }
  if (node.attributes.length === 0) return null;
  const wanted =
    'Write the component without attributes; its facts stand in desk.yaml and products/.';
  return { rule: 'prose-attribute', found: `an attribute on <${name}>`, wanted };
}

function isLink(node: MdastNode) {
  return node.type === 'link' || node.type === 'image' || node.type === 'definition';
}

function isCode({ type }: MdastNode) {
  return type === 'mdxjsEsm' || type === 'mdxFlowExpression' || type === 'mdxTextExpression';
}

function isComponent(node: MdastNode) {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

/**
 * The parser's message without its places, which count from the body and not from the file. Its note proposes what a desk
 * refuses, so what to do is said in our words.
 */
function toParserFault(error: unknown): Fault {
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
  const line = Number(/^(\d+):\d+: /.exec(message)?.[1] ?? 1);
  const found = `text that MDX cannot read (${reason})`;
  return { line, rule: 'prose-unreadable', found, wanted };
}

function toFinding(source: Source, { line, ...said }: Fault): Finding {
  const finding = findingAt(source, [], said);
  return { ...finding, line: source.bodyLine + line - 1, field: 'body' };
}

/** Positions aside: MDX and Markdown count escapes alike, so only meaning is compared. */
function isSameTree(a: MdastNode, b: MdastNode): boolean {
  const shape = (node: MdastNode) =>
    JSON.stringify(node, (key, value: unknown) =>
      key === 'position' || key === 'data' ? undefined : value,
    );
  return shape(a) === shape(b);
}
