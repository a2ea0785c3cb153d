/** File names that no mail client, shell or file system takes for anything but a name. */

import { toCleanLine } from './clean-text.ts';

const maxNameBytes = 120;
const notInNames = /["*/:<>?\\|%\u2400-\u2421\ufffd]/g;
const edges = /^[.\s-]+|[.\s]+$/g;
const extension = /^(.+)(\.[A-Za-z0-9]{1,15})$/su;
const windowsDevice = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * One safe name for each given one, in the same order, no two alike (also on systems that fold case).
 * @param names as the browser gave them, or anything else
 */
export function toSafeNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const safe = toSafeName(name);
    const [stem, ending] = splitName(safe);
    let unique = safe;
    for (let copy = 2; taken.has(unique.toLowerCase()); copy += 1) {
      unique = `${stem}-${copy}${ending}`;
    }
    taken.add(unique.toLowerCase());
    return unique;
  });
}

function toSafeName(name: string): string {
  const plain = toCleanLine(name)
    .replace(notInNames, '_')
    .replace(edges, '')
    .replace(windowsDevice, '_$1');
  const [stem, ending] = splitName(plain);
  const room = maxNameBytes - byteLength(ending);
  return `${cutToBytes(stem, room).replace(edges, '') || 'file'}${ending}`;
}

function splitName(name: string): [stem: string, ending: string] {
  const [, stem = name, found = ''] = extension.exec(name) ?? [];
  return [stem, found];
}

function cutToBytes(text: string, bytes: number): string {
  let used = 0;
  let kept = '';
  for (const character of text) {
    used += byteLength(character);
    if (used > bytes) break;
    kept += character;
  }
  return kept;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
