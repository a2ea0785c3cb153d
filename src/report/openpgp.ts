/** The one file of the browser that imports OpenPGP.js: its lightweight build, of which only what is needed is loaded. */

import {
  createMessage,
  encrypt,
  encryptSessionKey,
  enums,
  readKey,
  readKeys,
} from 'openpgp/lightweight';

/** What sealing needs of OpenPGP.js, handed in so that the same code runs on any of its builds. */
export type OpenPgp = Pick<
  typeof import('openpgp'),
  'createMessage' | 'encrypt' | 'encryptSessionKey' | 'enums' | 'readKey' | 'readKeys'
>;

/** A parsed certificate. */
export type Key = import('openpgp').Key;

export const openpgp: OpenPgp = {
  createMessage,
  encrypt,
  encryptSessionKey,
  enums,
  readKey,
  readKeys,
};
