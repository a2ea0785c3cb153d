/** What went wrong, in the reporter's words: what happened, where the report is now, what to do. */

import { deadReasons, problems, failure as words } from '#words/failure';
import { wrongReceipts } from '#words/receipt';
import type { Dropped } from './seal-job.ts';
import type { Failure } from './state.ts';

/** The words of the panel after a failure. */
export interface FailureText {
  readonly heading: string;
  readonly sentences: readonly string[];
}

export function toFailureText(failure: Failure): FailureText {
  const { notSent, notConfirmed, stillHere, stillTyped, sameAgain } = words;
  switch (failure.kind) {
    case 'no-usable-key':
      return {
        heading: notSent,
        sentences: [
          words.tooFewKeys,
          ...failure.dropped.map(toDroppedText),
          stillHere,
          words.otherWay,
        ],
      };
    case 'worker':
      return { heading: notSent, sentences: [words.noEncryption, stillHere, words.byHand] };
    case 'network': {
      const reason = failure.timedOut ? words.timedOut : words.unreachable;
      return { heading: notConfirmed, sentences: [reason, stillTyped, sameAgain] };
    }
    case 'no-proof':
      return {
        heading: notSent,
        sentences: [words.noProof, words.encryptedHere, words.againOrOther],
      };
    case 'stopped':
      return { heading: notConfirmed, sentences: [words.stopped, stillTyped, sameAgain] };
    case 'nonsense':
      return {
        heading: notConfirmed,
        sentences: [words.nonsense(failure.status), stillTyped, sameAgain],
      };
    case 'wrong-receipt':
      return {
        heading: notConfirmed,
        sentences: [
          words.wrongReceipt(wrongReceipts[failure.reason]),
          words.notArrived,
          words.tellThem,
        ],
      };
    case 'problem': {
      const { code, retryAfterSeconds } = failure.problem;
      const wait = retryAfterSeconds === undefined ? [] : [toWaitText(retryAfterSeconds)];
      return { heading: notSent, sentences: [problems[code], ...wait, stillTyped] };
    }
  }
}

/** Why one maintainer cannot read the report. */
export function toDroppedText({ owner, reason }: Dropped): string {
  return words.dropped(owner, deadReasons[reason]);
}

function toWaitText(seconds: number): string {
  return seconds <= 90
    ? words.waitSeconds(Math.ceil(seconds))
    : words.waitMinutes(Math.ceil(seconds / 60));
}
