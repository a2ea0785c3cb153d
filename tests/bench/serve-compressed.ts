/** Serves a built folder as a good static host would: the headers of its own table, and text in brotli. */
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import { getRequestListener } from '@hono/node-server';
import { createStaticFiles } from '../../src/cli/site/static-files.ts';
import type { ServedSite } from '../helpers/served-site.ts';

const isText = /^(text\/|application\/(json|javascript|xml|manifest)|image\/svg)|[+](json|xml)\b/;

/**
 * @param folder may still be empty: the address comes first, for a build has to know it
 * @param note told the path and the bytes of each body as it is sent
 */
export async function serveCompressed(
  folder: string,
  note: (path: string, bytes: number) => void = () => {},
): Promise<ServedSite> {
  // The server of files looks for it once.
  mkdirSync(folder, { recursive: true });
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const site = { url, date: '2026-11-22', preview: false, throwAwayKey: false, relay: null };
  const files = createStaticFiles(folder, site);
  server.on(
    'request',
    getRequestListener(async (request) => {
      const response = await files(request);
      const encodings = request.headers.get('Accept-Encoding') ?? '';
      const { headers, status } = response;
      const body = Buffer.from(await response.arrayBuffer());
      const isPacked = /\bbr\b/.test(encodings) && isText.test(headers.get('Content-Type') ?? '');
      const sent = isPacked ? brotliCompressSync(body) : body;
      if (isPacked) {
        headers.set('Content-Encoding', 'br');
        headers.set('Content-Length', String(sent.length));
        headers.set('Vary', 'Accept-Encoding');
      }
      note(new URL(request.url).pathname, sent.length);
      return new Response(sent, { status, headers });
    }),
  );
  return {
    url,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
