/** nginx and Caddy before a relay, with the very files that operators get: only addresses, ports and certificates are put in. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connect } from 'node:tls';
import { until } from '../relay/doors.ts';

/** A proxy that runs. */
export interface ProxyServer {
  readonly version: string;
  readonly port: number;
  /** PEM of the certificate that it shows, for `localhost`. */
  readonly certificate: string;
  /** Everything that it wrote while it ran, to its files and to its own output. */
  readWritten(): string;
  close(): Promise<void>;
}

const deploy = resolve(import.meta.dirname, '../../src/relay/deploy');

/** The port that the files name for the relay. */
const namedRelay = '127.0.0.1:8025';

async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

function replaceOnce(text: string, found: string, wanted: string): string {
  const [before, ...after] = text.split(found);
  if (after.length !== 1) throw new Error(`The file names “${found}” ${after.length} times.`);
  return `${before}${wanted}${after.join(found)}`;
}

function makeCertificate(folder: string): { cert: string; key: string } {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync(
    'openssl',
    ['req', ...kind, '-keyout', key, '-out', cert, '-days', '2', ...subject],
    { stdio: 'ignore' },
  );
  return { cert, key };
}

interface Parts {
  readonly folder: string;
  readonly port: number;
  readonly relay: string;
  readonly cert: string;
  readonly key: string;
}

interface Start {
  readonly command: string;
  readonly args: readonly string[];
}

function prepareNginx({ folder, port, relay, cert, key }: Parts): Start {
  let site = readFileSync(join(deploy, 'nginx.conf'), 'utf8').replaceAll(namedRelay, relay);
  site = replaceOnce(site, 'listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`);
  site = replaceOnce(site, '    listen [::]:443 ssl;\n', '');
  site = replaceOnce(site, 'server_name relay.example.org;', 'server_name localhost;');
  site = replaceOnce(site, '/etc/letsencrypt/live/relay.example.org/fullchain.pem', cert);
  site = replaceOnce(site, '/etc/letsencrypt/live/relay.example.org/privkey.pem', key);
  writeFileSync(join(folder, 'relay.conf'), site);
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  for (const kind of kinds) mkdirSync(join(folder, kind), { mode: 0o777 });
  const main = [
    'daemon off;',
    'worker_processes 1;',
    `pid ${join(folder, 'pid')};`,
    // As Debian has it, which logs more than the file for the relay should let through.
    `error_log ${join(folder, 'error.log')};`,
    'events {}',
    'http {',
    `access_log ${join(folder, 'access.log')};`,
    ...kinds.map((kind) => `${kind}_temp_path ${join(folder, kind)};`),
    `include ${join(folder, 'relay.conf')};`,
    '}',
  ];
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, main.join('\n'));
  return { command: 'nginx', args: ['-c', file, '-p', folder] };
}

function prepareCaddy({ folder, port, relay, cert, key }: Parts): Start {
  let site = readFileSync(join(deploy, 'Caddyfile'), 'utf8');
  const own = `https://localhost:${port} {\n\tbind 127.0.0.1\n\ttls ${cert} ${key}\n`;
  site = replaceOnce(site, '\nrelay.example.org {\n', `\n${own}`);
  site = replaceOnce(site, `reverse_proxy ${namedRelay}`, `reverse_proxy ${relay}`);
  const file = join(folder, 'Caddyfile');
  const options = '{\n\tadmin off\n\tauto_https off\n}\n';
  // What the file sets for the whole server stands in its first block.
  const whole = /^\{\n/m.test(site) ? site.replace(/^\{\n/m, options.slice(0, -2)) : options + site;
  writeFileSync(file, whole);
  return { command: 'caddy', args: ['run', '--config', file, '--adapter', 'caddyfile'] };
}

const kinds = {
  nginx: { prepare: prepareNginx, version: ['-v'] },
  caddy: { prepare: prepareCaddy, version: ['version'] },
} as const;

/**
 * @param relay host and port of a relay that runs
 * @throws with the package to install where the program is missing, with its own words where it does not start
 */
export async function startProxy(kind: keyof typeof kinds, relay: string): Promise<ProxyServer> {
  const { prepare, version } = kinds[kind];
  const asked = spawnSync(kind, version, { encoding: 'utf8' });
  if (asked.error !== undefined)
    throw new Error(`${kind} is missing: apt-get install ${kind}.`, { cause: asked.error });
  const folder = mkdtempSync(join(tmpdir(), `postern-${kind}-`));
  const port = await findFreePort();
  const { cert, key } = makeCertificate(folder);
  const { command, args } = prepare({ folder, port, relay, cert, key });
  let said = '';
  const child: ChildProcess = spawn(command, args, {
    env: { PATH: process.env.PATH, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data) => {
      said += String(data);
    });
  }
  const ended = once(child, 'close');
  async function close() {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
  try {
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`${kind} did not start: ${said}`);
      return await isOpen(port);
    });
  } catch (cause) {
    await close();
    throw cause;
  }
  return {
    version: `${kind} ${(asked.stdout + asked.stderr).trim()}`,
    port,
    certificate: readFileSync(cert, 'utf8'),
    readWritten() {
      const logs = readdirSync(folder).filter((name) => name.endsWith('.log'));
      return said + logs.map((name) => readFileSync(join(folder, name), 'utf8')).join('');
    },
    close,
  };
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect({
    port,
    host: '127.0.0.1',
    servername: 'localhost',
    rejectUnauthorized: false,
  });
  const opened = await Promise.race([
    once(socket, 'secureConnect').then(() => true),
    once(socket, 'close').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return opened;
}
