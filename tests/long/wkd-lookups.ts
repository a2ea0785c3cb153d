/**
 * Looks an address up as mail programs do, in a network and with files of its own: `unshare --mount --net node
 * wkd-lookups.ts SITE FOLDER ADDRESS HOST ...`. Port 443, names and certificate authorities are then nobody else's.
 * Prints what gpg and sq found, and which paths of which hosts were asked for, as JSON.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { basename, join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { createStaticFiles } from '../../src/cli/site/static-files.ts';

/** What came of it. */
export interface WkdLookups {
  /** Fingerprints that gpg imported. */
  readonly gpg: readonly string[];
  /** What sq printed of the certificate. */
  readonly sq: string;
  /** Host and path of each request. */
  readonly asked: readonly string[];
}

const [site = '', folder = '', address = '', ...hosts] = process.argv.slice(2);
const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
const home = join(folder, 'gnupg');

async function run(program: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, GNUPGHOME: home, SSL_CERT_FILE: cert, LC_ALL: 'C.UTF-8' };
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (data) => {
    said += String(data);
  });
  await once(child, 'close');
  return said;
}

/** Puts a file of ours over one of the system's, within this process and its children. */
function mount(path: string, text: string): void {
  const own = join(folder, basename(path));
  writeFileSync(own, text);
  execFileSync('mount', ['--bind', own, path]);
}

const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const subject = ['-subj', '/CN=wkd', '-addext', `subjectAltName=DNS:${hosts.join(',DNS:')}`];
execFileSync('openssl', ['req', ...kind, '-keyout', key, '-out', cert, '-days', '2', ...subject], {
  stdio: 'ignore',
});
mkdirSync(home, { mode: 0o700 });
writeFileSync(join(home, 'dirmngr.conf'), 'standard-resolver\ndisable-ipv6\n');
execFileSync('ip', ['link', 'set', 'lo', 'up']);
mount('/etc/hosts', `127.0.0.1 localhost ${hosts.join(' ')}\n`);
mount('/etc/nsswitch.conf', 'hosts: files\n');
mount('/etc/resolv.conf', 'nameserver 127.0.0.1\n');
mount('/etc/ssl/certs/ca-certificates.crt', readFileSync(cert, 'utf8'));

// Answers each question with “no such name”: gpg asks for more than addresses (RFC 1035 section 4.1.1).
const dns = createSocket('udp4', (question, { port, address: asker }) => {
  const answer = Buffer.from(question);
  answer.writeUInt16BE(0x8183, 2);
  dns.send(answer, port, asker);
});
dns.bind(53, '127.0.0.1');
await once(dns, 'listening');

const asked: string[] = [];
const shown = { url: '', date: '2026-11-22', preview: false, throwAwayKey: false, relay: null };
const files = createStaticFiles(site, { ...shown, url: `https://${hosts[0]}` });
const server = createServer(
  { key: readFileSync(key), cert: readFileSync(cert) },
  getRequestListener(
    async (request) => {
      const { hostname, pathname } = new URL(request.url);
      asked.push(`${hostname}${pathname}`);
      return await files(request);
    },
    { overrideGlobalObjects: false },
  ),
);
server.listen(443, '127.0.0.1');
await once(server, 'listening');

const locate = ['--auto-key-locate', 'clear,wkd', '--locate-external-keys', address];
const listed = await run('gpg', '--batch', '--quiet', '--with-colons', ...locate);
await run('gpgconf', '--kill', 'all');
const got = await run('sq', 'wkd', 'get', address);
const certificate = join(folder, 'got.pgp');
writeFileSync(certificate, got);
const found: WkdLookups = {
  gpg: [...listed.matchAll(/^pub:.*\n(?:.*\n)*?fpr:+([0-9A-F]{40}):/gm)].map(([, it = '']) => it),
  sq: await run('sq', 'inspect', certificate),
  asked,
};
process.stdout.write(JSON.stringify(found));
server.closeAllConnections();
server.close();
dns.close();
