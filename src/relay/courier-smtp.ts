/** A courier to one mail server by SMTP (RFC 5321), with STARTTLS or TLS from the start. */
import { Readable } from 'node:stream';
import { getCACertificates } from 'node:tls';
import { createTransport } from 'nodemailer';
import { outerFromAddress } from '../contract.ts';
import type { Courier, Delivery } from './courier.ts';
import type { MailSettings } from './mime.ts';
import { renderMail } from './mime.ts';
import { renderNotice } from './notice.ts';
import type { SmtpServer } from './setting-values.ts';

/** What the courier is made of. */
export interface SmtpParts extends MailSettings {
  readonly smtp: SmtpServer;
  /** With true, nothing is sent without TLS. */
  readonly requireTls: boolean;
  /** Further certificate authorities in PEM, beside the platform's, or null. */
  readonly ca: readonly string[] | null;
  /** Address by certificate fingerprint. */
  readonly recipients: ReadonlyMap<string, string>;
  /** Fingerprints whose mail is no PGP/MIME. */
  readonly inline: ReadonlySet<string>;
  /** Envelope sender, or null for the address in From. */
  readonly envelopeFrom: string | null;
  /** How long silence may last, in milliseconds; without it as long as RFC 5321 section 4.5.3.2 asks for. */
  readonly silenceMs?: number;
  /** How long one mail may take in all, in milliseconds; half an hour without it. */
  readonly wholeMs?: number;
  /** Ends an attempt that is under way. */
  readonly signal: AbortSignal;
}

/** RFC 5321 section 4.5.3.2.6: after its final dot a server may take ten minutes. */
const defaultSilenceMs = 10 * 60 * 1000;

/** One mail takes no longer than this, whatever happens: a server may go on without ever being silent. */
const defaultWholeMs = 30 * 60 * 1000;

/**
 * Only the server's own word about sender, recipient or message is final. A refused login or missing TLS carries a 5xx
 * code too, but is mended here and not by giving up.
 */
function toDelivery(error: unknown): Delivery {
  const { code, responseCode, command } = error as Readonly<Record<string, unknown>>;
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') {
    return { outcome: 'transient', code: typeof code === 'string' ? code : 'failed' };
  }
  // The library refuses a mail beyond the size that the server announced (RFC 1870) without asking the server.
  const tooLarge = responseCode === undefined && code === 'EMESSAGE' && command === 'MAIL FROM';
  const reply = tooLarge ? 552 : Number(responseCode);
  const permanent = reply >= 500 && reply < 600;
  return { outcome: permanent ? 'permanent' : 'transient', code: String(reply) };
}

/** A courier that opens a connection for each mail, since reports are rare. */
export function createSmtpCourier(parts: SmtpParts): Courier {
  const { smtp, requireTls, ca, recipients, inline, envelopeFrom, origin } = parts;
  const { silenceMs = defaultSilenceMs, wholeMs = defaultWholeMs } = parts;
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.implicitTls,
    requireTLS: requireTls && !smtp.implicitTls,
    name: new URL(origin).hostname,
    ...(smtp.login === null ? {} : { auth: smtp.login }),
    ...(ca === null ? {} : { tls: { ca: [...getCACertificates('default'), ...ca] } }),
    dnsTimeout: Math.min(silenceMs, 30_000),
    connectionTimeout: Math.min(silenceMs, 60_000),
    greetingTimeout: Math.min(silenceMs, 300_000),
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  async function send(to: string, raw: Readable | string, size: number): Promise<Delivery> {
    const from = envelopeFrom ?? outerFromAddress(origin);
    try {
      await transport.sendMail({
        // The size lets a server that takes less refuse before the upload.
        envelope: { from, to: [to], size },
        raw,
        signal: AbortSignal.any([parts.signal, AbortSignal.timeout(wholeMs)]),
      });
      return { outcome: 'delivered' };
    } catch (error) {
      return toDelivery(error);
    }
  }

  return {
    async deliver({ item, body }, recipient) {
      const to = recipients.get(recipient);
      if (to === undefined) return { outcome: 'transient', code: 'no-address' };
      const mail = renderMail(item, { to, inline: inline.has(recipient) }, parts, body());
      return await send(to, Readable.from(mail.text, { objectMode: false }), mail.bytes);
    },
    async check() {
      try {
        await transport.verify();
        return { outcome: 'delivered' };
      } catch (error) {
        return toDelivery(error);
      }
    },
    async notify(notice, to) {
      if (to === null) return { outcome: 'transient', code: 'no-address' };
      const mail = renderNotice(notice, to, origin);
      return await send(to, mail, mail.length);
    },
  };
}
