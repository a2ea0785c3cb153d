/**
 * One deployment as an operator has it: a desk's folder that changes, its site built anew from it, and behind the same
 * https address a relay in a process of its own, which follows `desk.json` and whose clock the test sets.
 */
import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { getRequestListener } from '@hono/node-server';
import { createStaticFiles } from '../../src/cli/site/static-files.ts';
import type { LogEntry } from '../../src/relay/log.ts';
import { createReceiptKeyPair } from '../../src/relay/receipt.ts';
import type { FromRelay, ToRelay } from './clocked-relay.ts';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

export interface Deployment {
  /** Origin of the site and of its relay. */
  readonly url: string;
  /** The desk's folder. */
  readonly content: string;
  /** Where the relay puts mail. */
  readonly maildir: string;
  /** The certificate that its https goes by. */
  readonly tlsCertificate: string;
  /** Puts certificates into `keys/`, by file name without its ending, over those that are there. */
  putKeys(armored: Readonly<Record<string, string>>): void;
  /** Builds the site from the folder, as of one fixed day or another. */
  build(date?: string): Promise<void>;
  /** What the site has at an address that ends in a slash, or in a file. */
  read(path: string): Promise<string>;
  /** Starts the relay, which reads the site at once. */
  startRelay(now: string): Promise<void>;
  /** Sets the relay's clock; resolves, with everything the relay has logged so far, once it holds. */
  setClock(now: string): Promise<readonly LogEntry[]>;
  /** The mail that the relay wrote for a receipt, or null as long as there is none. */
  findMail(receiptId: string): string | null;
  close(): Promise<void>;
}

/** @param desk folder of the desk to begin with, from the root of the repository; its relay becomes that of the deployment */
export async function deploy(desk: string): Promise<Deployment> {
  const folder = mkdtempSync(join(tmpdir(), 'postern-deployment-'));
  const [content, site, maildir] = ['desk', 'site', 'mail'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(site);
  const receipt = await createReceiptKeyPair();
  writeFileSync(join(folder, 'receipt.pem'), receipt.privateKeyPem);
  const tls = await makeTlsFiles(folder);
  let relay: ChildProcess | null = null;
  let relayUrl = '';
  const shown = { url: '', date: '2026-11-22', preview: false, throwAwayKey: false, relay: null };
  const files = createStaticFiles(site, shown);

  const server = createServer(
    { key: readFileSync(tls.key), cert: readFileSync(tls.cert) },
    getRequestListener(
      async (request) => {
        const { pathname } = new URL(request.url);
        const toRelay = pathname === '/health' || pathname.startsWith('/v1/');
        return toRelay ? await passOn(request, `${relayUrl}${pathname}`) : await files(request);
      },
      { overrideGlobalObjects: false },
    ),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `https://localhost:${(server.address() as AddressInfo).port}`;
  shown.url = url;
  cpSync(resolve(root, desk), content, { recursive: true });
  const file = join(content, 'desk.yaml');
  const kept = readFileSync(file, 'utf8').replace(/^(?:url|relay):.*\n(?: .*\n)*/gm, '');
  const relayLines = `relay:\n  url: ${url}\n  receiptKeys: [${receipt.publicKey}]\n`;
  writeFileSync(file, `${kept}url: ${url}\n${relayLines}`);

  /** The next thing that the relay tells. */
  async function hear(child: ChildProcess): Promise<FromRelay> {
    const gone = once(child, 'exit').then(() => ({ faults: ['it ended'] }));
    const told = once(child, 'message').then(([message]) => message as FromRelay);
    const heard = await Promise.race([told, gone]);
    if ('faults' in heard) throw new Error(`The relay: ${heard.faults.join(' ')}`);
    return heard;
  }

  return {
    url,
    content,
    maildir,
    tlsCertificate: tls.cert,
    putKeys(armored) {
      for (const [name, text] of Object.entries(armored)) {
        writeFileSync(join(content, 'keys', `${name}.asc`), text);
      }
    },
    async build(date = '2026-11-22') {
      const env = { POSTERN_CONTENT: content, POSTERN_OUT: site, POSTERN_DATE: date };
      const options = { cwd: root, env: { ...process.env, ...env } };
      await run(process.execPath, ['src/cli/build.ts'], options);
    },
    async read(path) {
      const answer = await files(new Request(`${url}${path}`));
      if (!answer.ok) throw new Error(`${path} answers ${answer.status}.`);
      return await answer.text();
    },
    async startRelay(now) {
      relay = fork(join(import.meta.dirname, 'clocked-relay.ts'), {
        execArgv: [],
        env: {
          PATH: process.env.PATH,
          TEST_NOW: now,
          NODE_EXTRA_CA_CERTS: tls.cert,
          RELAY_ORIGIN: url,
          RELAY_DESK: `${url}/.well-known/postern/desk.json`,
          RELAY_RECEIPT_KEY: join(folder, 'receipt.pem'),
          RELAY_SPOOL: join(folder, 'spool.sqlite'),
          RELAY_MAILDIR: maildir,
        },
      });
      const heard = await hear(relay);
      if ('port' in heard) relayUrl = `http://127.0.0.1:${heard.port}`;
    },
    async setClock(now) {
      if (relay === null) throw new Error('No relay was started.');
      relay.send({ now } satisfies ToRelay);
      const heard = await hear(relay);
      return 'log' in heard ? heard.log : [];
    },
    findMail(receiptId) {
      const names = readdirSync(join(maildir, 'new'));
      const name = names.find((it) => it.includes(receiptId));
      return name === undefined ? null : readFileSync(join(maildir, 'new', name), 'latin1');
    },
    async close() {
      if (relay !== null && relay.exitCode === null) {
        const ended = once(relay, 'exit');
        relay.disconnect();
        await ended;
      }
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function makeTlsFiles(folder: string): Promise<{ key: string; cert: string }> {
  const [key, cert] = [join(folder, 'tls.key'), join(folder, 'tls.pem')];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  await run('openssl', ['req', ...kind, '-keyout', key, '-out', cert, ...subject]);
  return { key, cert };
}

/** As a reverse proxy does it. */
async function passOn(request: Request, to: string): Promise<Response> {
  const headers = new Headers(request.headers);
  for (const name of ['host', 'connection', 'content-length']) headers.delete(name);
  const body = request.method === 'GET' ? null : await request.arrayBuffer();
  const answer = await fetch(to, { method: request.method, headers, body });
  return new Response(await answer.arrayBuffer(), {
    status: answer.status,
    headers: answer.headers,
  });
}
