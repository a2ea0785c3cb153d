/** The build of OpenPGP.js that browsers get. Its package names it for browsers only, so Node takes it by its path. */

import type { OpenPgp } from '../../../src/report/openpgp.ts';

const entry = '../../../node_modules/openpgp/dist/lightweight/openpgp.min.mjs';

export const openpgp: OpenPgp = await import(new URL(entry, import.meta.url).href);
