/** The way of one report from the form to its end. What it does to the world is injected, so no document in here. */

import { lateFaults } from '#words/report-sending';
import { toProofHour } from '../contract.ts';
import { checkAnswers, type Fault } from './check-answers.ts';
import { chooseReaders, type KeySet } from './choose-readers.ts';
import type { Certificate, ReportConfig } from './config.ts';
import type { Health } from './health.ts';
import type { Prover } from './prover.ts';
import { checkReceipt } from './receipt.ts';
import { type Answers, toReport } from './report.ts';
import { isSameKeySet } from './same-keys.ts';
import type { SealedReport, SealFailure } from './seal-job.ts';
import type { Sealer } from './sealer.ts';
import type { Sending } from './send.ts';
import {
  type Failure,
  firstState,
  nextState,
  type ReportEvent,
  type ReportState,
} from './state.ts';

/** What the world does for a report. None of these rejects. */
export interface Steps {
  readHealth(): Promise<Health>;
  readonly seal: Sealer['seal'];
  readonly prove: Prover['prove'];
  send(body: SealedReport['body'], proof: string | null): Promise<Sending>;
  /** The keys published now, or null where they cannot be read. */
  readKeys(): Promise<KeySet | null>;
  /** Ends what is under way: what was awaited of it then comes to nothing. */
  stop(): void;
}

/** One report on its way. Each of these may be called at any time; what does not fit the phase does nothing. */
export interface Reporting {
  /** Checks, encrypts and, where there is a relay, sends. After a failure it sends the same encrypted report again. */
  submit(answers: Answers, files: readonly File[]): Promise<void>;
  /** Checks and encrypts, and waits for `confirm` to show what will be sent. The proof of work begins meanwhile. */
  preview(answers: Answers, files: readonly File[]): Promise<void>;
  /** Sends what was previewed. */
  confirm(): Promise<void>;
  /** Ends encrypting or sending. */
  stop(): void;
  /** Encrypts again, to the keys that the relay knows. */
  agree(): Promise<void>;
  /** Back to the form: what was encrypted is no longer what stands there. */
  edit(): void;
  /** Who a report about a product would be encrypted to now. */
  readersOf(product: string): readonly Certificate[];
}

/**
 * @param relay the relay's origin, or null where there is none
 * @param show called with every new state
 */
export function createReporting(
  config: ReportConfig,
  relay: string | null,
  steps: Steps,
  show: (state: ReportState) => void,
): Reporting {
  let state = firstState;
  let keys: KeySet = config;
  let offered: KeySet | null = null;
  let draft: { answers: Answers; files: readonly File[] } | null = null;
  /** Counts what was begun or stopped, so that nothing goes on with an answer that nobody waits for any more. */
  let turn = 0;

  const tell = (event: ReportEvent): ReportState => {
    const next = nextState(state, event);
    if (next !== state) {
      state = next;
      show(state);
    }
    return state;
  };
  const fail = (failure: Failure) => tell({ type: 'failed', failure });

  async function seal(answers: Answers, files: readonly File[], preview = false): Promise<void> {
    if (state.phase === 'sealing' || state.phase === 'sending') return;
    turn += 1;
    const mine = turn;
    draft = { answers, files };
    tell({ type: 'submitted' });
    const health = await steps.readHealth();
    if (turn !== mine) return;
    const now = toOwnTime(health.now, config);
    const report = toReport(answers, files, config, now);
    const request = {
      report,
      files,
      certificates: chooseReaders(keys, answers.product),
      quorum: config.quorum,
      sender: { relay, mailFrom: config.relay?.mailFrom ?? null },
      now: now.getTime(),
    };
    const sealing = await steps.seal(request, (stage) => tell({ type: 'staged', stage }));
    if (turn !== mine) return;
    if (sealing.kind === 'failed') return failSealing(sealing.failure);
    const { sealed } = sealing;
    if (preview) {
      tell({ type: 'previewed', sealed, report });
      if (relay !== null && health.proofBits > 0) void prove(sealed, relay, health);
      return;
    }
    tell({ type: 'sealed', sealed, toRelay: relay !== null });
    await send(health);
  }

  function failSealing(failure: SealFailure): void {
    const fault = toFault(failure);
    if (fault !== null) tell({ type: 'faulted', faults: [fault] });
    else if (failure.kind === 'no-usable-key' || failure.kind === 'worker') fail(failure);
  }

  /** @param health read just now, or null */
  async function send(health: Health | null): Promise<void> {
    if (state.phase !== 'sending' || relay === null) return;
    turn += 1;
    const mine = turn;
    const { sealed } = state;
    let sending = await post(sealed, relay, health ?? (await steps.readHealth()), mine);
    // The hour has passed, or more work is asked since the relay has more to do.
    if (sending.kind === 'problem' && sending.problem.code.startsWith('proof-')) {
      sending = await post(sealed, relay, await steps.readHealth(), mine);
    }
    if (turn !== mine) return;
    if (sending.kind === 'problem' && sending.problem.code === 'key-not-published') {
      if (await offerKeys()) return;
    }
    if (sending.kind !== 'receipt') {
      fail(sending);
      return;
    }
    const { receipt } = sending;
    const receiptKeys = config.relay?.receiptKeys ?? [];
    const check = await checkReceipt(receipt, { sha256: sealed.sha256, relay, receiptKeys });
    if (check.kind === 'wrong') fail({ kind: 'wrong-receipt', reason: check.reason });
    else tell({ type: 'received', receipt, verified: check.kind === 'verified' });
  }

  async function prove(
    { sha256 }: SealedReport,
    relay: string,
    { now, proofBits }: Health,
  ): Promise<string | null> {
    return await steps.prove({ sha256, hour: toProofHour(now), relay }, proofBits);
  }

  async function post(
    sealed: SealedReport,
    relay: string,
    health: Health,
    mine: number,
  ): Promise<Sending | { kind: 'no-proof' }> {
    const isAsked = health.proofBits > 0;
    const proof = isAsked && turn === mine ? await prove(sealed, relay, health) : null;
    if (turn !== mine || (isAsked && proof === null)) return { kind: 'no-proof' };
    tell({ type: 'posting' });
    return await steps.send(sealed.body, proof);
  }

  /** @returns false where the site has no other keys for this report */
  async function offerKeys(): Promise<boolean> {
    offered = await steps.readKeys();
    if (offered === null || draft === null) return false;
    const { product } = draft.answers;
    const certificates = chooseReaders(offered, product);
    if (certificates.length === 0) return false;
    if (isSameKeySet(certificates, chooseReaders(keys, product))) return false;
    tell({ type: 'keys-changed', certificates });
    return true;
  }

  async function retry(): Promise<void> {
    const before = state;
    if (tell({ type: 'retried' }) !== before) await send(null);
  }

  return {
    async submit(answers, files) {
      // Every edit discards what was encrypted. So what there is still stands for what is typed.
      if (state.phase === 'failed' && state.sealed !== null) return retry();
      const faults = checkAnswers(answers, files);
      if (faults.length > 0) tell({ type: 'faulted', faults });
      else await seal(answers, files);
    },
    async preview(answers, files) {
      const faults = checkAnswers(answers, files);
      if (faults.length > 0) tell({ type: 'faulted', faults });
      else await seal(answers, files, true);
    },
    async confirm() {
      if (state.phase !== 'previewing') return;
      tell({ type: 'sealed', sealed: state.sealed, toRelay: relay !== null });
      await send(null);
    },
    stop() {
      if (state.phase !== 'sealing' && state.phase !== 'sending') return;
      turn += 1;
      steps.stop();
      tell({ type: 'stopped' });
    },
    async agree() {
      if (state.phase !== 'keys-changed' || draft === null || offered === null) return;
      keys = offered;
      await seal(draft.answers, draft.files);
    },
    edit: () => {
      tell({ type: 'edited' });
    },
    readersOf: (product) => chooseReaders(keys, product),
  };
}

/**
 * The clock by which keys are chosen. Whoever runs the relay could tell a time in which a retired key was still good; no
 * time before the page was made is believed.
 */
function toOwnTime(told: Date, { built }: ReportConfig): Date {
  return new Date(Math.max(told.getTime(), Date.parse(built)));
}

function toFault(failure: SealFailure): Fault | null {
  switch (failure.kind) {
    case 'private-key':
      return { field: 'replyKey', sentence: lateFaults.privateKey };
    case 'file-unreadable':
      return { field: 'files', sentence: lateFaults.fileUnreadable(failure.file) };
    case 'too-large':
      return { field: 'files', sentence: lateFaults.tooLarge };
    default:
      return null;
  }
}
