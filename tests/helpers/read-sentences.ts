/** English that a page or component holds itself, in its template, in attributes that are read out, or in its code. */
import ts from 'typescript';

export interface Sentence {
  readonly line: number;
  readonly text: string;
}

/** Attributes whose value a reader sees or hears, of elements and of components. */
const spoken = [
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'description',
  'heading',
  'label',
  'placeholder',
  'summary',
  'text',
  'title',
];

/**
 * A template is read as TSX, which it is but for its scripts, its styles and its first line.
 * @param path only its ending counts
 */
export function readSentences(path: string, text: string): Sentence[] {
  const code = path.endsWith('.astro') ? toTsx(text) : text;
  const source = ts.createSourceFile('source.tsx', code, ts.ScriptTarget.Latest, true);
  const found: Sentence[] = [];
  const add = (node: ts.Node, said: string) => {
    const trimmed = said.trim().replace(/\s+/g, ' ');
    const { line } = source.getLineAndCharacterOfPosition(node.getEnd());
    found.push({ line: line + 1, text: trimmed });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isLiteralTypeNode(node) || isCode(node)) return;
    if (ts.isJsxAttribute(node)) {
      const name = node.name.getText();
      const value = node.initializer;
      if (!spoken.includes(name)) {
        // What a function in an attribute returns may be shown.
        if (value !== undefined && ts.isJsxExpression(value)) visitFunctions(value);
        return;
      }
      if (value !== undefined && ts.isStringLiteral(value)) {
        if (/\p{L}/u.test(value.text)) add(value, value.text);
        return;
      }
    }
    if (ts.isJsxText(node)) {
      if (/\p{L}/u.test(node.text)) add(node, node.text);
    } else if (ts.isStringLiteralLike(node)) {
      if (readsAsEnglish(node.text)) add(node, node.text);
    } else if (ts.isTemplateExpression(node)) {
      const parts = [node.head.text, ...node.templateSpans.map((it) => it.literal.text)];
      if (parts.some((it) => /\p{L}/u.test(it) && /\s/.test(it))) add(node, parts.join('…'));
    }
    ts.forEachChild(node, visit);
  };
  const visitFunctions = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) visit(node);
    else ts.forEachChild(node, visitFunctions);
  };
  visit(source);
  return found;
}

/** Commands and names of files are the same in every language. */
function isCode(node: ts.Node): boolean {
  return ts.isJsxElement(node) && /^(code|kbd)$/.test(node.openingElement.tagName.getText());
}

/** With as many lines as before, so that a fault names the right one. */
function toTsx(text: string): string {
  const fence = /^---\r?\n([\s\S]*?)^---/m.exec(text);
  const code = fence?.index === 0 ? (fence[1] ?? '') : '';
  const template = fence?.index === 0 ? text.slice(fence[0].length) : text;
  const blank = (it: string) => it.replace(/[^\n]/g, ' ');
  const plain = template.replace(
    /<!doctype[^>]*>|<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1>/gi,
    blank,
  );
  return `${code === '' ? '' : '\n'}${code};<>${plain}</>;`;
}

/** Two words in a row, a word that begins as a sentence does, or one with room to the next. */
function readsAsEnglish(text: string): boolean {
  return (
    /\p{L}{2,},? \p{L}{2,}/u.test(text) ||
    /^\p{Lu}\p{Ll}/u.test(text) ||
    (/^ .*\p{L}| $/u.test(text) && /\p{L}/u.test(text))
  );
}
