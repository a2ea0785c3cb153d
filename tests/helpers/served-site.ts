/** Serves a built folder on a free port of this machine with the headers of its own table, as a good static host would. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createStaticFiles } from '../../src/cli/site/static-files.ts';

export interface ServedSite {
  readonly url: string;
  close(): Promise<void>;
}

/** @param folder what a build wrote for `http://localhost` at any port: its links hold no host */
export async function serveSite(folder: string): Promise<ServedSite> {
  const site = {
    url: 'http://localhost',
    date: '2026-11-22',
    preview: false,
    throwAwayKey: false,
    relay: null,
  };
  const server = createServer(getRequestListener(createStaticFiles(folder, site)));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
