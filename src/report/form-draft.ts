/** The draft of a form: offered, kept while it is written, found again, deleted. Loaded only where one is kept or offered. */

import { draft as said } from '#words/draft';
import { renderDraft, restoreDraft } from './draft-answers.ts';
import { createDraftStore } from './draft-store.ts';
import type { FormParts } from './form-parts.ts';

/** One form's draft, by the buttons that people press. */
export interface FormDraft {
  /** Asks whether one may be kept. */
  offer(): void;
  /** Asks whether the one of an earlier visit should be put back. */
  find(): Promise<void>;
  keep(): Promise<void>;
  restore(): Promise<void>;
  /** Deletes what is kept and keeps no more. */
  drop(): Promise<void>;
}

/** How long after a keystroke it is written, in milliseconds. */
const waitMs = 400;

/** @param onRestored to be told after the answers were put back */
export function createFormDraft(
  form: HTMLFormElement,
  parts: FormParts,
  databaseName: string,
  onRestored: () => void,
): FormDraft {
  const store = createDraftStore(databaseName);
  let isKept = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** One after the other, so that nothing is written after it was deleted. */
  let last: Promise<unknown> = Promise.resolve();

  const getControls = () => [...form.elements] as (HTMLInputElement | HTMLTextAreaElement)[];
  const inTurn = (work: () => Promise<unknown>): Promise<unknown> => {
    last = last.then(work).catch(() => show('failed'));
    return last;
  };

  function show(state: keyof typeof said | null): void {
    const focused = document.activeElement;
    const notice = parts.part('draft');
    notice.hidden = state === null;
    if (state !== null) parts.fill('draft', said[state]);
    for (const name of ['offered', 'kept', 'found'] as const) {
      parts.when(`draft-${name}`, state === name);
    }
    parts.when('draft-off', !isKept && state === null);
    parts.when('not-stored', !isKept);
    // The button that was pressed is gone.
    if (focused?.checkVisibility() === false) {
      (state === null ? parts.control('report') : notice).focus();
    }
  }

  function save(): Promise<unknown> {
    clearTimeout(timer);
    if (!isKept) return last;
    const draft = renderDraft(getControls());
    return draft === null ? last : inTurn(() => store.save(draft));
  }

  async function drop(): Promise<void> {
    isKept = false;
    clearTimeout(timer);
    show(null);
    await inTurn(() => store.wipe());
  }

  form.addEventListener('input', () => {
    clearTimeout(timer);
    if (isKept) timer = setTimeout(save, waitMs);
  });
  form.addEventListener('received', () => isKept && drop());
  document.addEventListener('visibilitychange', () => document.hidden && save());

  return {
    offer: () => show('offered'),
    async find() {
      const draft = await store.read();
      if (draft !== null) show('found');
    },
    async keep() {
      isKept = true;
      show('kept');
      await save();
    },
    async restore() {
      const draft = await store.read();
      if (draft !== null && restoreDraft(getControls(), draft)) onRestored();
      isKept = true;
      show('kept');
    },
    drop,
  };
}
