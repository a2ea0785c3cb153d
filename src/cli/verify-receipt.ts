/** `npm run desk -- verify-receipt FILE`: whether a relay of this desk signed that it had a report. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Receipt, receiptText } from '../contract.ts';
import { parseReceipt } from '../report/receipt.ts';
import { parseReceiptText } from '../report/receipt-text.ts';
import type { Command, Io } from './command/command.ts';
import { readCommandDesk } from './command/command-desk.ts';
import { CommandError, UsageError } from './command/command-error.ts';
import { createCommand, type ParsedArgs } from './command/create-command.ts';
import { toBinary } from './open/armor.ts';

const help = `Usage: npm run desk -- verify-receipt FILE [options]

Checks a receipt, as text or as JSON, against the receipt keys of desk.yaml. A good receipt says that the relay had the
encrypted report on its disk at that time, and not that a person has read it.

  --message FILE  the encrypted report, .asc or binary: is the receipt for this one?
  --json          print what was found as data and nothing else
  --help          print this

Exit code: 0 the receipt is good, 1 it is not, 2 wrong usage.
`;

const options = {
  message: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

const notAReceipt = `This is no receipt. Wanted: the file that the form saved, receipt-….json or receipt-….txt, with
id, sha256, receivedAt, relay and signature.`;

async function verifyReceipt(
  { values, positionals }: ParsedArgs<typeof options>,
  io: Io,
): Promise<number> {
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) {
    throw new UsageError('Name one file: desk verify-receipt FILE.');
  }
  const receipt = parseReceipt(parseReceiptText(readBytes(io, path).toString('utf8')));
  if (receipt === null) throw new CommandError(notAReceipt);
  const { records } = await readCommandDesk(io);
  const { relay } = records.site;
  if (relay === null)
    throw new CommandError(
      'desk.yaml names no relay, so it has no receipts. POSTERN_CONTENT names the folder of another desk.',
    );
  const faults = findFaults(receipt, relay.origin, relay.receiptKeys);
  if (values.message !== undefined && receipt.sha256 !== hash(readBytes(io, values.message))) {
    faults.push(`It is for another encrypted report than ${values.message}.`);
  }
  if (values.json) {
    io.out(`${JSON.stringify({ good: faults.length === 0, faults, receipt }, null, 2)}\n`);
  } else if (faults.length === 0) {
    const { id, receivedAt } = receipt;
    io.out(
      `The receipt ${id} is good: ${receipt.relay} had the report on its disk at ${receivedAt}.\n`,
    );
  } else {
    io.err(`desk verify-receipt: the receipt is not good.\n${faults.join('\n')}\n`);
  }
  return faults.length === 0 ? 0 : 1;
}

function findFaults(receipt: Receipt, origin: string, keys: readonly string[]): string[] {
  const faults: string[] = [];
  if (receipt.id !== receipt.sha256.slice(0, 20)) {
    faults.push('Its id is not the beginning of its sha256.');
  }
  if (receipt.relay !== origin) {
    faults.push(`It names the relay ${receipt.relay}; the one of desk.yaml is ${origin}.`);
  }
  const signature = Buffer.from(receipt.signature, 'base64url');
  const isSigned = keys.some((x) => {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, receiptText(receipt), key, signature);
  });
  if (!isSigned) faults.push('Its signature was made with none of the receipt keys of desk.yaml.');
  return faults;
}

/** Of the binary message, whichever way it is written. */
function hash(file: Buffer): string {
  return createHash('sha256').update(toBinary(file)).digest('hex');
}

function readBytes(io: Io, path: string): Buffer {
  try {
    return readFileSync(resolve(io.cwd, path));
  } catch {
    throw new CommandError(`${path} cannot be read. Name the file with its folder.`);
  }
}

/** Checks a receipt. */
export const verifyReceiptCommand: Command = createCommand({
  name: 'verify-receipt',
  summary: 'check a receipt that a reporter shows',
  help,
  options,
  work: verifyReceipt,
});
