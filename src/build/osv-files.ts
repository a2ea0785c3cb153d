/** OSV for scanners and aggregators: each record, all of them, and the list of what changed when (ossf.github.io/osv-schema, REST and zip). */
import { zipSync } from 'fflate';
import type { Advisory } from '../advisory/advisory.ts';
import type { Facts } from '../advisory/facts.ts';
import { toOsv } from '../advisory/formats/osv.ts';
import { renderSortedJson } from '../advisory/formats/sorted-json.ts';

/** The first moment that a zip can hold, in whatever zone the build runs: a zip knows none. */
const noTime = new Date(1980, 0, 1);

/** @returns content by path: `/osv/<ID>.json`, `/osv/all.json`, `/osv/modified_id.csv` and `/osv/all.zip` */
export function toOsvFiles(
  facts: Facts,
  advisories: readonly Advisory[],
): [string, string | Uint8Array][] {
  const records = advisories
    .map((advisory) => ({ name: `${advisory.id}.json`, record: toOsv(facts, advisory) }))
    .sort(
      (a, b) =>
        b.record.modified.localeCompare(a.record.modified, 'en') ||
        a.record.id.localeCompare(b.record.id, 'en'),
    )
    .map((it) => ({ ...it, text: renderSortedJson(it.record) }));
  const all = `[\n${records.map((it) => it.text.trimEnd()).join(',\n')}\n]\n`;
  const changes = records.map(({ record }) => `${record.modified},${record.id}\n`).join('');
  return [
    ...records.map(({ name, text }): [string, string] => [`/osv/${name}`, text]),
    ['/osv/all.json', all],
    ['/osv/modified_id.csv', changes],
    ['/osv/all.zip', zip(records)],
  ];
}

function zip(records: readonly { readonly name: string; readonly text: string }[]): Uint8Array {
  const encoder = new TextEncoder();
  const files = records
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, text }) => [name, encoder.encode(text)] as const);
  return zipSync(Object.fromEntries(files), { mtime: noTime, level: 6 });
}
