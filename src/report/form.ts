/** `<report-form>`: what the page needs before the first keystroke. The rest is loaded with it, in `form-flow.ts`. */

import { writing as words } from '#words/report-writing';
import { parseReportConfig, type ReportConfig } from './config.ts';
import { createDetailActions } from './detail-actions.ts';
import { createDraftActions } from './draft-actions.ts';
import { listenForFiles } from './file-ways.ts';
import { createWritingActions } from './form-actions.ts';
import { readAnswers, showFieldFault } from './form-answers.ts';
import { createFormFiles } from './form-files.ts';
import type { FormFlow } from './form-flow.ts';
import { createFormHelp } from './form-help.ts';
import { createFormParts, type FormParts } from './form-parts.ts';
import { parsePrefill } from './prefill.ts';

type Actions = Record<string, (button: HTMLElement) => unknown>;

customElements.define(
  'report-form',
  class extends HTMLElement {
    connectedCallback(): void {
      startForm(this, parseReportConfig(this.dataset.config ?? ''));
    }
  },
);

function startForm(root: HTMLElement, config: ReportConfig): void {
  const parts = createFormParts(root);
  const form = parts.part('form') as HTMLFormElement;
  let flow: FormFlow | null = null;

  const files = createFormFiles(parts, (faults) => showFieldFault(parts, 'files', faults));

  const help = createFormHelp(parts);

  async function loadFlow(): Promise<FormFlow | null> {
    try {
      const { createFormFlow } = await import('./form-flow.ts');
      flow ??= createFormFlow(config, form, parts, files);
    } catch {
      parts.fill('status', words.notLoaded);
    }
    return flow;
  }

  function onEdit(): void {
    if (flow === null) void loadFlow();
    else flow.edit();
    const answers = readAnswers(form);
    parts.part('credit-name').hidden = answers.credit === 'none';
    help.update(answers, files.all);
  }

  function startAnother(): void {
    form.reset();
    files.clear();
    details.clear();
    onEdit();
    parts.focus('summary');
  }

  const details = createDetailActions(parts);
  const writing = createWritingActions({
    config,
    form,
    parts,
    files,
    getReceipt() {
      const state = flow?.getState();
      return state?.phase === 'received' ? state.receipt : null;
    },
    onEdit,
  });

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    (await loadFlow())?.actions.submit?.();
  });
  const draft = createDraftActions(form, parts, () => {
    onEdit();
    details.lookAgain();
  });
  form.addEventListener('input', onEdit);
  form.addEventListener('input', draft.edit);
  form.addEventListener('change', ({ target }) => {
    help.announce();
    details.look((target as HTMLInputElement).name);
  });
  listenForFiles({
    form,
    chooser: parts.control('files') as HTMLInputElement,
    box: parts.control('report') as HTMLTextAreaElement,
    add(chosen) {
      files.add(chosen);
      onEdit();
    },
    tell: (sentence) => parts.fill('files-told', sentence),
  });
  root.addEventListener('click', async (event) => {
    const target = event.target as Element;
    const fault = target.closest<HTMLElement>('[data-fault]');
    if (fault !== null) {
      event.preventDefault();
      parts.focus(fault.dataset.fault ?? '');
    }
    const button = target.closest<HTMLElement>('[data-do]');
    if (button === null) return;
    const actions: Actions = {
      ...writing,
      ...details.actions,
      ...flow?.actions,
      ...draft.actions,
      again: startAnother,
    };
    await actions[button.dataset.do ?? '']?.(button);
    // A button may have written for somebody who does not see it.
    help.announce();
  });
  addEventListener('beforeunload', (event) => {
    const { credit: _, product: __, ...answers } = readAnswers(form);
    const typed = files.all.length > 0 || Object.values(answers).some((it) => it.length > 0);
    if (flow === null ? typed : flow.isUnsent(typed)) event.preventDefault();
  });

  const receipt = parts.part('receipt');
  receipt.addEventListener('input', async () => {
    const { showReceiptCheck } = await import('./form-receipt.ts');
    await showReceiptCheck(parts, config, receipt as HTMLTextAreaElement);
  });

  if (!isSecureContext) {
    parts.part('insecure').hidden = false;
    (parts.part('fields') as HTMLFieldSetElement).disabled = true;
  }
  root.querySelector('[data-part="by-hand"]')?.removeAttribute('open');
  form.hidden = false;
  if (prefill(parts)) onEdit();
}

/**
 * Fills in what the link says, and clears the address, so that it is not shared or bookmarked with it.
 * @returns whether the link said anything
 */
function prefill(parts: FormParts): boolean {
  const said = parsePrefill(location.hash);
  if (said === null) return false;
  history.replaceState(null, '', location.pathname + location.search);
  for (const [id, answer] of Object.entries(said)) {
    const control = parts.control(id);
    if (answer !== '' && control.value === '') control.value = answer;
    // A product that is not on the list leaves the question open.
    if (control.value === '' && 'selectedIndex' in control) control.selectedIndex = 0;
  }
  return true;
}
