/** A desk as its published report page knows it: what a reporter's browser encrypts by, and where it sends. */
import { toVisibleLine } from '../../desk/visible.ts';
import { parseReportConfig, type ReportConfig } from '../../report/config.ts';
import { CommandError } from '../command/command-error.ts';

export interface PublishedDesk {
  /** Its address, without a slash at its end. */
  readonly site: string;
  readonly config: ReportConfig;
  /** Origin of its relay. */
  readonly relay: string;
  /** A file beside the page, for the clock of its server. */
  readonly readers: URL;
}

const timeoutMs = 30_000;

/** @throws CommandError in one sentence where a reporter could not send from there */
export async function readPublishedDesk(site: string): Promise<PublishedDesk> {
  const page = `${site}/report/`;
  const html = await readPage(page);
  const attribute = /<report-form\b[^>]*?\sdata-config="([^"]*)"/.exec(html)?.[1];
  if (attribute === undefined) {
    throw new CommandError(
      `${page} has no form that encrypts reports, so there is nothing to test.`,
    );
  }
  const config = toPrintable(parse(page, decode(attribute)));
  if (config.relay === null) {
    const why = 'its reporters send the encrypted file by other means';
    throw new CommandError(`${page} has no relay to test: ${why}.`);
  }
  if (config.certificates.length === 0) {
    throw new CommandError(
      `${page} has no key, so nobody could open a test. Add one to keys/, and publish the site.`,
    );
  }
  const relay = config.relay.origin ?? new URL(site).origin;
  return { site, config, relay, readers: new URL(config.readersPath, page) };
}

async function readPage(page: string): Promise<string> {
  const answer = await fetch(page, { signal: AbortSignal.timeout(timeoutMs) }).catch(() => null);
  if (answer === null) {
    throw new CommandError(`${page} does not answer. Look at the host, or at the address.`);
  }
  if (!answer.ok) {
    throw new CommandError(
      `${page} answers ${answer.status}. Look at the host, or give the address of a site with --desk URL.`,
    );
  }
  return await answer.text();
}

function parse(page: string, json: string): ReportConfig {
  try {
    return parseReportConfig(json);
  } catch {
    throw new CommandError(
      `${page} was built by a Postern of another version. Publish the site again, with this one.`,
    );
  }
}

/** Whoever can change the page could otherwise make a terminal hide that its keys are others. */
function toPrintable(config: ReportConfig): ReportConfig {
  const { relay } = config;
  return {
    ...config,
    relay: relay && { ...relay, receiptKeys: relay.receiptKeys.map(toVisibleLine) },
    certificates: config.certificates.map(({ owner, fingerprint, ...key }) => ({
      ...key,
      owner: toVisibleLine(owner),
      fingerprint: toVisibleLine(fingerprint),
    })),
  };
}

const entities: Readonly<Record<string, string>> = { amp: '&', quot: '"', lt: '<', gt: '>' };

/** What Astro writes in attributes (HTML section 13.1.4). */
function decode(attribute: string): string {
  return attribute.replaceAll(/&(?:#(\d+)|([a-z]+));/g, (all, number?: string, name = '') =>
    number === undefined ? (entities[name] ?? all) : String.fromCodePoint(Number(number)),
  );
}
