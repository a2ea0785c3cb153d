/** Reads what is to be imported: a file, a folder of files or standard input, each as JSON or YAML. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import type { Io } from '../command/command.ts';
import { ImportFault } from './imported.ts';

/** Bytes of one file; a project's whole history has less. */
const maxFileBytes = 64 * 1024 * 1024;

/** One record as it was written, or why its file cannot be read. */
export type Found =
  | { readonly file: string; readonly value: unknown; readonly notes: readonly string[] }
  | { readonly file: string; readonly fault: string };

/**
 * @param source a path, or `-`
 * @throws ImportFault where the source itself is not there
 */
export async function* readDocuments(source: string, io: Io): AsyncGenerator<Found> {
  if (source === '-') {
    const chunks: Uint8Array[] = [];
    for await (const chunk of io.stdin) chunks.push(chunk);
    yield* readRecords('standard input', Buffer.concat(chunks));
    return;
  }
  for (const path of listFiles(resolve(io.cwd, source), source)) {
    const file = relative(io.cwd, path).replaceAll('\\', '/');
    if (statSync(path).size > maxFileBytes) yield { file, fault: 'it is larger than 64 MiB' };
    else yield* readRecords(file, readFileSync(path));
  }
}

function listFiles(path: string, label: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new ImportFault(`${label} is not there.`);
  if (!found.isDirectory()) return [path];
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile() && /^[^.].*\.(json|ya?ml)$/i.test(it.name))
    .map((it) => join(it.parentPath, it.name))
    .sort();
  if (files.length === 0) throw new ImportFault(`${label} holds no .json or .yaml file.`);
  return files;
}

function* readRecords(file: string, bytes: Uint8Array): Generator<Found> {
  try {
    const text = decode(bytes);
    const { values, notes } = /^\s*[[{]/.test(text) ? parseJson(text) : parseYaml(text);
    for (const value of values.flat()) yield { file, value, notes };
    if (values.flat().length === 0) yield { file, fault: 'it holds no record' };
  } catch (error) {
    if (!(error instanceof ImportFault)) throw error;
    yield { file, fault: error.message };
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ImportFault('it is not UTF-8 text');
  }
}

/** One document, or several one after another, which is what `gh api --paginate` prints for several pages. */
function parseJson(text: string): { values: unknown[]; notes: string[] } {
  const whole = tryJson(text);
  if (whole !== undefined) return { values: [whole], notes: [] };
  const strict = splitDocuments(text).map(tryJson);
  if (!strict.includes(undefined)) return { values: strict, notes: [] };
  const mended = splitDocuments(mendStrings(text)).map(tryJson);
  if (mended.includes(undefined)) throw new ImportFault('it is not JSON, or is cut short');
  return { values: mended, notes: ['line breaks within a JSON string: read as line breaks'] };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Splits where an array or object at the top ends. A string that never ends goes to the end, and is not looked for again. */
function splitDocuments(text: string): string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (const { index, 0: token } of text.matchAll(/"(?:\\[\s\S]|[^"\\])*(?:"|$)|[[\]{}]/g)) {
    if (token === '[' || token === '{') depth += 1;
    if (token !== ']' && token !== '}') continue;
    depth -= 1;
    if (depth !== 0) continue;
    parts.push(text.slice(start, index + 1));
    start = index + 1;
  }
  return text.slice(start).trim() === '' ? parts : [...parts, text.slice(start)];
}

/** Line breaks and tabs stand raw in strings of some published records, which JSON does not allow (RFC 8259 section 7). */
function mendStrings(text: string): string {
  const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  return text.replaceAll(/"(?:\\[\s\S]|[^"\\])*(?:"|$)/g, (string) =>
    string.replaceAll(/[\n\r\t]/g, (character) => escapes[character] ?? ''),
  );
}

function parseYaml(text: string): { values: unknown[]; notes: string[] } {
  // As in JSON, the last of two equal keys counts: comparing each with each takes minutes where there are many.
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false });
  const [error] = document.errors;
  if (error !== undefined) throw new ImportFault('it is neither JSON nor YAML that can be read');
  try {
    // A chain of aliases grows without bound, and no record needs one.
    return { values: [document.toJS({ maxAliasCount: 0 })], notes: [] };
  } catch {
    throw new ImportFault('it has a YAML alias, and aliases are not followed');
  }
}
