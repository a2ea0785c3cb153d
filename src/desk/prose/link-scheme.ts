/** What kinds of addresses prose may lead to: those that a reader goes to or writes to, and none that runs or opens something. */

const schemes = ['https', 'http', 'mailto', 'tel', 'xmpp', 'matrix', 'irc', 'ircs', 'openpgp4fpr'];

/**
 * The scheme of an address as a browser reads it (URL Standard), where prose may not have it, such as `javascript`; else
 * null. An address within the site has none of its own.
 */
export function findForeignScheme(address: string): string | null {
  const base = 'https://desk.invalid/';
  if (!URL.canParse(address, base)) return null;
  const scheme = new URL(address, base).protocol.slice(0, -1);
  return schemes.includes(scheme) ? null : scheme;
}
