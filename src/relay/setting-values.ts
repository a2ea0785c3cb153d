/** Parsers of single settings: text → value or the reason why not. No parser repeats what it was given. */

/** A value, or what is wanted instead. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly wanted: string };

/** Where mail is handed on. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps:`). */
  readonly implicitTls: boolean;
  readonly login: { readonly user: string; readonly pass: string } | null;
}

const good = <T>(value: T): Parsed<T> => ({ ok: true, value });
const bad = (wanted: string): Parsed<never> => ({ ok: false, wanted });

/** Text as it is. */
export function parseText(text: string): Parsed<string> {
  return good(text);
}

/** One or more entries between commas. */
export function parseList(text: string): Parsed<readonly string[]> {
  const entries = text.split(',').map((entry) => entry.trim());
  return entries.every((entry) => entry !== '') ? good(entries) : bad('entries between commas');
}

/** `on` or `off`. */
export function parseSwitch(text: string): Parsed<boolean> {
  if (text === 'on' || text === 'off') return good(text === 'on');
  return bad('on or off');
}

/** A parser of whole numbers between two bounds. */
export function createNumberParser(min: number, max: number): (text: string) => Parsed<number> {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? good(value) : bad(`a whole number from ${min} to ${max}`);
  };
}

/** The number of proxies before the relay; `off` for none. */
export function parseProxies(text: string): Parsed<number> {
  if (text === 'off') return good(0);
  return /^[1-9]$/.test(text) ? good(Number(text)) : bad('off, or the number of proxies, 1 to 9');
}

/** Scheme, host and port only. */
export function parseOrigin(text: string): Parsed<string> {
  const wanted = bad('an origin without a path, like https://relay.example');
  if (!URL.canParse(text)) return wanted;
  const { origin, protocol } = new URL(text);
  const web = protocol === 'https:' || protocol === 'http:';
  return web && (text === origin || text === `${origin}/`) ? good(origin) : wanted;
}

/** A bare mail address in ASCII. It goes into headers and SMTP commands, so that it may hold nothing else. */
export function parseAddress(text: string): Parsed<string> {
  const wanted = bad('a bare address like security@project.example');
  return /^[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(text)
    ? good(text)
    : wanted;
}

/** `FINGERPRINT=address` pairs between commas; spaces within a fingerprint are fine, as gpg prints them. */
export function parseRecipients(text: string): Parsed<ReadonlyMap<string, string>> {
  const recipients = new Map<string, string>();
  for (const [n, pair] of text.split(',').entries()) {
    const [name = '', address = '', ...rest] = pair.split('=');
    const fingerprint = name.replaceAll(/\s/g, '').toUpperCase();
    const whole = [address, ...rest].join('=').trim();
    if (!isFingerprint(fingerprint)) {
      return bad(`FINGERPRINT=address between commas; entry ${n + 1} has no whole fingerprint`);
    }
    if (!parseAddress(whole).ok) {
      return bad(`FINGERPRINT=address between commas; entry ${n + 1} has no mail address`);
    }
    if (recipients.has(fingerprint)) {
      return bad(`each fingerprint once; entry ${n + 1} repeats one`);
    }
    recipients.set(fingerprint, whole);
  }
  return good(recipients);
}

/** Whole fingerprints between commas; spaces within one are fine. */
export function parseFingerprints(text: string): Parsed<ReadonlySet<string>> {
  const entries = text.split(',').map((entry) => entry.replaceAll(/\s/g, '').toUpperCase());
  const wrong = entries.findIndex((entry) => !isFingerprint(entry));
  return wrong === -1
    ? good(new Set(entries))
    : bad(`whole fingerprints between commas; entry ${wrong + 1} is none`);
}

function isFingerprint(text: string): boolean {
  return /^(?:[0-9A-F]{40}|[0-9A-F]{64})$/.test(text);
}

/** `smtp://` (STARTTLS) or `smtps://` (TLS at once), with user and password percent-encoded. */
export function parseSmtpUrl(text: string): Parsed<SmtpServer> {
  const wanted = bad('smtps://user:password@host:465 or smtp://user:password@host:587');
  if (!URL.canParse(text)) return wanted;
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text);
  if (protocol !== 'smtp:' && protocol !== 'smtps:') return wanted;
  if (hostname === '' || !['', '/'].includes(pathname) || search !== '' || hash !== '')
    return wanted;
  const implicitTls = protocol === 'smtps:';
  try {
    const login = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
    return good({
      host: hostname.replaceAll(/^\[|\]$/g, ''),
      port: port === '' ? (implicitTls ? 465 : 587) : Number(port),
      implicitTls,
      login: username === '' ? null : login,
    });
  } catch {
    return bad('user and password percent-encoded');
  }
}
