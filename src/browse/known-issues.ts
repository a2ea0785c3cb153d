/** `<known-issues>`: a button beside product and version that tells what is known of them. It reads one file, when asked. */
import { knownIssues } from '#words/known-issues';
import type { ShowKnown } from './known-view.ts';

customElements.define(
  'known-issues',
  class extends HTMLElement {
    #show: ShowKnown | null = null;

    connectedCallback(): void {
      const form = this.closest('form');
      const place = this.querySelector<HTMLElement>('[role="status"]');
      if (form === null || place === null) return;
      const read = (name: string): string => {
        const control = form.elements.namedItem(name);
        return control !== null && 'value' in control ? String(control.value) : '';
      };
      const show = () => this.#show?.(read('product'), read('version'));
      this.querySelector('button')?.addEventListener('click', async () => {
        try {
          const { readKnown } = await import('./known-view.ts');
          const { index = '', root = '/', texts = '' } = this.dataset;
          this.#show ??= await readKnown(index, place, root, texts);
          show();
        } catch {
          place.textContent = knownIssues.notLoaded;
        }
      });
      form.addEventListener('change', ({ target }) => {
        if (['product', 'version'].includes((target as HTMLInputElement).name)) show();
      });
      form.addEventListener('reset', () => {
        this.#show = null;
        place.replaceChildren();
      });
    }
  },
);
