/** Why a file is no key of a desk, in one sentence and what to do instead. */
import type { Finding } from '../../desk/finding.ts';
import type { RuleName } from '../../desk/rules.ts';
import { toVisibleLine } from '../../desk/visible.ts';

const advice: Partial<Record<RuleName, string>> = {
  'key-private':
    'It stays where it is and nothing of it was copied; give what gpg --armor --export FINGERPRINT writes.',
  'key-several': 'Give each certificate a file of its own, and add one after the other.',
  'key-unreadable': 'Give what gpg --armor --export FINGERPRINT writes.',
  'key-unusable':
    'Reports could not be encrypted to it. Its owner extends it with gpg --quick-set-expire, or adds what encrypts: gpg --quick-add-key FINGERPRINT cv25519 encr 2y',
  'key-weak': 'So short a key can be broken; make a new one with npm run desk -- key rotate NAME.',
};

/** @param findings at least one of a rule that keeps a certificate from being used */
export function toRefusal(label: string, findings: readonly Finding[]): string {
  const finding = findings.find((it) => advice[it.rule] !== undefined);
  const found = finding?.found ?? 'no certificate';
  const wanted = finding === undefined ? '' : ` ${advice[finding.rule]}`;
  return `${label} holds ${toVisibleLine(found)}. Nothing was written.${wanted}`;
}
