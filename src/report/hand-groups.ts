/** Who a report encrypted by hand is for, and how it gets there: once for all products that have this in common. */

import { handGroups as words } from '#words/by-hand';
import { chooseReaders } from './choose-readers.ts';
import type { Certificate, Channel, ReportConfig } from './config.ts';

export interface HandGroup {
  /** Products by name, in words; null where it is the same for every report. */
  readonly about: string | null;
  readonly certificates: readonly Certificate[];
  readonly channels: readonly Channel[];
}

/** In the order of the products; what is none of them comes last, with the products that have nothing of their own. */
export function toHandGroups(config: ReportConfig): HandGroup[] {
  const own = config.products.filter((it) => it.readers !== null || it.channels !== null);
  const desk = { certificates: config.certificates, channels: config.channels };
  if (own.length === 0) return [{ about: null, ...desk }];
  const groups = new Map<string, { names: string[] } & Omit<HandGroup, 'about'>>();
  for (const { id, name, readers, channels } of own) {
    const key = JSON.stringify([readers, channels]);
    const group = groups.get(key);
    if (group !== undefined) group.names.push(name);
    else {
      groups.set(key, {
        names: [name],
        certificates: chooseReaders(config, id),
        channels: channels ?? config.channels,
      });
    }
  }
  const rest = config.products.filter((it) => !own.includes(it)).map(({ name }) => name);
  return [
    ...[...groups.values()].map(({ names, ...group }) => ({ about: words.all(names), ...group })),
    { about: words.rest(rest), ...desk },
  ];
}
