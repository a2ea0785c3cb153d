/** What an address is called in a Web Key Directory (draft-koch-openpgp-webkey-service-21, section 3.1). */

const alphabet = 'ybndrfg8ejkmcpqxot1uwisza345h769';

/**
 * The file name of an address: z-base-32 of the SHA-1 of its local part, ASCII letters in lower case.
 * @returns 32 characters
 */
export async function toWkdHash(address: string): Promise<string> {
  const local = address.slice(0, address.lastIndexOf('@'));
  const lower = local.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const sum = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(lower));
  const bits = Array.from(new Uint8Array(sum), (byte) => byte.toString(2).padStart(8, '0'));
  const fives = bits.join('').match(/.{5}/g) ?? [];
  return fives.map((five) => alphabet[Number.parseInt(five, 2)]).join('');
}
