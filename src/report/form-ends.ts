/** Fills the panels in which a report ends, and gives their buttons. Loaded after the worker, before anything is encrypted. */

import { received } from '#words/report-ends';
import { toSizeText } from './check-answers.ts';
import { toDroppedText, toFailureText } from './failure-text.ts';
import { type FormFiles, renderFacts } from './form-files.ts';
import { createElement, type FormParts } from './form-parts.ts';
import { showCertificates } from './form-view.ts';
import { renderMessageText } from './message-text.ts';
import { renderReceiptText } from './receipt-text.ts';
import type { Report } from './report.ts';
import type { SealedReport } from './seal-job.ts';
import type { ReportState } from './state.ts';

/** What is promised to a reporter, apart from the state. */
export type PromiseFacts = Pick<Report, 'reply' | 'answerBy'>;

/** Fills the panel of a state that has one. */
export function showEnd(
  parts: FormParts,
  state: ReportState,
  promise: PromiseFacts,
  files: FormFiles['listed'],
): void {
  switch (state.phase) {
    case 'received':
      showReceived(parts, state, promise);
      break;
    case 'saved':
      showReaders(parts, 'saved', state.sealed);
      break;
    case 'failed': {
      const { heading, sentences } = toFailureText(state.failure);
      parts.fill('failed-heading', heading);
      parts.list('failed-sentences', sentences);
      break;
    }
    case 'previewing':
      showPreview(parts, state, files);
      break;
    case 'keys-changed':
      showCertificates(parts, 'new-keys', state.certificates);
      break;
  }
}

function showReceived(
  parts: FormParts,
  { receipt, sealed, verified }: Extract<ReportState, { phase: 'received' }>,
  { reply, answerBy }: PromiseFacts,
): void {
  parts.fill('received-heading', verified ? received.verified : received.unverified);
  parts.fill('received-text', verified ? received.verifiedText : received.unverifiedText);
  parts.fill('receipt-id', receipt.id);
  parts.fill('receipt-time', receipt.receivedAt.replace('T', ' ').replace('Z', ' UTC'));
  parts.fill('receipt-whole', renderReceiptText(receipt));
  showReaders(parts, 'received', sealed);
  parts.fill('received-next', toNext(reply, answerBy));
}

function toNext(reply: string, answerBy: string | null): string {
  if (reply === '') return received.noAddress;
  return answerBy === null
    ? received.answered
    : received.answeredBy(`${answerBy.slice(0, 16).replace('T', ' ')} UTC`);
}

function showPreview(
  parts: FormParts,
  { report, sealed }: Extract<ReportState, { phase: 'previewing' }>,
  files: FormFiles['listed'],
): void {
  showReaders(parts, 'preview', sealed);
  parts.fill('preview-subject', `[${report.desk}] ${report.summary}`);
  parts.fill('preview-text', renderMessageText(report));
  parts.fill('preview-size', toSizeText(sealed.body.size));
  parts.part('preview-files').hidden = files.length === 0;
  parts.list(
    'preview-files',
    files.map((file) => createElement('li', {}, ...renderFacts(file))),
  );
}

function showReaders(
  parts: FormParts,
  end: 'preview' | 'received' | 'saved',
  sealed: SealedReport,
): void {
  parts.fill(`${end}-readers`, sealed.readers.join(', '));
  parts.list(`${end}-dropped`, sealed.dropped.map(toDroppedText));
}
