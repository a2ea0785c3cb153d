/** Field types that several content schemas share, each with the sentence an author reads when a value is wrong. */
import { z } from 'zod';
import { lineShape } from './source-text.ts';

/** A UTC day, `YYYY-MM-DD`, that exists. */
export const day = z.iso.date({ error: 'Write a day that exists as YYYY-MM-DD' });

/** A sentence or a phrase on one line. */
export const line = z.string({ error: 'Write one line of text' }).regex(lineShape, {
  error: 'Write one line of text, without spaces at its ends or characters that turn it around',
});

/** A version as it was released: what its reader sees is all there is, and it can be part of an address. */
export const versionName = z
  .string({ error: 'Write one line of text' })
  .regex(/^(?!\.{1,2}$)[^\p{C}\s]+( [^\p{C}\s]+)*$/u, {
    error: 'Write the version in visible characters, and more than one or two full stops',
  });

/** An https address. */
export const httpsUrl = z.url({
  protocol: /^https$/,
  error: 'Write a whole address that begins with https://',
});

/** A web address that others chose, so that it may be an old one without TLS. */
export const webUrl = z.url({
  protocol: /^https?$/,
  error: 'Write a whole address that begins with https:// or http://',
});

/** A mail address, plain. */
export const mailAddress = z.email({ error: 'Write a mail address such as security@project.org' });

/** A name for file and address: lower-case letters, digits and single hyphens. */
export const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
  error: 'Use lower-case letters, digits and single hyphens',
});

/** A package URL, parsed elsewhere where its parts matter (ECMA-427). */
export const purl = z.string().regex(/^pkg:[a-z][a-z0-9.+-]*\/\S+$/, {
  error: 'Write a package URL without a version, such as pkg:npm/name',
});
