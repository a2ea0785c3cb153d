/** What the details can do beyond being typed into; each part of it is loaded when somebody asks for it. */

import type { FormParts } from './form-parts.ts';

/** The buttons among the details, and a look at an answer that can be checked. */
export interface DetailActions {
  readonly actions: Readonly<Record<'severity' | 'no-severity', () => unknown>>;
  /** @param name of the question whose answer was changed */
  look(name: string): void;
  /** Takes back what was said of an earlier report. */
  clear(): void;
}

export function createDetailActions(parts: FormParts): DetailActions {
  const load = async (act: () => Promise<void>) => {
    try {
      await act();
    } catch {
      parts.fill(
        'severity',
        'This part of the page could not be loaded. The rest works without it.',
      );
    }
  };
  const withSeverity = (act: 'openSeverity' | 'clearSeverity' | 'showSeverity') =>
    load(async () => (await import('./form-severity.ts'))[act](parts));
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
    look(name) {
      if (name === 'cvss') void withSeverity('showSeverity');
      if (name !== 'replyKey') return;
      void load(async () => (await import('./form-reply-key.ts')).showReplyKey(parts));
    },
  };
}
