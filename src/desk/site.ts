/** Where and as what a desk is built: its address, its day, and the relay its form talks to. */
import { toDay } from './day.ts';
import type { Desk } from './desk.ts';
import type { Input } from './input.ts';

export interface Site {
  /** Absolute address, no slash at its end. */
  readonly url: string;
  /** UTC day of the build, `YYYY-MM-DD`. */
  readonly date: string;
  /** True in `npm start` and `npm run dev`: reports go to a relay on this machine only. */
  readonly preview: boolean;
  /** True where the only certificate is a throw-away one. */
  readonly throwAwayKey: boolean;
  readonly relay: SiteRelay | null;
}

export interface SiteRelay {
  readonly origin: string;
  readonly receiptKeys: readonly string[];
  readonly mailFrom: string | null;
}

/** The address that stands in where a demonstration names none. */
const placeholderUrl = 'http://localhost:4321';

/**
 * @param previewReceiptKeys public receipt keys of the relay in this process, where `input.preview` is set
 * @param throwAwayKey whether the preview's throw-away certificate is in use
 */
export function toSite(
  desk: Desk,
  input: Input,
  previewReceiptKeys: readonly string[],
  throwAwayKey: boolean,
): Site {
  const url = (input.url ?? desk.url ?? placeholderUrl).replace(/\/+$/, '');
  const preview = input.preview !== null;
  const common = { url, date: toDay(input.date), preview, throwAwayKey };
  if (preview) {
    const relay = { origin: new URL(url).origin, receiptKeys: previewReceiptKeys, mailFrom: null };
    return { ...common, relay };
  }
  if (desk.relay === undefined) return { ...common, relay: null };
  const { receiptKeys, mailFrom = null } = desk.relay;
  return { ...common, relay: { origin: new URL(desk.relay.url).origin, receiptKeys, mailFrom } };
}

/**
 * A link within the site, good under a path as well.
 * @param path from the site's root, with its slash, such as `/policy/`
 */
export function toLink(site: Site, path: `/${string}`): string {
  return `${new URL(site.url).pathname.replace(/\/$/, '')}${path}`;
}

/** The same as a whole address, for feeds, mail and files that leave the site. */
export function toUrl(site: Site, path: `/${string}`): string {
  return `${site.url}${path}`;
}
