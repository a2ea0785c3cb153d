/** The desk as the report form needs to know it. */
import { toChannels } from '../desk/channel.ts';
import { toLink } from '../desk/site.ts';
import type { Records } from '../read.ts';
import type { ReportConfig } from '../report/config.ts';

export function toReportConfig(records: Records): ReportConfig {
  const { site, desk, certificates, products } = records;
  const mail = desk.channels.find((it) => it.kind === 'mail')?.address ?? null;
  return {
    desk: desk.name,
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
    products: products.map(({ id, name, releases }) => ({
      id,
      name,
      versions: releases.map((it) => it.version),
    })),
    acknowledgeHours: desk.promises.acknowledgeHours ?? null,
    channels: toChannels(desk).map(({ kind, title, href }) => ({
      kind,
      label: title,
      href: href?.startsWith('/') ? toLink(site, href as `/${string}`) : href,
    })),
    mail,
    demonstration: desk.example,
    manifestPath: toLink(site, '/.well-known/postern/desk.json'),
    keysPath: toLink(site, '/keys/'),
  };
}
