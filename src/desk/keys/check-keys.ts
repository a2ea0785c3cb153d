/** Rules over certificates that can be used today: which of them will not be for long, and which address leads to none. */
import { toDay } from '../day.ts';
import type { Desk } from '../desk.ts';
import { createFinding, type Finding } from '../finding.ts';
import { toNearing } from '../nearing.ts';
import type { Certificate } from './certificate.ts';
import { renderKeyCommand } from './key-command.ts';

/**
 * Findings `key-expiring` and `key-address`, both warnings.
 * @param at the last second of the day of the build
 */
export function checkKeys(
  desk: Pick<Desk, 'channels'>,
  certificates: readonly Certificate[],
  at: Date,
): Finding[] {
  return [...checkExpiry(certificates, at), ...checkAddresses(desk, certificates)];
}

function checkExpiry(certificates: readonly Certificate[], at: Date): Finding[] {
  return certificates.flatMap((certificate) => {
    const end = toLastUse(certificate);
    if (end === null) return [];
    const nearing = toNearing(end, at);
    if (nearing === null) return [];
    const [file, day] = [certificate.file, toDay(end)];
    const found = `the certificate of ${certificate.owner}, which expires ${nearing.left}, on ${day}`;
    const wanted = `${nearing.act}, let its owner extend it: ${renderKeyCommand('extend', file)}. From that day on no report is encrypted to it.`;
    return [createFinding({ rule: 'key-expiring', file, found, wanted })];
  });
}

/** When nothing can be encrypted to it any more: the end of the key, or of the last of its subkeys for encryption. */
export function toLastUse({ expires, subkeys }: Certificate): Date | null {
  const ends = subkeys.map((it) => (it.expires === null ? Infinity : Date.parse(it.expires)));
  const end = Math.min(expires === null ? Infinity : Date.parse(expires), Math.max(...ends));
  return Number.isFinite(end) ? new Date(end) : null;
}

function checkAddresses(
  { channels }: Pick<Desk, 'channels'>,
  certificates: readonly Certificate[],
): Finding[] {
  if (certificates.length === 0) return [];
  return channels.flatMap((channel, index) => {
    if (channel.kind !== 'mail' || channel.address === undefined) return [];
    if (isInUserId(channel.address, certificates)) return [];
    return [
      createFinding({
        rule: 'key-address',
        file: 'desk.yaml',
        field: `channels[${index}].address`,
        found: `${channel.address}, which is in no user ID of a certificate`,
        wanted:
          'Add a user ID with this address by gpg --quick-add-uid and export the certificate again, so that mail programs know which key to use.',
      }),
    ];
  });
}

/** Whether mail programs find a key for an address among some certificates. */
export function isInUserId(address: string, certificates: readonly Certificate[]): boolean {
  const wanted = address.toLowerCase();
  return certificates.some((it) =>
    it.mailboxes.some((box) => box.address.toLowerCase() === wanted),
  );
}
