/** Makes a file name that came from outside safe on every common file system. */

/** Names that Windows keeps for devices, with any ending (Microsoft, "Naming Files, Paths, and Namespaces"). */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?=$|[. ])/i;

/** Characters that some file system, shell or reader takes for more than a character. */
const unsafe =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}<>:"|?*$`;&'!{}~%\\/]/gu;

/** Room under the usual limit of 255 bytes for a number and a prefix, in bytes of UTF-8. */
const maxNameBytes = 120;

/**
 * @param name a file name as a stranger wrote it, or a path
 * @returns its last part: no separator, no hidden file, no device, no option, at most 120 bytes, never empty
 */
export function toSafeName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).filter(Boolean).at(-1) ?? '';
  const plain = last
    .replace(unsafe, '_')
    .replace(/\s+/gu, ' ')
    // Looked for at the beginning of each run only: a name can be as long as its header.
    .replace(/^[ .]+|(?<![ .])[ .]+$/g, '')
    .replace(/^-/, '_')
    .replace(device, '_$&');
  return shorten(plain) || 'attachment';
}

/**
 * The same name with a number before its ending.
 * @param number 1 leaves the name as it is
 */
export function toNumberedName(name: string, number: number): string {
  const { stem, ending } = split(name);
  return number === 1 ? name : `${stem}-${number}${ending}`;
}

/** Until nothing changes: what is left behind a cut may look like another ending. */
function shorten(name: string): string {
  const short = shortenOnce(name);
  return short === name ? name : shorten(short);
}

function shortenOnce(name: string): string {
  const { stem, ending } = split(name);
  const room = maxNameBytes - Buffer.byteLength(ending);
  let short = '';
  for (const character of stem) {
    if (Buffer.byteLength(short + character) > room) break;
    short += character;
  }
  // The cut may fall behind a full stop or a space, which Windows drops from the end of a name.
  return `${short.replace(/[ .]+$/, '')}${ending}`;
}

function split(name: string): { stem: string; ending: string } {
  const [ending = ''] = /(?<=.)\.[\p{L}\p{N}]{1,12}$/u.exec(name) ?? [];
  return { stem: name.slice(0, name.length - ending.length), ending };
}
