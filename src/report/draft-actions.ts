/** The first part of the draft: whether there is one, and when to offer one. The rest is loaded when somebody wants it. */

import type { FormDraft } from './form-draft.ts';
import type { FormParts } from './form-parts.ts';

/** The buttons that this part answers to, by their `data-do`. */
export type DraftAction = 'keep-draft' | 'restore-draft' | 'drop-draft';

export interface DraftActions {
  readonly actions: Readonly<Record<DraftAction, () => Promise<void>>>;
  /** To be told of edits: at the first one a touch device is offered a draft, as it may discard the page. */
  edit(): void;
}

/** @param onRestored to be told after the answers were put back */
export function createDraftActions(
  form: HTMLFormElement,
  parts: FormParts,
  onRestored: () => void,
): DraftActions {
  // Sites below one origin do not share a draft.
  const databaseName = `postern-draft:${location.pathname}`;
  let loaded: Promise<FormDraft> | null = null;
  let isAsked = false;

  async function load(): Promise<FormDraft> {
    loaded ??= import('./form-draft.ts').then(({ createFormDraft }) =>
      createFormDraft(form, parts, databaseName, onRestored),
    );
    return await loaded;
  }

  /** Asks for names only: opening the database would make one on every visitor's device. */
  async function find(): Promise<void> {
    const known = (await indexedDB.databases?.()) ?? [];
    if (!known.some(({ name }) => name === databaseName)) return;
    isAsked = true;
    await (await load()).find();
  }

  find().catch(() => {});
  return {
    actions: {
      'keep-draft': async () => (await load()).keep(),
      'restore-draft': async () => (await load()).restore(),
      'drop-draft': async () => (await load()).drop(),
    },
    edit() {
      if (isAsked || !matchMedia('(pointer: coarse)').matches) return;
      isAsked = true;
      load().then(
        (draft) => draft.offer(),
        () => {},
      );
    },
  };
}
