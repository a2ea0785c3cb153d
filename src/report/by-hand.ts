/** The commands that encrypt a report with GnuPG, for people without script in their browser or without trust in it. */

/**
 * Encrypts `report.txt` to the given certificates, saved beside it under their published names.
 * @param fingerprints upper hex; each is the stem of a file `<fingerprint>.asc`
 */
export function renderGpgCommands(fingerprints: readonly string[]): string {
  const recipients = fingerprints.map((fingerprint) => `  --recipient-file ${fingerprint}.asc \\`);
  return ['gpg --armor --encrypt \\', ...recipients, '  --output report.asc report.txt'].join('\n');
}

/** Shows the fingerprint of each saved certificate, to compare with the page. */
export function renderGpgCheck(fingerprints: readonly string[]): string {
  return fingerprints.map((fingerprint) => `gpg --show-keys ${fingerprint}.asc`).join('\n');
}

/** The fingerprint in groups of four, for eyes. */
export function toFingerprintGroups(fingerprint: string): string {
  return (fingerprint.match(/.{1,4}/g) ?? []).join(' ');
}
