/** Writes a whole desk with as many advisories as asked for, the same ones every time, for tests of long lists and of search. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One advisory of a generated desk, as far as tests ask for it. */
export interface Generated {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly title: string;
  readonly product: string;
  readonly band: 'critical' | 'high' | 'medium' | 'low';
  readonly year: number;
  readonly cwe: string;
}

const products = ['anvil', 'bellows', 'chisel', 'dowel'] as const;

const vectors = {
  critical: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
  high: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:H/A:H',
  medium: 'CVSS:3.1/AV:N/AC:H/PR:L/UI:R/S:U/C:L/I:H/A:N',
  low: 'CVSS:3.1/AV:L/AC:H/PR:L/UI:R/S:U/C:L/I:N/A:N',
} as const;

const bands = ['medium', 'high', 'low', 'critical', 'medium'] as const;
const years = [2023, 2024, 2025, 2026] as const;
const cwes = [22, 59, 79, 89, 94, 125, 400, 416, 502, 674, 787, 918] as const;

const subjects = ['archive', 'parser', 'lock file', 'socket', 'template', 'cookie', 'queue'];
const verbs = ['reads', 'writes', 'follows', 'forgets', 'repeats', 'trusts', 'leaks', 'skips'];
const objects = ['a symbolic link', 'a freed block', 'the session', 'an upload', 'a redirect'];

/** What advisory `index`, from 0, says. */
function toGenerated(index: number): Generated {
  const year = pick(years, index);
  const number = String(index + 1).padStart(4, '0');
  return {
    id: `GEN-${year}-${number}`,
    aliases: [
      `CVE-${year}-${40_000 + index}`,
      ...(index % 2 === 0 ? [`GHSA-${toGhsa(index)}`] : []),
    ],
    title: `The ${pick(subjects, index)} ${pick(verbs, index)} ${pick(objects, index)}, case ${index + 1}`,
    product: pick(products, index >> 1),
    band: pick(bands, index),
    year,
    cwe: `CWE-${pick(cwes, index)}`,
  };
}

/** @returns every advisory that was written into `folder` */
export function writeGeneratedDesk(folder: string, count: number): readonly Generated[] {
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  write(
    'desk.yaml',
    'name: Generated\nsummary: A desk that tests make.\nexample: true\nurl: https://security.generated.test\nchannels:\n  - kind: mail\n    where: Nobody writes to a generated desk.\n',
  );
  write(
    'policy/reporting.mdx',
    '---\ntitle: Reporting\norder: 1\n---\n\nNobody reports to a generated desk.\n',
  );
  for (const product of products) write(`products/${product}.yaml`, toProduct(product));
  const all = Array.from({ length: count }, (_, index) => toGenerated(index));
  for (const [index, it] of all.entries()) {
    write(`advisories/${it.year}/${it.id}.mdx`, toMdx(it, index));
  }
  return all;
}

function toProduct(id: string): string {
  const releases = [4, 3, 2, 1].flatMap((major) =>
    [2, 1, 0].map(
      (minor) => `  - { version: ${major}.${minor}.0, date: ${2020 + major}-0${minor + 1}-15 }`,
    ),
  );
  const lines = [4, 3, 2, 1].map((major) => `  - { name: ${major}.x, supported: ${major > 2} }`);
  return `name: ${id.charAt(0).toUpperCase()}${id.slice(1)}\nexample: true\nlines:\n${lines.join('\n')}\nreleases:\n${releases.join('\n')}\n`;
}

function toMdx(it: Generated, index: number): string {
  const day = `${it.year}-${two((index % 12) + 1)}-${two((index % 28) + 1)}`;
  return `---
id: ${it.id}
aliases: [${it.aliases.join(', ')}]
title: ${JSON.stringify(it.title)}
summary: Case ${index + 1} of ${it.product} is hit when somebody opens what another sent.
status: published
dates: { published: ${day} }
revisions:
  - { number: 1, date: ${day}, change: First publication. }
affected:
  - product: ${it.product}
    ranges:
      - { type: SEMVER, introduced: 3.0.0, fixed: ${(index % 2) + 3}.${(index % 2) + 1}.0 }
cvss: [${vectors[it.band]}]
cwe: [${it.cwe}]
remedies:
  - { kind: fix, text: Update to the newest version. }
---

## Impact

Whoever sends a crafted file number ${index + 1} reaches what only its reader should. ${toWords(index)}

## Details

The ${pick(subjects, index + 3)} ${pick(verbs, index + 5)} ${pick(objects, index + 2)} before it is checked, and ${toWords(index * 7 + 1)}
`;
}

/** Made-up words, so that an index grows as it does with real texts. */
function toWords(seed: number): string {
  const parts = [
    'ba',
    'ko',
    'ri',
    'tu',
    'mel',
    'san',
    'vo',
    'ned',
    'pil',
    'gar',
    'hos',
    'wim',
    'zet',
  ];
  const words = Array.from({ length: 24 }, (_, index) => {
    const number = (seed * 31 + index * index * 17) % (parts.length * parts.length * parts.length);
    return [number, Math.floor(number / parts.length), index + seed]
      .map((it) => parts[it % parts.length])
      .join('');
  });
  return `${words.join(' ')}.`;
}

/** Another one for each index: multiplied by what shares no factor with 20, and written to that base. */
function toGhsa(index: number): string {
  const letters = '23456789cfghjmpqrvwx';
  const digits = (index * 736_877 + 123_456) % 20 ** 8;
  const text = Array.from({ length: 8 }, (_, place) =>
    letters.charAt(Math.floor(digits / 20 ** place) % 20),
  ).join('');
  return `test-${text.slice(0, 4)}-${text.slice(4)}`;
}

function pick<T>(from: readonly T[], index: number): T {
  const found = from[index % from.length];
  if (found === undefined) throw new Error('Nothing to pick from.');
  return found;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
