/** The desk as the report form needs to know it. */

import { toChannels } from '../desk/channel.ts';
import type { Desk } from '../desk/desk.ts';
import { isOver } from '../desk/policy/away-view.ts';
import type { Product } from '../desk/product/product.ts';
import { toProductDesk, toReaderIds } from '../desk/product/product-desk.ts';
import { type Site, toLink } from '../desk/site.ts';
import type { Records } from '../read.ts';
import type { Absence, Channel, ReportConfig, ReportProduct } from '../report/config.ts';

export function toReportConfig(records: Records): ReportConfig {
  const { site, desk, certificates, products } = records;
  return {
    desk: desk.name,
    built: site.date,
    relay:
      site.relay === null
        ? null
        : {
            origin: site.relay.origin === new URL(site.url).origin ? null : site.relay.origin,
            receiptKeys: site.relay.receiptKeys,
            mailFrom: site.relay.mailFrom,
          },
    certificates: certificates.map(({ owner, fingerprint, armored, expires }) => ({
      owner,
      fingerprint,
      armored,
      expires,
    })),
    quorum: desk.quorum,
    products: products.map((product) => toProduct(product, records)),
    acknowledgeHours: desk.promises.acknowledgeHours ?? null,
    away: toAbsence(desk, site),
    channels: toWays(desk, site),
    demonstration: desk.example,
    readersPath: toLink(site, '/report/readers.json'),
    keysPath: toLink(site, '/keys/'),
  };
}

/** Longer before its first day than a page tells it: the form may be open by then, and its promise follows the clock. */
function toAbsence({ away }: Pick<Desk, 'away'>, { date }: Pick<Site, 'date'>): Absence | null {
  return away === undefined || isOver(away, date) ? null : { from: away.from, until: away.until };
}

function toProduct(product: Product, { site, desk, certificates }: Records): ReportProduct {
  const { id, name, releases, channels } = product;
  const own = toProductDesk(product, desk);
  return {
    id,
    name,
    versions: releases.map((it) => it.version),
    readers: toReaderIds(product, certificates),
    acknowledgeHours: own.promises.acknowledgeHours ?? null,
    channels: channels === undefined ? null : toWays(own, site),
  };
}

function toWays(desk: Parameters<typeof toChannels>[0], site: Site): Channel[] {
  return toChannels(desk).map(({ kind, title, href }) => ({
    kind,
    label: title,
    href: href?.startsWith('/') ? toLink(site, href as `/${string}`) : href,
  }));
}
