/** What both ways of decryption, gpg and a key file, give back. */

/** A decrypted message that passed its integrity check; nothing is known of its sender. */
export interface Decrypted {
  readonly plaintext: Uint8Array;
  /** Whether it carries a signature. Nobody has checked it. */
  readonly signed: boolean;
  /** Where the sender named a file for the data, that name; else empty. */
  readonly fileName: string;
  /** What opened it, for people: `gpg, key ABCD…`. */
  readonly openedWith: string;
}

/**
 * Decrypts one OpenPGP message.
 * @param ciphertext binary or armored
 * @throws OpenError when it cannot be opened; never gives a part of a message, or one that fails its integrity check
 */
export type Decrypt = (ciphertext: Uint8Array) => Promise<Decrypted>;
