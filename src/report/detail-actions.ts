/** What the details can do beyond being typed into; each part of it is loaded when somebody asks for it. */

import { writing } from '#words/report-writing';
import type { FormParts } from './form-parts.ts';

/** The buttons among the details, and a look at an answer that can be checked. */
export interface DetailActions {
  readonly actions: Readonly<Record<'severity' | 'no-severity', () => unknown>>;
  /** @param name of the question whose answer was changed */
  look(name: string): void;
  /** The same for all of them that have an answer, after they were filled in together. */
  lookAgain(): void;
  /** Takes back what was said of an earlier report. */
  clear(): void;
}

export function createDetailActions(parts: FormParts): DetailActions {
  const load = async (place: 'severity' | 'reply-key', act: () => Promise<void>) => {
    try {
      await act();
    } catch {
      parts.fill(place, writing.helpNotLoaded);
    }
  };
  const withSeverity = (act: 'openSeverity' | 'clearSeverity' | 'showSeverity') =>
    load('severity', async () => (await import('./form-severity.ts'))[act](parts));

  function look(name: string): void {
    if (name === 'cvss') void withSeverity('showSeverity');
    if (name !== 'replyKey') return;
    void load('reply-key', async () => (await import('./form-reply-key.ts')).showReplyKey(parts));
  }

  return {
    actions: {
      severity: () => withSeverity('openSeverity'),
      'no-severity': () => withSeverity('clearSeverity'),
    },
    clear() {
      for (const name of ['severity', 'reply-key']) parts.fill(name, '');
      parts.part('severity').hidden = true;
      parts.part('severity').replaceChildren();
    },
    look,
    lookAgain() {
      for (const name of ['cvss', 'replyKey']) if (parts.control(name).value !== '') look(name);
    },
  };
}
