/** Shows where a report stands, in the elements that the page rendered. */

import { sending } from '#words/report-sending';
import { toFingerprintGroups } from './by-hand.ts';
import { type Fault, toSizeText } from './check-answers.ts';
import type { Certificate } from './config.ts';
import { showFieldFaults } from './form-answers.ts';
import { createElement, type FormParts } from './form-parts.ts';
import type { ReportState } from './state.ts';

/**
 * Shows the state, and moves the focus to what has to be read next.
 * @param showEnd fills the panel of an end before it is focused
 */
export function showState(parts: FormParts, state: ReportState, showEnd: () => void): void {
  const { phase } = state;
  const isWorking = phase === 'sealing' || phase === 'sending';
  const wasWorking = !parts.part('stop').hidden;
  const sealed = phase === 'saved' || (phase === 'failed' && state.sealed !== null);
  (parts.part('fields') as HTMLFieldSetElement).disabled = isWorking;
  parts.part('form').hidden = ['previewing', 'received', 'saved', 'keys-changed'].includes(phase);
  parts.part('stop').hidden = !isWorking;
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
  parts.fill('copied', '');
  showEnd();
  if (phase === 'editing') showFaults(parts, state.faults);
  moveFocus(parts, state, wasWorking);
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

function showFaults(parts: FormParts, faults: readonly Fault[]): void {
  showFieldFaults(parts, faults);
  const summary = parts.part('faults');
  summary.hidden = faults.length === 0;
  const links = faults.map(({ field, sentence }) =>
    createElement(
      'a',
      { href: `#report-${field}`, 'data-fault': field },
      sending.fault(parts.control(field).dataset.noun ?? field, sentence),
    ),
  );
  parts.list('faults', links);
}

/** To what has to be read next; also because a control that is disabled or hidden loses the focus to nothing. */
function moveFocus(parts: FormParts, state: ReportState, wasWorking: boolean): void {
  switch (state.phase) {
    case 'sealing':
    case 'sending':
      if (!wasWorking) parts.part('status').focus();
      break;
    case 'editing':
      if (state.faults.length > 0) parts.part('faults').focus();
      else if (wasWorking) parts.part('submit').focus();
      break;
    default:
      parts.ends
        .find((end) => end.dataset.end === state.phase)
        ?.querySelector<HTMLElement>('[tabindex="-1"]')
        ?.focus();
  }
}

function toStatus(state: ReportState): string {
  switch (state.phase) {
    case 'sealing':
      return sending[state.stage];
    case 'sending':
      if (state.stage === 'proving') return sending.proving;
      return sending.posting(toSizeText(state.sealed.body.size));
    default:
      return '';
  }
}
