/** A key as a person compares it, on a terminal and as data. */
import { toVisibleLine } from '../../desk/visible.ts';
import type { KeyFile } from './key-file.ts';

/** Groups of four, a wider gap in the middle. */
export function renderFingerprint(fingerprint: string): string {
  const groups = fingerprint.match(/.{4}/g) ?? [];
  const half = groups.length / 2;
  return `${groups.slice(0, half).join(' ')}  ${groups.slice(half).join(' ')}`;
}

/** Four lines, indented; a key that cannot be used says why instead of when it expires. */
export function renderKey({ userIds, fingerprint, certificate, findings, owner }: KeyFile): string {
  const lines = [
    ['Owner', userIds.map(toVisibleLine).join(', ') || owner],
    ['Fingerprint', renderFingerprint(fingerprint)],
    ...(certificate === null
      ? [['Not used', toVisibleLine(findings.map((it) => it.found).join('; '))]]
      : [
          ['Algorithm', toAlgorithm(certificate)],
          ['Expires', certificate.expires?.slice(0, 10) ?? 'never'],
          ...findings.map((it) => ['But', toVisibleLine(it.found)]),
        ]),
  ];
  return lines.map(([label = '', value]) => `  ${label.padEnd(12)} ${value}`).join('\n');
}

/** The same for a program. */
export function toKeyData({ name, file, owner, fingerprint, certificate, findings }: KeyFile) {
  return {
    name,
    file,
    owner,
    fingerprint,
    algorithm: certificate?.algorithm ?? null,
    expires: certificate?.expires ?? null,
    usable: certificate !== null,
    findings: findings.map(({ code, rule, level, found, wanted }) => ({
      code,
      rule,
      level,
      found,
      wanted,
    })),
  };
}

function toAlgorithm({ algorithm, subkeys }: NonNullable<KeyFile['certificate']>): string {
  const encrypts = [...new Set(subkeys.map((it) => it.algorithm))].join(' and ');
  return `${algorithm}, encrypts with ${encrypts}`;
}
