/** A fingerprint as a QR code that OpenPGP apps for phones can scan and compare. */
import { encode } from 'uqr';

/** A square picture: its modules a side, the white border of four counted, and the dark ones as the path of an SVG. */
export interface Qr {
  readonly size: number;
  readonly path: string;
}

/** @param fingerprint upper hex, without spaces; the scheme `OPENPGP4FPR` tells a phone what it is */
export function toFingerprintQr(fingerprint: string): Qr {
  const { size, data } = encode(`OPENPGP4FPR:${fingerprint}`, { ecc: 'M', border: 4 });
  const squares = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return { size, path: squares.join('') };
}
