/** What is said when a report is not on its way: what happened, where it is now, what to do. */
import type { ProblemCode } from '../../contract.ts';
import type { DeadReason } from '../../report/usable-key.ts';

export const failure = {
  notSent: 'Your report was not sent',
  notConfirmed: 'Nobody has confirmed your report yet',
  stillHere: 'It is still in this form, and has not left this device.',
  stillTyped: 'What you typed is still in this form.',
  sameAgain:
    'Try again: the same encrypted report is sent, and should it have arrived already, the maintainers still get it once.',
  tooFewKeys: 'Too few of the maintainers’ keys can be used, so nothing was encrypted.',
  otherWay: 'Save a copy for yourself and report in another way.',
  noEncryption: 'This browser could not run the encryption.',
  byHand:
    'Save a copy for yourself before you reload the page, or encrypt it by hand as described below.',
  timedOut: 'The relay did not answer in time.',
  unreachable: 'The relay could not be reached, or the connection was cut.',
  noProof:
    'This browser could not do the small piece of work that the relay asks for, so that it is not flooded.',
  encryptedHere: 'Your report is encrypted, and has not left this device.',
  againOrOther: 'Try again, or use another way below.',
  stopped: 'You stopped the sending before the relay answered.',
  nonsense: (status: number) =>
    `The relay gave an answer that means nothing to this page (status ${status}).`,
  wrongReceipt: (reason: string) => `The relay’s answer cannot be trusted: ${reason}.`,
  notArrived:
    'Take it that the report has not arrived. Nobody without the maintainers’ keys can read it.',
  tellThem: 'Use another way below, and tell the maintainers about this.',
  waitSeconds: (seconds: number) => `Please try again after ${seconds} seconds.`,
  waitMinutes: (minutes: number) => `Please try again after ${minutes} minutes.`,
  /** Why one maintainer cannot read the report. */
  dropped: (owner: string, reason: string) => `Not encrypted to ${owner}: ${reason}.`,
} as const;

/** Why the relay did not take a report, to somebody who did not write the program. */
export const problems = {
  'not-found': 'There is no relay at the address that this page has.',
  'method-not-allowed': 'What answers at the address of the relay is no relay.',
  'foreign-origin': 'The relay does not take reports from this site.',
  'wrong-media-type': 'The relay does not take what this page sent as a report.',
  'too-large': 'The report is larger than the relay takes.',
  'not-encrypted': 'What the relay got is not one encrypted report.',
  'wrong-framing': 'What the relay got is cut short, or holds more than the encrypted report.',
  'wrong-size': 'What the relay got does not have one of the agreed sizes.',
  'mixed-versions': 'The relay does not take reports that are encrypted in this manner.',
  'hidden-recipient': 'The relay does not take reports that hide who can read them.',
  'too-few-recipients': 'The report is encrypted to fewer maintainers than the relay asks.',
  'key-not-published': 'The report is encrypted to a key that is not published any more.',
  'proof-missing': 'The relay asks for a small piece of work, and the report came without it.',
  'proof-wrong': 'The relay did not take the small piece of work that it asks for.',
  'incomplete-body': 'The connection ended before the whole report had arrived.',
  'too-many-requests': 'Too many reports came from this network. Please wait.',
  unavailable: 'The relay cannot store a report now. Please try again.',
  internal: 'The relay failed. Nothing was stored.',
} as const satisfies Record<ProblemCode, string>;

/** Said after the owner’s name. */
export const deadReasons = {
  unreadable: 'the key cannot be read',
  'other-key': 'the key is not the one with the published fingerprint',
  private: 'the file holds a private key',
  'not-yet-valid': 'the key is newer than the clock in use',
  revoked: 'the key was revoked',
  expired: 'the key has expired',
  'cannot-encrypt': 'no part of the key can encrypt safely',
} as const satisfies Record<DeadReason, string>;
