/** What went wrong, in the reporter's words: what happened, where the report is now, what to do. */

import { wrongReceipts } from './receipt.ts';
import type { Dropped } from './seal-job.ts';
import type { Failure } from './state.ts';
import { deadReasons } from './usable-key.ts';

/** The words of the panel after a failure. */
export interface FailureText {
  readonly heading: string;
  readonly sentences: readonly string[];
}

const notSent = 'Your report was not sent';
const notConfirmed = 'Nobody has confirmed your report yet';
const stillHere = 'It is still in this form, and has not left this device.';
const stillTyped = 'What you typed is still in this form.';
const sameAgain =
  'Try again: the same encrypted report is sent, and should it have arrived already, the maintainers still get it once.';

export function toFailureText(failure: Failure): FailureText {
  switch (failure.kind) {
    case 'no-usable-key':
      return {
        heading: notSent,
        sentences: [
          'Too few of the maintainers’ keys can be used, so nothing was encrypted.',
          ...failure.dropped.map(toDroppedText),
          stillHere,
          'Save a copy for yourself and report in another way.',
        ],
      };
    case 'worker':
      return {
        heading: notSent,
        sentences: [
          'This browser could not run the encryption.',
          stillHere,
          'Save a copy for yourself before you reload the page, or encrypt it by hand as described below.',
        ],
      };
    case 'network':
      return {
        heading: notConfirmed,
        sentences: [
          failure.timedOut
            ? 'The relay did not answer in time.'
            : 'The relay could not be reached, or the connection was cut.',
          stillTyped,
          sameAgain,
        ],
      };
    case 'no-proof':
      return {
        heading: notSent,
        sentences: [
          'This browser could not do the small piece of work that the relay asks for, so that it is not flooded.',
          'Your report is encrypted, and has not left this device.',
          'Try again, or use another way below.',
        ],
      };
    case 'stopped':
      return {
        heading: notConfirmed,
        sentences: ['You stopped the sending before the relay answered.', stillTyped, sameAgain],
      };
    case 'nonsense':
      return {
        heading: notConfirmed,
        sentences: [
          `The relay gave an answer that means nothing to this page (status ${failure.status}).`,
          stillTyped,
          sameAgain,
        ],
      };
    case 'wrong-receipt':
      return {
        heading: notConfirmed,
        sentences: [
          `The relay’s answer cannot be trusted: ${wrongReceipts[failure.reason]}.`,
          'Take it that the report has not arrived. Nobody without the maintainers’ keys can read it.',
          'Use another way below, and tell the maintainers about this.',
        ],
      };
    case 'problem': {
      const { title, retryAfterSeconds } = failure.problem;
      const wait =
        retryAfterSeconds === undefined
          ? []
          : [`Please try again after ${toWaitText(retryAfterSeconds)}.`];
      return { heading: notSent, sentences: [title, ...wait, stillTyped] };
    }
  }
}

/** Why one maintainer cannot read the report. */
export function toDroppedText({ owner, reason }: Dropped): string {
  return `Not encrypted to ${owner}: ${deadReasons[reason]}.`;
}

function toWaitText(seconds: number): string {
  if (seconds <= 90) return `${Math.ceil(seconds)} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
