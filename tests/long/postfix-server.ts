/** A Postfix of its own on the loopback: its own configuration, queue and Maildir, nothing of the system's touched. Needs root. */
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../relay/doors.ts';

/** A running server. */
export interface PostfixServer {
  readonly port: number;
  /** PEM of the certificate that it signed itself, for `localhost`. */
  readonly certificate: string;
  /** Maildir of everybody at `example.test`. */
  readonly mail: string;
  readLog(): string;
  /** Has every recipient refused for now, or no longer. */
  greylist(on: boolean): void;
  stop(): Promise<void>;
}

/** Who the mail is stored as; any user that is not root. */
const mailUser = 65_534;

const services = [
  'postlog unix-dgram n - n - 1 postlogd',
  'cleanup unix n - n - 0 cleanup',
  'qmgr unix n - n 300 1 qmgr',
  'rewrite unix - - n - - trivial-rewrite',
  'bounce unix - - n - 0 bounce',
  'defer unix - - n - 0 bounce',
  'trace unix - - n - 0 bounce',
  'verify unix - - n - 1 verify',
  'flush unix n - n 1000? 0 flush',
  'proxymap unix - - n - - proxymap',
  'tlsmgr unix - - n 1000? 1 tlsmgr',
  'error unix - - n - - error',
  'retry unix - - n - - error',
  'discard unix - - n - - discard',
  'virtual unix - n n - - virtual',
  'anvil unix - - n - 1 anvil',
  'scache unix - - n - 1 scache',
  'showq unix n - n - - showq',
  'pickup unix n - n 60 1 pickup',
];

async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function makeCertificate(folder: string): string {
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
  const options = { stdio: 'ignore' } as const;
  execFileSync('openssl', ['req', ...kind, ...files, '-days', '2', ...subject], options);
  return join(folder, 'cert.pem');
}

/** Starts one that offers STARTTLS and, while greylisted, answers each RCPT with 450. */
export async function startPostfix(): Promise<PostfixServer> {
  const found = spawnSync('postfix', ['-h']).error === undefined;
  if (!found)
    throw new Error('Postfix is missing: apt-get install postfix, with “No configuration”.');
  if (process.getuid?.() !== 0) throw new Error('Postfix needs root to be started.');
  const folder = mkdtempSync(join(tmpdir(), 'postern-postfix-'));
  chmodSync(folder, 0o755);
  const make = (name: string) => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  };
  const [etc, queue, data, mail] = [make('etc'), make('queue'), make('data'), make('mail')];
  const postfixUser = Number(execFileSync('id', ['-u', 'postfix']).toString());
  chownSync(data, postfixUser, 0);
  chownSync(mail, mailUser, mailUser);
  const certificate = makeCertificate(etc);
  const [log, restrictions] = [join(folder, 'log'), join(etc, 'recipients')];
  const port = await findFreePort();
  const refuse = `/./ 450 4.2.0 Greylisted, try again\n`;
  const greylist = (on: boolean) => writeFileSync(restrictions, on ? refuse : '');
  greylist(false);
  const main = {
    compatibility_level: '3.6',
    queue_directory: queue,
    data_directory: data,
    mail_owner: 'postfix',
    setgid_group: 'postdrop',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    myhostname: 'localhost',
    mydestination: '',
    alias_maps: '',
    mynetworks: '127.0.0.0/8',
    virtual_mailbox_domains: 'example.test',
    virtual_mailbox_base: mail,
    virtual_mailbox_maps: 'static:all/',
    virtual_uid_maps: `static:${mailUser}`,
    virtual_gid_maps: `static:${mailUser}`,
    virtual_minimum_uid: '100',
    virtual_mailbox_limit: '0',
    message_size_limit: '62914560',
    smtpd_recipient_restrictions: `reject_unauth_destination, check_recipient_access regexp:${restrictions}, permit`,
    smtpd_tls_cert_file: certificate,
    smtpd_tls_key_file: join(etc, 'key.pem'),
    smtpd_tls_security_level: 'encrypt',
    smtpd_tls_loglevel: '1',
    default_transport: 'error:no relaying in tests',
    relay_transport: 'error:no relaying in tests',
    maillog_file: log,
    maillog_file_prefixes: folder,
  };
  const lines = Object.entries(main).map(([name, value]) => `${name} = ${value}`);
  writeFileSync(join(etc, 'main.cf'), `${lines.join('\n')}\n`);
  // Each client gets a process of its own, so that a change of the table is seen.
  const smtpd = `127.0.0.1:${port} inet n - n - - smtpd -o max_use=1`;
  writeFileSync(join(etc, 'master.cf'), `${[smtpd, ...services].join('\n')}\n`);
  const run = (command: string) => {
    const { status, stderr } = spawnSync('postfix', ['-c', etc, command]);
    if (status !== 0 && command === 'start') throw new Error(`postfix ${command}: ${stderr}`);
  };
  const readLog = () => (existsSync(log) ? readFileSync(log, 'utf8') : '');
  try {
    run('start');
    await until(() => readLog().includes('daemon started'));
  } catch (error) {
    const said = readLog();
    run('stop');
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`Postfix did not start: ${said}`, { cause: error });
  }
  return {
    port,
    certificate,
    mail: join(mail, 'all'),
    readLog,
    greylist,
    async stop() {
      run('stop');
      const pid = join(queue, 'pid/master.pid');
      await until(() => !isAlive(pid));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function isAlive(pidFile: string): boolean {
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8').trim()), 0);
    return true;
  } catch {
    return false;
  }
}
