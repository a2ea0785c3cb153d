/** Everything that one source file takes from another or from a package, however it is written. */
import ts from 'typescript';

export interface Import {
  /** As written, for example `../desk/site.ts` or `./seal.worker.ts?worker&url`; null where it is not a literal. */
  readonly specifier: string | null;
  readonly line: number;
  /** Nothing of it is left at run time. */
  readonly typeOnly: boolean;
  /** Number of the `<script>` of an .astro file that it stands in, from 1; 0 outside one. */
  readonly script: number;
}

/** A stretch of TypeScript within a file. */
interface Stretch {
  readonly code: string;
  /** Lines of the file before it. */
  readonly linesBefore: number;
  readonly script: number;
}

/** @param path only its ending counts: .astro holds TypeScript in its front matter and its scripts */
export function readImports(path: string, text: string): Import[] {
  return toStretches(path, text).flatMap(({ code, linesBefore, script }) => {
    const source = ts.createSourceFile('source.ts', code, ts.ScriptTarget.Latest, true);
    const found: Import[] = [];
    const add = (node: ts.Node, target: ts.Node | undefined, typeOnly = false) => {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      const specifier = target === undefined ? null : toSpecifier(target);
      found.push({ specifier, typeOnly, script, line: linesBefore + line + 1 });
    };
    const visit = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, isTypeImport(node));
      else if (ts.isExportDeclaration(node) && node.moduleSpecifier)
        add(node, node.moduleSpecifier, node.isTypeOnly);
      else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
        add(node, node.argument.literal, true);
      else if (ts.isCallExpression(node) && loads(node.expression)) add(node, node.arguments[0]);
      else if (isFileUrl(node)) add(node, node.arguments?.[0]);
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

/** The names that a file uses without declaring them. */
export function readFreeNames(path: string, text: string): Map<string, number> {
  const names = new Map<string, number>();
  const declared = new Set<string>();
  for (const { code, linesBefore } of toStretches(path, text)) {
    const source = ts.createSourceFile('source.ts', code, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) {
        const { parent } = node;
        const declares =
          (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) && parent.name === node;
        const isMember =
          (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
          (ts.isPropertyAssignment(parent) && parent.name === node) ||
          ts.isPropertySignature(parent) ||
          ts.isTypeReferenceNode(parent);
        if (declares || ts.isBindingElement(parent) || ts.isImportSpecifier(parent))
          declared.add(node.text);
        else if (!isMember && !names.has(node.text)) {
          const { line } = source.getLineAndCharacterOfPosition(node.getStart());
          names.set(node.text, linesBefore + line + 1);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  for (const name of declared) names.delete(name);
  return names;
}

function toStretches(path: string, text: string): Stretch[] {
  if (!path.endsWith('.astro')) return [{ code: text, linesBefore: 0, script: 0 }];
  const stretches: Stretch[] = [];
  const fence = /^---\r?\n([\s\S]*?)^---/m.exec(text);
  if (fence?.index === 0) stretches.push({ code: fence[1] ?? '', linesBefore: 1, script: 0 });
  let script = 0;
  for (const match of text.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
    script += 1;
    const [whole, attributes = '', body = ''] = match;
    const before = text.slice(0, match.index + whole.indexOf('>') + 1);
    const source = /\bsrc=["']([^"']+)["']/.exec(attributes)?.[1];
    const code = source === undefined ? body : `import ${JSON.stringify(source)};${body}`;
    stretches.push({ code, script, linesBefore: before.split('\n').length - 1 });
  }
  return stretches;
}

/** A template that begins with a folder is known that far. */
function toSpecifier(target: ts.Node): string | null {
  if (ts.isStringLiteralLike(target)) return target.text;
  if (!ts.isTemplateExpression(target) || !target.head.text.endsWith('/')) return null;
  return `${target.head.text}*`;
}

function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = importClause;
  if (name !== undefined || namedBindings === undefined || ts.isNamespaceImport(namedBindings))
    return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every((it) => it.isTypeOnly);
}

/** `import(…)`, `require(…)`, `import.meta.glob(…)`, `import.meta.resolve(…)`. */
function loads(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  if (ts.isIdentifier(callee)) return callee.text === 'require';
  return (
    ts.isPropertyAccessExpression(callee) &&
    ts.isMetaProperty(callee.expression) &&
    ['glob', 'resolve'].includes(callee.name.text)
  );
}

/** `new URL('./worker.ts', import.meta.url)`: how bundlers are told of a file. */
function isFileUrl(node: ts.Node): node is ts.NewExpression {
  return (
    ts.isNewExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'URL' &&
    /^import\.meta\.url$/.test(node.arguments?.[1]?.getText() ?? '')
  );
}
