/** The part of the form that is loaded at the first keystroke: encrypting, sending, and what follows. */

import { sending } from '#words/report-sending';
import { writing } from '#words/report-writing';
import type { ReportConfig } from './config.ts';
import { readAnswers } from './form-answers.ts';
import type { PromiseFacts } from './form-ends.ts';
import type { FormFiles } from './form-files.ts';
import type { HandoverAction } from './form-handover.ts';
import type { FormParts } from './form-parts.ts';
import { showProduct } from './form-product.ts';
import { showState } from './form-view.ts';
import { readHealth } from './health.ts';
import { createProver } from './prover.ts';
import { createReporting, type Steps } from './reporting.ts';
import { createSealer } from './sealer.ts';
import { sendReport } from './send.ts';
import { startWorker } from './start-worker.ts';
import { firstState, isUnsent, type ReportState } from './state.ts';

/** The buttons that this part answers to, by their `data-do`. */
export type FlowAction = 'submit' | 'preview' | 'confirm' | 'stop' | 'agree' | 'back';

/** What is loaded after the worker. */
interface Ends {
  readonly showEnd: typeof import('./form-ends.ts').showEnd;
  readonly actions: Readonly<Record<HandoverAction, () => unknown>>;
}

/** One report after the first keystroke. */
export interface FormFlow {
  getState(): ReportState;
  /** Those of the ends only once they are loaded. */
  readonly actions: Readonly<Partial<Record<FlowAction | HandoverAction, () => unknown>>>;
  /** To be told that an answer has changed. */
  edit(): void;
  /** Whether leaving would lose what is typed. */
  isUnsent(typed: boolean): boolean;
}

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
  let upload = new AbortController();
  let ends: Ends | null = null;
  let followed = '';

  const steps: Steps = {
    readHealth: () => readHealth(relay, published),
    seal(request, onStage) {
      promise = request.report;
      kept = false;
      return sealer.seal(request, onStage);
    },
    prove: (claim, bits) => prover.prove(claim, bits),
    send(body, proof) {
      upload = new AbortController();
      return sendReport(body, proof, relay ?? location.origin, upload.signal);
    },
    stop() {
      sealer.stop();
      prover.cancel();
      upload.abort();
    },
    async readKeys() {
      // Only where keys were exchanged, and the network is there.
      const loaded = await import('./published-keys.ts').catch(() => null);
      return loaded === null ? null : await loaded.readPublishedKeys(published, keys);
    },
  };
  const reporting = createReporting(config, relay, steps, (next) => {
    state = next;
    if (state.phase === 'received' && state.verified) form.dispatchEvent(new Event('received'));
    showState(parts, state, () => ends?.showEnd(parts, state, promise, files.listed));
  });
  /** Not with the first keystroke, when the worker is on its way; and before it is needed, as then there may be no network. */
  async function loadEnds(): Promise<void> {
    const [{ showEnd }, { createHandover }] = await Promise.all([
      import('./form-ends.ts'),
      import('./form-handover.ts'),
    ]);
    ends ??= {
      showEnd,
      actions: createHandover({
        parts,
        getState: () => state,
        getMail: () => findMail(config, readAnswers(form).product),
        onKept() {
          kept = true;
        },
      }),
    };
  }

  async function afterEnds(begin: () => Promise<void>): Promise<void> {
    try {
      await loadEnds();
    } catch {
      parts.fill('status', writing.notLoaded);
      return;
    }
    await begin();
  }

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

  const actions: Record<FlowAction, () => unknown> = {
    submit: () => afterEnds(() => reporting.submit(readAnswers(form), files.all)),
    preview: () => afterEnds(() => reporting.preview(readAnswers(form), files.all)),
    confirm: () => reporting.confirm(),
    stop() {
      reporting.stop();
      if (state.phase === 'editing') parts.fill('status', sending.stopped);
    },
    agree() {
      const sent = reporting.agree();
      followProduct();
      return sent;
    },
    back() {
      reporting.edit();
      parts.control('report').focus();
    },
  };

  return {
    getState: () => state,
    edit() {
      sealer.warm();
      reporting.edit();
      followProduct();
      // What cannot be loaded now is tried again, and told of, when it is needed.
      void loadEnds().catch(() => {});
    },
    isUnsent: (typed) => isUnsent(state, typed, kept),
    get actions() {
      return { ...actions, ...ends?.actions };
    },
  };
}

/** The address for reports about a product, or null. */
function findMail(config: ReportConfig, product: string): string | null {
  const channels = config.products.find(({ id }) => id === product)?.channels ?? config.channels;
  const href = channels.find(({ kind }) => kind === 'mail')?.href ?? null;
  return href === null ? null : href.replace('mailto:', '');
}
