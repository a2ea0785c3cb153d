/** Where a report stands: editing → sealing → (previewing →) sending → received | saved | failed. No document, no I/O. */

import type { Problem, Receipt } from '../contract.ts';
import type { Fault } from './check-answers.ts';
import type { Certificate } from './config.ts';
import type { WrongReceipt } from './receipt.ts';
import type { Report } from './report.ts';
import type { SealedReport, SealFailure, SealStage } from './seal-job.ts';

/** Why a report is not on its way. */
export type Failure =
  | Extract<SealFailure, { kind: 'no-usable-key' | 'worker' }>
  | { readonly kind: 'network'; readonly timedOut: boolean }
  | { readonly kind: 'no-proof' | 'stopped' }
  | { readonly kind: 'nonsense'; readonly status: number }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'wrong-receipt'; readonly reason: WrongReceipt };

/** Finding the proof of work, then the upload. */
export type SendStage = 'proving' | 'posting';

/** Everything that the page has to show. */
export type ReportState =
  | { readonly phase: 'editing'; readonly faults: readonly Fault[] }
  | { readonly phase: 'sealing'; readonly stage: SealStage }
  /** Encrypted, and shown to the reporter before it leaves. */
  | { readonly phase: 'previewing'; readonly sealed: SealedReport; readonly report: Report }
  | { readonly phase: 'sending'; readonly stage: SendStage; readonly sealed: SealedReport }
  /** `verified` is false where this browser cannot check signatures. */
  | {
      readonly phase: 'received';
      readonly sealed: SealedReport;
      readonly receipt: Receipt;
      readonly verified: boolean;
    }
  /** There is no relay: the encrypted file is the reporter's to send. */
  | { readonly phase: 'saved'; readonly sealed: SealedReport }
  | { readonly phase: 'failed'; readonly failure: Failure; readonly sealed: SealedReport | null }
  /** The relay knows other keys than this page; the reporter is asked before encrypting to them. */
  | { readonly phase: 'keys-changed'; readonly certificates: readonly Certificate[] };

/** What can happen. */
export type ReportEvent =
  | { readonly type: 'faulted'; readonly faults: readonly Fault[] }
  | { readonly type: 'submitted' }
  | { readonly type: 'staged'; readonly stage: SealStage }
  | { readonly type: 'previewed'; readonly sealed: SealedReport; readonly report: Report }
  | { readonly type: 'sealed'; readonly sealed: SealedReport; readonly toRelay: boolean }
  | { readonly type: 'posting' }
  | { readonly type: 'stopped' }
  | { readonly type: 'retried' }
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'received'; readonly receipt: Receipt; readonly verified: boolean }
  | { readonly type: 'keys-changed'; readonly certificates: readonly Certificate[] }
  | { readonly type: 'edited' };

/** At the start, and again for another report. */
export const firstState: ReportState = { phase: 'editing', faults: [] };

/** The next state. An event that does not belong to the phase, such as an answer come too late, changes nothing. */
export function nextState(state: ReportState, event: ReportEvent): ReportState {
  const { phase } = state;
  const isWorking = phase === 'sealing' || phase === 'sending';
  switch (event.type) {
    case 'faulted':
      return phase === 'sending' ? state : { phase: 'editing', faults: event.faults };
    case 'submitted':
      return isWorking ? state : { phase: 'sealing', stage: 'reading' };
    case 'staged':
      return phase === 'sealing' && state.stage !== event.stage
        ? { phase, stage: event.stage }
        : state;
    case 'previewed':
      if (phase !== 'sealing') return state;
      return { phase: 'previewing', sealed: event.sealed, report: event.report };
    case 'sealed': {
      if (phase !== 'sealing' && phase !== 'previewing') return state;
      const { sealed } = event;
      return event.toRelay ? toSending(sealed) : { phase: 'saved', sealed };
    }
    case 'posting':
      return phase === 'sending' && state.stage === 'proving'
        ? { ...state, stage: 'posting' }
        : state;
    case 'stopped':
      if (phase === 'sending' && state.stage === 'posting') {
        return { phase: 'failed', failure: { kind: 'stopped' }, sealed: state.sealed };
      }
      return isWorking ? firstState : state;
    case 'retried':
      return phase === 'failed' && state.sealed !== null ? toSending(state.sealed) : state;
    case 'failed':
      if (!isWorking) return state;
      return {
        phase: 'failed',
        failure: event.failure,
        sealed: phase === 'sending' ? state.sealed : null,
      };
    case 'received': {
      if (phase !== 'sending') return state;
      const { receipt, verified } = event;
      return { phase: 'received', sealed: state.sealed, receipt, verified };
    }
    case 'keys-changed':
      if (phase !== 'sending') return state;
      return { phase: 'keys-changed', certificates: event.certificates };
    case 'edited':
      return isWorking ? state : firstState;
  }
}

function toSending(sealed: SealedReport): ReportState {
  return { phase: 'sending', stage: 'proving', sealed };
}

/**
 * Whether leaving the page would lose a report.
 * @param typed whether the form holds anything
 * @param kept whether the encrypted file or its text was taken since it was made
 */
export function isUnsent({ phase }: ReportState, typed: boolean, kept: boolean): boolean {
  if (phase === 'received') return false;
  const encryptedIsKept = kept && (phase === 'saved' || phase === 'failed');
  return typed && !encryptedIsKept;
}
