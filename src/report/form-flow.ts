/** The part of the form that is loaded at the first keystroke: encrypting, sending, and what follows. */

import { toArmor } from './armor.ts';
import type { ReportConfig } from './config.ts';
import { readAnswers } from './form-answers.ts';
import type { FormFiles } from './form-files.ts';
import type { FormParts } from './form-parts.ts';
import { showProduct } from './form-product.ts';
import { type PromiseFacts, showState } from './form-view.ts';
import { readHealth } from './health.ts';
import { createProver } from './prover.ts';
import { readPublishedKeys } from './published-keys.ts';
import { createReporting, type Steps } from './reporting.ts';
import { saveFile } from './save-file.ts';
import type { SealedReport } from './seal-job.ts';
import { createSealer } from './sealer.ts';
import { sendReport } from './send.ts';
import { startWorker } from './start-worker.ts';
import { firstState, isUnsent, type ReportState } from './state.ts';

/** The buttons that this part answers to, by their `data-do`. */
export type FlowAction =
  | 'submit'
  | 'agree'
  | 'back'
  | 'save-sealed'
  | 'copy-sealed'
  | 'save-receipt';

/** One report after the first keystroke. */
export interface FormFlow {
  getState(): ReportState;
  readonly actions: Readonly<Record<FlowAction, () => unknown>>;
  /** To be told that an answer has changed. */
  edit(): void;
  /** Whether leaving would lose what is typed. */
  isUnsent(typed: boolean): boolean;
}

/** Most characters of one text on common code hosts. */
const pasteLimit = 65_536;

export function createFormFlow(
  config: ReportConfig,
  form: HTMLFormElement,
  parts: FormParts,
  files: FormFiles,
): FormFlow {
  const published = new URL(config.readersPath, location.href);
  const keys = new URL(config.keysPath, location.href);
  const relay = config.relay === null ? null : (config.relay.origin ?? location.origin);
  const sealer = createSealer(() => startWorker('seal'));
  const prover = createProver(() => startWorker('prove'));
  let state: ReportState = firstState;
  let promise: PromiseFacts = { reply: '', answerBy: null };
  let kept = false;
  let followed = '';

  const steps: Steps = {
    readHealth: () => readHealth(relay, published),
    seal(request, onStage) {
      promise = request.report;
      kept = false;
      return sealer.seal(request, onStage);
    },
    prove: (claim, bits) => prover.prove(claim, bits),
    send: (body, proof) => sendReport(body, proof, relay ?? location.origin),
    readKeys: () => readPublishedKeys(published, keys),
  };
  const reporting = createReporting(config, relay, steps, (next) => {
    state = next;
    showState(parts, state, promise);
  });
  sealer.warm();
  followProduct();

  function followProduct(): void {
    const { product } = readAnswers(form);
    const readers = reporting.readersOf(product);
    const next = [product, ...readers.map((it) => it.fingerprint)].join(' ');
    // What has not changed is not read out again.
    if (next === followed) return;
    followed = next;
    showProduct(parts, config, product, readers);
  }

  async function copySealed({ body }: SealedReport): Promise<void> {
    const armor = toArmor(new Uint8Array(await body.arrayBuffer()));
    try {
      await navigator.clipboard.writeText(armor);
      const tooLong =
        armor.length > pasteLimit ? ' Some sites take fewer: attach the file there.' : '';
      parts.fill('status', `Copied: ${armor.length} characters.${tooLong}`);
    } catch {
      const place = parts.part('armor') as HTMLTextAreaElement;
      place.value = armor;
      place.hidden = false;
      place.select();
      parts.fill('status', 'The encrypted text is shown above, ready to be copied.');
    }
    kept = true;
  }

  return {
    getState: () => state,
    edit() {
      sealer.warm();
      reporting.edit();
      followProduct();
    },
    isUnsent: (typed) => isUnsent(state, typed, kept),
    actions: {
      submit: () => reporting.submit(readAnswers(form), files.all),
      agree() {
        const sent = reporting.agree();
        followProduct();
        return sent;
      },
      back() {
        reporting.edit();
        parts.control('report').focus();
      },
      'save-sealed'() {
        const sealed = toSealed(state);
        if (sealed === null) return;
        const name = `security-report-${sealed.sha256.slice(0, 8)}.pgp`;
        saveFile(name, 'application/pgp-encrypted', sealed.body);
        kept = true;
      },
      'copy-sealed'() {
        const sealed = toSealed(state);
        return sealed === null ? null : copySealed(sealed);
      },
      'save-receipt'() {
        if (state.phase !== 'received') return;
        const { receipt } = state;
        const text = `${JSON.stringify(receipt, null, 2)}\n`;
        saveFile(`receipt-${receipt.id}.json`, 'application/json', text);
      },
    },
  };
}

function toSealed(state: ReportState): SealedReport | null {
  return 'sealed' in state ? state.sealed : null;
}
