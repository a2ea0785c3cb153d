/** Catalogues of words: what another language lacks beside English, and which words nobody says. */

/** What one file of a catalogue exports, by name. */
export type Area = Readonly<Record<string, unknown>>;

/** One sentence for each word of English that another language lacks, has in another manner, or has too many. */
export function compareAreas(english: Area, other: Area, place: string): string[] {
  const names = [...new Set([...Object.keys(english), ...Object.keys(other)])];
  return names.flatMap((name) => {
    const here = `${place}.${name}`;
    const [wanted, found] = [toKind(english[name]), toKind(other[name])];
    if (wanted === 'nothing') return [`${here} is not in English. Remove it.`];
    if (found !== wanted) return [`${here} is ${found}. English has ${wanted} there.`];
    return wanted === 'a group'
      ? compareAreas(english[name] as Area, other[name] as Area, here)
      : [];
  });
}

function toKind(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') return `a function of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'a group' : 'a text';
}

/**
 * The words of one area that no source says, as `group.word`.
 * @param area its name, as it is imported
 */
export function findUnsaid(
  area: string,
  words: Area,
  sources: ReadonlyMap<string, string>,
): string[] {
  const said = new Set<string>();
  for (const [path, text] of sources) {
    if (path.startsWith('src/words/')) continue;
    for (const [whole, names = ''] of text.matchAll(importOf(area))) {
      const code = text.replace(whole, '');
      for (const each of names.split(',').filter((it) => it.trim() !== '')) {
        const [name = '', alias = name] = each.trim().split(/\s+as\s+/);
        const uses = new RegExp(`(?<=\\.{3}|[^.\\w'-])${alias}\\b(?:\\s*\\.\\s*(\\w+))?`, 'g');
        for (const [, word] of code.matchAll(uses))
          said.add(word === undefined ? name : `${name}.${word}`);
      }
    }
  }
  return Object.entries(words).flatMap(([group, value]) => {
    if (said.has(group)) return [];
    if (typeof value !== 'object' || value === null) return [group];
    return Object.keys(value)
      .map((word) => `${group}.${word}`)
      .filter((word) => !said.has(word));
  });
}

function importOf(area: string): RegExp {
  return new RegExp(`import\\s*\\{([^}]*)\\}\\s*from\\s*['"]#words/${area}['"];?`, 'g');
}
