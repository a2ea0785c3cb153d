/** An SMTP server for tests that answers each step as its script says, and keeps what it accepted. */
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';

/** A reply of one line, such as `451 later`; or the connection is cut, nothing is said any more, or a line never ends. */
export type SmtpStep = string | 'cut' | 'silence' | 'endless';

/** What is answered instead of success. */
export interface SmtpScript {
  greeting?: SmtpStep;
  ehlo?: SmtpStep;
  mail?: SmtpStep;
  /** One answer, or one for each RCPT TO line. */
  rcpt?: SmtpStep | ((line: string) => SmtpStep);
  data?: SmtpStep;
  /** After the first bytes of the message. */
  body?: 'cut' | 'silence';
  /** After the final dot. */
  dot?: SmtpStep;
  /** Each byte by itself. */
  bytewise?: true;
}

/** A message that was answered with 250. */
export interface AcceptedMail {
  /** The whole MAIL FROM line. */
  readonly from: string;
  /** The whole RCPT TO lines. */
  readonly to: readonly string[];
  /** With CRLF, dots undone. */
  readonly text: string;
  readonly tls: boolean;
}

/** What a fake server can do and say. */
export interface FakeSmtpOptions {
  readonly script?: SmtpScript;
  /** Lines of the EHLO answer, such as `SIZE 1000`. */
  readonly extensions?: readonly string[];
  /** Offers STARTTLS with this certificate. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Port to listen on; a free one without it. */
  readonly port?: number;
}

/** A running server. */
export interface FakeSmtp {
  readonly port: number;
  readonly mails: readonly AcceptedMail[];
  /** Every command line, of all connections. */
  readonly commands: readonly string[];
  /** May be changed between two deliveries. */
  script: SmtpScript;
  close(): Promise<void>;
}

const success = {
  greeting: '220 fake.example ESMTP',
  mail: '250 2.1.0 sender is fine',
  rcpt: '250 2.1.5 recipient is fine',
  data: '354 go on',
  dot: '250 2.0.0 accepted',
};

/** Starts a server on the loopback. */
export async function startFakeSmtp(options: FakeSmtpOptions = {}): Promise<FakeSmtp> {
  const { extensions = [], tls } = options;
  const mails: AcceptedMail[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  const fake = { script: options.script ?? {} };

  function serve(socket: Socket, secure: boolean): void {
    let [from, to, text, buffer]: [string, string[], string, string] = ['', [], '', ''];
    let [inData, silent] = [false, false];
    socket.setEncoding('latin1');
    socket.on('error', () => {});

    let said = Promise.resolve();
    function say(text: string): void {
      if (fake.script.bytewise === undefined) return void socket.write(text);
      socket.setNoDelay(true);
      for (const byte of text) {
        said = said.then(() => new Promise((resolve) => socket.write(byte, () => resolve())));
      }
    }

    function goOnForever(): void {
      const timer = setInterval(() => socket.write('2'), 5);
      socket.on('close', () => clearInterval(timer));
    }

    /** @returns whether the reply was a success */
    function answer(step: SmtpStep): boolean {
      silent = step === 'silence' || step === 'endless';
      if (step === 'cut') socket.destroy();
      else if (step === 'endless') goOnForever();
      else if (!silent) say(`${step}\r\n`);
      return /^[23]/.test(step);
    }

    function upgrade(): void {
      socket.write('220 go ahead\r\n');
      socket.removeAllListeners('data');
      const context = createSecureContext(tls);
      const secured = new TLSSocket(socket, { isServer: true, secureContext: context });
      secured.on('error', () => {});
      serve(secured, true);
    }

    function takeCommand(line: string): void {
      commands.push(line);
      const verb = line.slice(0, 4).toUpperCase();
      const { script } = fake;
      if (verb === 'EHLO') {
        if (script.ehlo !== undefined) return void answer(script.ehlo);
        const offered = [...extensions, ...(tls && !secure ? ['STARTTLS'] : [])];
        const lines = ['fake.example', ...offered];
        const last = lines.length - 1;
        say(lines.map((text, n) => `250${n === last ? ' ' : '-'}${text}\r\n`).join(''));
      } else if (verb === 'STAR' && tls && !secure) upgrade();
      else if (verb === 'MAIL')
        [from, to] = answer(script.mail ?? success.mail) ? [line, []] : ['', []];
      else if (verb === 'RCPT') {
        const { rcpt = success.rcpt } = script;
        if (answer(typeof rcpt === 'string' ? rcpt : rcpt(line))) to.push(line);
      } else if (verb === 'DATA') inData = answer(script.data ?? success.data);
      else if (verb === 'QUIT') socket.end('221 bye\r\n');
      else answer('500 unknown command');
    }

    function takeData(): void {
      const { body, dot = success.dot } = fake.script;
      if (body !== undefined) {
        inData = false;
        buffer = '';
        answer(body);
        return;
      }
      const end = buffer.startsWith('.\r\n') ? 0 : buffer.indexOf('\r\n.\r\n') + 2;
      if (end === 1) return;
      text = buffer.slice(0, end).replaceAll('\r\n..', '\r\n.');
      buffer = buffer.slice(end + 3);
      inData = false;
      if (answer(dot)) mails.push({ from, to, text, tls: secure });
    }

    socket.on('data', (data) => {
      buffer += String(data);
      while (!socket.destroyed && !silent) {
        if (inData) return takeData();
        const end = buffer.indexOf('\r\n');
        if (end < 0) return;
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        takeCommand(line);
      }
    });
    if (!secure) answer(fake.script.greeting ?? success.greeting);
  }

  const server = createServer((socket) => {
    sockets.add(socket);
    serve(socket, false);
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return Object.assign(fake, {
    port,
    mails,
    commands,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  });
}
