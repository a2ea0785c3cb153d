/** The data a page hands to `<report-form>`, as JSON in its attribute `data-config`. */

/** Everything the form knows about the desk it stands on. */
export interface ReportConfig {
  /** The project's name, as it stands before every subject. */
  readonly desk: string;
  /** UTC day on which the page was built, `YYYY-MM-DD`: no clock that is right says an earlier one. */
  readonly built: string;
  /** Null where the site has no relay: then the form ends in a file to send by other means. */
  readonly relay: RelayConfig | null;
  readonly certificates: readonly Certificate[];
  /** How many certificates must be usable, at least. */
  readonly quorum: number;
  readonly products: readonly ReportProduct[];
  /** Hours within which an answer is promised, or null where nothing is promised. */
  readonly acknowledgeHours: number | null;
  /** An absence that was not over when the page was built, or null. */
  readonly away: Absence | null;
  readonly channels: readonly Channel[];
  readonly demonstration: boolean;
  /** Path of `readers.json`, read when the relay says that a key is no longer published. */
  readonly readersPath: string;
  /** Path of the folder of `<fingerprint>.asc`, with its last slash. */
  readonly keysPath: string;
}

/** Days on which answers take longer, `YYYY-MM-DD` in UTC, the last one included. */
export interface Absence {
  readonly from: string;
  readonly until: string;
}

/** Where reports are posted and how its receipts are checked. */
export interface RelayConfig {
  /** Null for the origin of the page. */
  readonly origin: string | null;
  /** Raw Ed25519 public keys, base64url, newest first. */
  readonly receiptKeys: readonly string[];
  /** The sender's address where it is not the one of `contract.ts`, or null. */
  readonly mailFrom: string | null;
}

/** One maintainer's OpenPGP certificate. */
export interface Certificate {
  /** Who reads with it, as people call them. */
  readonly owner: string;
  /** Upper hex: 40 digits for version 4, 64 for version 6. */
  readonly fingerprint: string;
  readonly armored: string;
  /** RFC 3339, or null for never. */
  readonly expires: string | null;
}

/** One thing a report can be about. */
export interface ReportProduct {
  readonly id: string;
  readonly name: string;
  readonly versions: readonly string[];
  /** Fingerprints of the certificates that reports about it are encrypted to, or null for all. */
  readonly readers: readonly string[] | null;
  /** Hours within which an answer is promised to reports about it, or null where nothing is promised. */
  readonly acknowledgeHours: number | null;
  /** Its own ways to report, or null for those of the desk. */
  readonly channels: readonly Channel[] | null;
}

/** One way to report. */
export interface Channel {
  readonly kind: 'code-host' | 'form' | 'mail' | 'web';
  readonly label: string;
  /** With `mailto:` before a mail address; null where there is nothing to follow. */
  readonly href: string | null;
}

type Check = (value: unknown) => boolean;

const isString: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => Number.isFinite(value);
const isBoolean: Check = (value) => typeof value === 'boolean';
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const isShape =
  (shape: Record<string, Check>): Check =>
  (value) =>
    faultyKey(value, shape) === null;

const isChannels = isListOf(isShape({ kind: isString, label: isString, href: orNull(isString) }));

const configShape: Record<keyof ReportConfig, Check> = {
  desk: isString,
  built: isString,
  relay: orNull(
    isShape({
      origin: orNull(isString),
      receiptKeys: isListOf(isString),
      mailFrom: orNull(isString),
    }),
  ),
  certificates: isListOf(
    isShape({
      owner: isString,
      fingerprint: isString,
      armored: isString,
      expires: orNull(isString),
    }),
  ),
  quorum: isNumber,
  products: isListOf(
    isShape({
      id: isString,
      name: isString,
      versions: isListOf(isString),
      readers: orNull(isListOf(isString)),
      acknowledgeHours: orNull(isNumber),
      channels: orNull(isChannels),
    }),
  ),
  acknowledgeHours: orNull(isNumber),
  away: orNull(isShape({ from: isString, until: isString })),
  channels: isChannels,
  demonstration: isBoolean,
  readersPath: isString,
  keysPath: isString,
};

/**
 * Reads the attribute that the page wrote. It trusts the page's values and checks only their shape.
 * @throws Error naming the first key of the wrong shape
 */
export function parseReportConfig(json: string): ReportConfig {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Error('data-config of <report-form>: found no JSON. Fill it from ReportConfig.');
  }
  const key = faultyKey(value, configShape);
  if (key !== null) {
    throw new Error(
      `data-config of <report-form>: "${key}" is missing or has the wrong shape. See ReportConfig in src/report/config.ts.`,
    );
  }
  return value as ReportConfig;
}

function faultyKey(value: unknown, shape: Record<string, Check>): string | null {
  if (typeof value !== 'object' || value === null) return 'value';
  const found = new Map(Object.entries(value));
  for (const [key, check] of Object.entries(shape)) {
    if (!check(found.get(key))) return key;
  }
  return null;
}
