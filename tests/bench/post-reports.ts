/** Posts many reports over a few connections that stay open, as cheaply as it can, for the relay is what is measured. */
import { randomFillSync } from 'node:crypto';
import { connect } from 'node:net';
import { bucketBytes, reportMediaType, reportsPath } from '../../src/contract.ts';
import { toProofHeaders } from '../helpers/proof.ts';

const accepted = Buffer.from('HTTP/1.1 202 ');

/**
 * As many messages that differ from one another as asked for, without encrypting each: that the data decrypts to
 * nothing is what a relay cannot see.
 */
export function createOthers(sealed: Uint8Array, count: number): readonly Buffer[] {
  // What stands before the data is far shorter than the smallest size.
  const keptBytes = Math.min(bucketBytes[0], sealed.length - bucketBytes[0]);
  return Array.from({ length: count }, () => randomFillSync(Buffer.from(sealed), keptBytes));
}

/** The bytes of a whole request. */
export function toRequest(host: string, body: Buffer): Buffer {
  const head = [
    `POST ${reportsPath} HTTP/1.1`,
    `Host: ${host}`,
    'Origin: https://desk.example',
    `Content-Type: ${reportMediaType}`,
    ...Object.entries(toProofHeaders(body)).map((field) => field.join(': ')),
    `Content-Length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}

/**
 * Posts every body, `inFlight` at a time.
 * @param url of the relay
 * @returns reports a second
 * @throws Error with the first answer that is no 202
 */
export async function postReports(
  url: string,
  bodies: readonly Buffer[],
  inFlight: number,
): Promise<number> {
  const { host, hostname, port } = new URL(url);
  const waiting = bodies.map((body) => toRequest(host, body));

  function postAll(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    function postNext(): void {
      const next = waiting.pop();
      if (next !== undefined) socket.write(next);
      else socket.end(resolve);
    }
    socket.on('connect', postNext).on('error', reject);
    // Receipts are far smaller than what one packet of the loopback takes.
    socket.on('data', (answer: Buffer) => {
      if (answer.subarray(0, accepted.length).equals(accepted)) postNext();
      else reject(new Error(`A report was answered: ${answer}`));
    });
    return promise;
  }

  const begun = performance.now();
  await Promise.all(Array.from({ length: inFlight }, postAll));
  return (bodies.length * 1000) / (performance.now() - begun);
}
