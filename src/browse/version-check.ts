/** `<version-check>`: the form of `/check/`. It reads one file and sends nothing. */
import { checkForm as words } from '#words/check-form';
import {
  type ProductCheck,
  toCheckAnswer,
  toProductCheck,
} from '../advisory/versions/check-answer.ts';
import type { CheckIndex } from '../advisory/versions/check-index.ts';
import { parseQuestion, renderQuestion } from './check-fragment.ts';
import { toCheckView } from './check-view.ts';

class VersionCheck extends HTMLElement {
  #index: Promise<CheckIndex> | null = null;
  readonly #checks = new Map<string, ProductCheck | null>();

  connectedCallback(): void {
    const form = this.querySelector('form');
    const product = this.querySelector('select');
    const version = this.querySelector('input');
    if (form === null || product === null || version === null) return;
    form.hidden = false;
    product.addEventListener('change', () => {
      this.#offerReleases(product.value);
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const fragment = renderQuestion({ product: product.value, version: version.value.trim() });
      // The same question again is still an answer that somebody waits for.
      if (location.hash === fragment) this.#answer(product, version, true);
      else location.hash = fragment;
    });
    window.addEventListener('hashchange', () => this.#answer(product, version, true));
    this.#answer(product, version, false);
  }

  async #answer(
    product: HTMLSelectElement,
    version: HTMLInputElement,
    moveFocus: boolean,
  ): Promise<void> {
    const asked = parseQuestion(location.hash);
    const status = this.querySelector('[role="status"]');
    const result = this.querySelector('[data-result]');
    if (status === null || result === null) return;
    if (asked.product !== '') product.value = asked.product;
    this.#offerReleases(product.value);
    if (asked.version === '') return;
    version.value = asked.version;
    status.textContent = words.checking;
    try {
      const check = await this.#read(asked.product || product.value);
      if (check === null) {
        result.replaceChildren();
        status.textContent = words.noProduct(asked.product);
        return;
      }
      const { root = '/', date = '', texts = '' } = this.dataset;
      result.replaceChildren(
        ...toCheckView(toCheckAnswer(check, asked.version), root, date, texts),
      );
      status.textContent = '';
      // The heading is the answer, so reading goes on there.
      if (moveFocus) result.querySelector('h2')?.focus();
    } catch {
      result.replaceChildren();
      status.textContent = words.notLoaded;
    }
  }

  async #read(product: string): Promise<ProductCheck | null> {
    const index = await this.#load();
    const known = this.#checks.get(product);
    if (known !== undefined) return known;
    const check = toProductCheck(index, product);
    this.#checks.set(product, check);
    return check;
  }

  #load(): Promise<CheckIndex> {
    this.#index ??= fetch(this.dataset.index ?? '', { credentials: 'omit' })
      .then((response) => {
        if (!response.ok) throw new Error(`The index was answered with ${response.status}.`);
        return response.json() as Promise<CheckIndex>;
      })
      .catch((error: unknown) => {
        this.#index = null;
        throw error;
      });
    return this.#index;
  }

  /** Offers the product's releases while somebody types; without the file there are no offers, and no harm. */
  async #offerReleases(product: string): Promise<void> {
    const index = await this.#load().catch(() => null);
    const releases = index?.products.find((it) => it.id === product)?.releases ?? [];
    const options = releases.map((version) => {
      const option = document.createElement('option');
      option.value = version;
      return option;
    });
    this.querySelector('datalist')?.replaceChildren(...options);
  }
}

customElements.define('version-check', VersionCheck);
