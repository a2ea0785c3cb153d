/** The answers of the demonstration's inbox, each with the headers that keep a hostile report a text. */
import { toSafeName } from '../open/safe-name.ts';

const always = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

const pagePolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A page. */
export function toPageAnswer(page: string): Response {
  return new Response(page, {
    headers: {
      ...always,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': pagePolicy,
    },
  });
}

/** Our own stylesheet. */
export function toStyleAnswer(style: string): Response {
  return new Response(style, { headers: { ...always, 'Content-Type': 'text/css; charset=utf-8' } });
}

/** A file to save, never to show: what it claims to be is forgotten. */
export function toFileAnswer(name: string, content: Uint8Array): Response {
  const safe = toSafeName(name);
  const ascii = safe.replace(/[^ -~]|["\\%]/g, '_');
  return new Response(Uint8Array.from(content), {
    headers: {
      ...always,
      'Content-Type': 'application/octet-stream',
      // RFC 6266 section 4.3: the plain form for old programs, the encoded one for every letter.
      'Content-Disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${toExtended(safe)}`,
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    },
  });
}

/** A refusal, in plain text. */
export function toRefusal(
  status: 404 | 405 | 421,
  sentence: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(`${sentence}\n`, {
    status,
    headers: {
      ...always,
      ...headers,
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Security-Policy': pagePolicy,
    },
  });
}

/** The same page at its address with a slash. */
export function toRedirect(location: string): Response {
  return new Response(null, { status: 308, headers: { ...always, Location: location } });
}

/** RFC 8187 section 3.2.1: encodeURIComponent leaves four characters that the grammar does not allow. */
function toExtended(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
