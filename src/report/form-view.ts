/** Shows where a report stands, in the elements that the page rendered. */

import { toFingerprintGroups } from './by-hand.ts';
import { type Fault, toSizeText } from './check-answers.ts';
import type { Certificate } from './config.ts';
import { toDroppedText, toFailureText } from './failure-text.ts';
import { showFieldFaults } from './form-answers.ts';
import { createElement, type FormParts } from './form-parts.ts';
import type { Report } from './report.ts';
import type { SealedReport } from './seal-job.ts';
import type { ReportState } from './state.ts';

/** What is promised to a reporter, apart from the state. */
export type PromiseFacts = Pick<Report, 'reply' | 'answerBy'>;

/** Shows the state, and moves the focus to what has to be read next. */
export function showState(parts: FormParts, state: ReportState, promise: PromiseFacts): void {
  const { phase } = state;
  const isWorking = phase === 'sealing' || phase === 'sending';
  const sealed = phase === 'saved' || (phase === 'failed' && state.sealed !== null);
  (parts.part('fields') as HTMLFieldSetElement).disabled = isWorking;
  parts.part('form').hidden = ['received', 'saved', 'keys-changed'].includes(phase);
  parts.part('by-hand').hidden = phase === 'received';
  parts.part('armor').hidden = true;
  for (const end of parts.ends) {
    const name = end.dataset.end;
    end.hidden = name !== phase && !(name === 'ways' && ['saved', 'failed'].includes(phase));
  }
  parts.when('sealed', sealed);
  parts.when('unsealed', !sealed);
  parts.when('saved', phase === 'saved');
  parts.fill('status', toStatus(state));
  showEnd(parts, state, promise);
  if (phase === 'editing') showFaults(parts, state.faults);
  else if (!isWorking) focusHeading(parts.ends.find((end) => end.dataset.end === phase));
}

function showEnd(parts: FormParts, state: ReportState, promise: PromiseFacts): void {
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
    case 'keys-changed':
      showCertificates(parts, 'new-keys', state.certificates);
      break;
  }
}

/** Who can read, with fingerprints in groups of four. */
export function showCertificates(
  parts: FormParts,
  list: string,
  certificates: readonly Certificate[],
): void {
  const items = certificates.map(({ owner, fingerprint }) =>
    createElement(
      'li',
      {},
      createElement('p', {}, createElement('strong', {}, owner)),
      createElement('span', { class: 'fingerprint' }, toFingerprintGroups(fingerprint)),
    ),
  );
  parts.list(list, items);
}

function showReceived(
  parts: FormParts,
  { receipt, sealed, verified }: Extract<ReportState, { phase: 'received' }>,
  { reply, answerBy }: PromiseFacts,
): void {
  parts.fill('received-heading', verified ? 'Your report was received' : 'Your report is stored');
  parts.fill(
    'received-text',
    verified
      ? 'The relay has stored it for the maintainers, and signed for it. The signature was checked.'
      : 'The relay says that it has stored it for the maintainers. This browser cannot check the signature: save the receipt to have it checked elsewhere.',
  );
  parts.fill('receipt-id', receipt.id);
  parts.fill('receipt-time', receipt.receivedAt.replace('T', ' ').replace('Z', ' UTC'));
  showReaders(parts, 'received', sealed);
  const promised = answerBy === null ? '' : ` by ${answerBy.slice(0, 16).replace('T', ' ')} UTC`;
  parts.fill(
    'received-next',
    reply === ''
      ? 'You left no address, so nobody can answer you. The receipt shows when you reported.'
      : `You will be answered${promised}, at the address that you gave.`,
  );
}

function showReaders(parts: FormParts, end: 'received' | 'saved', sealed: SealedReport): void {
  parts.fill(`${end}-readers`, sealed.readers.join(', '));
  parts.list(`${end}-dropped`, sealed.dropped.map(toDroppedText));
}

function showFaults(parts: FormParts, faults: readonly Fault[]): void {
  showFieldFaults(parts, faults);
  const summary = parts.part('faults');
  summary.hidden = faults.length === 0;
  const links = faults.map(({ field, sentence }) =>
    createElement(
      'a',
      { href: `#report-${field}`, 'data-fault': field },
      `${parts.control(field).dataset.noun}: ${sentence}`,
    ),
  );
  parts.list('faults', links);
  if (faults.length > 0) summary.focus();
}

function focusHeading(end: HTMLElement | undefined): void {
  end?.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
}

function toStatus(state: ReportState): string {
  switch (state.phase) {
    case 'sealing':
      return state.stage === 'reading' ? 'Preparing on this device…' : 'Encrypting on this device…';
    case 'sending':
      return `Encrypted. Sending ${toSizeText(state.sealed.body.size)}…`;
    default:
      return '';
  }
}
