/** Why gpg did not do what was asked, in a sentence for the person whose keys it has. */
import { toVisibleLine } from '../../desk/visible.ts';

/** Codes of libgpg-error (err-codes.h.in): the lower half of what a status line reports. */
const codes = {
  noPublicKey: 9,
  badPassphrase: 11,
  noSecretKey: 17,
  noPinEntry: 85,
  badPin: 87,
  cancelled: 99,
  cardRemoved: 110,
  cardNotPresent: 112,
  noCardDaemon: 119,
  fullyCancelled: 198,
} as const;

/** Its sources (err-sources.h.in): the part of GnuPG that failed, in the top byte. */
const sources = { agent: 4, pinentry: 5, cardDaemon: 6 } as const;

/**
 * @param status lines of `--status-fd`
 * @param errors what gpg wrote for a person, quoted where the status says nothing that we know
 * @param key whose secret key was wanted, as a person knows it
 */
export function renderGpgFault(status: string, errors: string, key: string): string {
  const reported = status
    .split('\n')
    .map((line) => /^\[GNUPG:\] (?:ERROR|FAILURE) \S+ (\d+)/.exec(line)?.[1])
    .flatMap((it) => (it === undefined ? [] : [Number(it)]));
  const isCode = (...wanted: number[]) => reported.some((it) => wanted.includes(it & 0xffff));
  const isSource = (wanted: number) => reported.some((it) => it >>> 24 === wanted);
  if (isCode(codes.cancelled, codes.fullyCancelled)) {
    return 'The question for the passphrase or PIN was cancelled. Run the command again and answer it.';
  }
  if (isCode(codes.badPassphrase, codes.badPin)) {
    return 'The passphrase or PIN was wrong. Run the command again.';
  }
  if (
    isSource(sources.cardDaemon) ||
    isCode(codes.cardRemoved, codes.cardNotPresent, codes.noCardDaemon)
  ) {
    return `The card with the key of ${key} cannot be used: gpg said ${lastWords(errors)}. Put it in, unlock it, and run the command again.`;
  }
  if (isCode(codes.noSecretKey, codes.noPublicKey)) {
    return `This keyring has no secret key of ${key}. Use the machine, the card or the GNUPGHOME that has it.`;
  }
  if (isSource(sources.pinentry) || isSource(sources.agent) || isCode(codes.noPinEntry)) {
    return 'gpg could not ask for the passphrase. Run export GPG_TTY=$(tty) and then the command again.';
  }
  return `gpg refused and said: ${lastWords(errors)}.`;
}

/** The last line that gpg wrote, fit for a terminal. */
export function lastWords(errors: string): string {
  const line = errors.trim().split('\n').at(-1) ?? '';
  return toVisibleLine(line.replace(/^gpg: /, '').slice(0, 200)) || 'nothing';
}
