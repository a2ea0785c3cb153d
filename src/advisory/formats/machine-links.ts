/** The machine files that speak of one advisory, as its page links them. */
import { machineLinks as words } from '#words/machine-texts';
import type { Site } from '../../desk/site.ts';
import { toLink } from '../../desk/site.ts';
import type { Advisory } from '../advisory.ts';
import type { Facts } from '../facts.ts';
import { toCveIds } from './cve.ts';
import { isInVex } from './openvex.ts';

export interface MachineLink {
  readonly label: string;
  /** Link within the site, good under a path as well. */
  readonly href: string;
}

/** The files of one advisory, those that exist only. */
export function toMachineLinks(
  site: Site,
  records: Omit<Facts, 'site'>,
  advisory: Advisory,
): MachineLink[] {
  const { desk } = records;
  return [
    { label: words.osv, href: toLink(site, `/osv/${advisory.id}.json`) },
    ...(desk.cna === undefined ? [] : toCveIds(advisory)).map((id) => ({
      label: words.cve(id),
      href: toLink(site, `/cve/${id}.json`),
    })),
    ...(isInVex({ ...records, site }, advisory)
      ? [{ label: words.vex, href: toLink(site, '/vex/openvex.json') }]
      : []),
  ];
}
