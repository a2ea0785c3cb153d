/** Reads what gpg reports on its status pipe (GnuPG doc/DETAILS, "Format of the --status-fd output"). */

/** What became of a decryption. */
export type GpgVerdict =
  | { state: 'opened'; key: string; signed: boolean; fileName: string }
  | { state: 'no-secret-key'; keys: string }
  | { state: 'not-encrypted' | 'damaged' | 'key-locked' | 'password-only' | 'unknown' };

/**
 * The exit code says too little: gpg also ends with success after plain data that was never encrypted, and without
 * success after a good decryption whose signature it cannot check. Opened means exactly one encrypted message, holding
 * exactly one plaintext, that passed its integrity check, and nothing beside it.
 */
export function parseGpgStatus(status: string): GpgVerdict {
  const lines = status
    .split('\n')
    .filter((line) => line.startsWith('[GNUPG:] '))
    .map((line) => line.slice('[GNUPG:] '.length).split(' '));
  const named = (...keywords: string[]) => lines.filter(([word = '']) => keywords.includes(word));
  const order = named('BEGIN_DECRYPTION', 'PLAINTEXT', 'DECRYPTION_OKAY', 'END_DECRYPTION');
  const isWhole =
    order.map(([word]) => word).join(' ') ===
    'BEGIN_DECRYPTION PLAINTEXT DECRYPTION_OKAY END_DECRYPTION';
  const isBad = named('DECRYPTION_FAILED', 'BADMDC', 'ERROR', 'FAILURE').some(
    // A signature whose key is missing ends in a FAILURE of its own, and the text is good all the same.
    ([word, what]) => word !== 'FAILURE' || what === 'decrypt',
  );
  if (isWhole && !isBad) {
    return {
      state: 'opened',
      key: named('DECRYPTION_KEY')[0]?.[2] ?? '',
      signed: named('NEWSIG', 'GOODSIG', 'BADSIG', 'ERRSIG').length > 0,
      fileName: decodeName(named('PLAINTEXT')[0]?.[3] ?? ''),
    };
  }
  // Reported once the session key is known: from there on only the data can be at fault.
  if (named('DECRYPTION_INFO').length > 0) return { state: 'damaged' };
  const [keyError] = named('ERROR').filter(([, what]) => what === 'pkdecrypt_failed');
  if (keyError !== undefined) return { state: toKeyFault(Number(keyError[2])) };
  if (named('NEED_PASSPHRASE_SYM').length > 0) return { state: 'password-only' };
  const recipients = named('ENC_TO');
  if (recipients.length > 0) return { state: 'no-secret-key', keys: toKeys(recipients) };
  if (order.length > 0) return { state: 'not-encrypted' };
  return { state: named('NODATA').length > 0 ? 'damaged' : 'unknown' };
}

/** A libgpg-error value: the part that failed in the top byte, why in the lower half. */
function toKeyFault(error: number): 'key-locked' | 'damaged' | 'unknown' {
  const [agent, pinentry] = [4, 5];
  const [checksum, wrongSecretKey] = [10, 18];
  if ([agent, pinentry].includes(error >>> 24)) return 'key-locked';
  return [checksum, wrongSecretKey].includes(error & 0xffff) ? 'damaged' : 'unknown';
}

function toKeys(recipients: string[][]): string {
  return recipients
    .map(([, id = '']) => (/^0+$/.test(id) ? 'a hidden key' : `key ${id}`))
    .join(', ');
}

/** The file name field is percent-escaped; a name that is not valid UTF-8 is of no use. */
function decodeName(field: string): string {
  try {
    return decodeURIComponent(field);
  } catch {
    return '';
  }
}
