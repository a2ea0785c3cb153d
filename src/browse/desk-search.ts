/** `<desk-search>`: the search page's own small interface on Pagefind. */
import { searchResults as words } from '#words/search-results';
import { findKnownId, type IdIndex, mayBeId } from './known-id.ts';
import { loadPagefind, type Pagefind, type Result, type SearchOptions } from './pagefind-bundle.ts';
import { listenForSearchKey } from './search-key.ts';
import {
  filterNames,
  isAsked,
  parseSearch,
  renderSearch,
  type SearchQuestion,
} from './search-question.ts';
import { toCountSentence, toIdResult, toResult } from './search-view.ts';

/** Each is a file of its own to fetch before the first can stand there. */
const shownAtOnce = 10;

interface Parts {
  readonly form: HTMLFormElement;
  readonly input: HTMLInputElement;
  readonly status: Element;
  readonly results: HTMLElement;
  readonly list: HTMLOListElement;
  readonly more: HTMLButtonElement;
}

class DeskSearch extends HTMLElement {
  #bundle = '';
  #pagefind: Promise<Pagefind> | null = null;
  #latest = 0;
  #found: readonly Result[] = [];

  connectedCallback(): void {
    const parts = this.#findParts();
    if (parts === null) return;
    this.#bundle = this.dataset.bundle ?? '';
    const { form, input, more } = parts;
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#ask(parts);
    });
    for (const select of form.querySelectorAll('select')) {
      select.addEventListener('change', () => this.#ask(parts));
    }
    const hint = form.querySelector<HTMLElement>('[data-key]');
    if (hint !== null) listenForSearchKey(input, hint);
    more.addEventListener('click', () => this.#showMore(parts, this.#latest, true));
    const start = () => {
      const asked = parseSearch(location.search, location.hash);
      input.value = asked.words;
      for (const select of form.querySelectorAll('select')) {
        select.value = asked.filters[select.name] ?? '';
      }
      if (isAsked(asked)) this.#search(parts, asked);
    };
    window.addEventListener('hashchange', start);
    start();
  }

  #findParts(): Parts | null {
    const form = this.querySelector('form');
    const input = this.querySelector('input');
    const status = this.querySelector('[role="status"]');
    const results = this.querySelector<HTMLElement>('[data-results]');
    const list = this.querySelector('ol');
    const more = results?.querySelector('button');
    if (!form || !input || !status || !results || !list || !more) return null;
    return { form, input, status, results, list, more };
  }

  #ask(parts: Parts): void {
    const { form, input } = parts;
    const chosen = filterNames.map((name) => {
      const select = form.elements.namedItem(name);
      return [name, select instanceof HTMLSelectElement ? select.value : ''] as const;
    });
    const question = {
      words: input.value.trim(),
      filters: Object.fromEntries(chosen.filter(([, value]) => value !== '')),
    };
    // Kept in the address for a reload or a link, without a step in the history for each filter.
    history.replaceState(null, '', `${location.pathname}${renderSearch(question)}`);
    this.#search(parts, question);
  }

  async #search(parts: Parts, question: SearchQuestion): Promise<void> {
    const turn = ++this.#latest;
    const { status, results } = parts;
    if (!isAsked(question)) {
      results.hidden = true;
      status.textContent = '';
      return;
    }
    status.textContent = words.searching;
    try {
      const known = mayBeId(question.words) ? await this.#readIds(question.words) : null;
      if (turn !== this.#latest) return;
      if (known?.kind === 'advisories') this.#openOrList(parts, known.ids);
      else await this.#find(parts, turn, question, known?.id ?? null);
    } catch {
      results.hidden = true;
      status.textContent = words.notLoaded;
    }
  }

  async #find(
    parts: Parts,
    turn: number,
    { words, filters }: SearchQuestion,
    weakness: string | null,
  ): Promise<void> {
    this.#pagefind ??= loadPagefind(this.#bundle);
    const pagefind = await this.#pagefind;
    const term = words === '' || weakness !== null ? null : words;
    const options: SearchOptions = {
      filters: weakness === null ? filters : { ...filters, weakness },
      // Without words nothing fits better than another, so the newest comes first.
      ...(term === null ? { sort: { date: 'desc' } } : {}),
    };
    const { results } = await pagefind.search(term, options);
    if (turn !== this.#latest) return;
    const [only] = results;
    if (weakness !== null && results.length === 1 && only !== undefined) {
      location.assign((await only.data()).url);
      return;
    }
    this.#found = results;
    parts.list.replaceChildren();
    await this.#showMore(parts, turn, false);
  }

  /** @param moveFocus to the first new result, where somebody asked for more of them */
  async #showMore(parts: Parts, turn: number, moveFocus: boolean): Promise<void> {
    const { list, more, results, status } = parts;
    const first = list.children.length;
    const next = this.#found.slice(first, first + shownAtOnce);
    const found = await Promise.all(next.map((result) => result.data()));
    if (turn !== this.#latest) return;
    list.append(...found.map(toResult));
    const shown = list.children.length;
    results.hidden = shown === 0;
    more.hidden = shown >= this.#found.length;
    status.textContent = toCountSentence(this.#found.length, shown);
    if (moveFocus) list.children[first]?.querySelector('a')?.focus();
  }

  #openOrList({ list, more, results, status }: Parts, ids: readonly string[]): void {
    const addresses = ids.map((id) => `${this.dataset.advisories}${id}/`);
    const [first] = addresses;
    if (addresses.length === 1 && first !== undefined) {
      location.assign(first);
      return;
    }
    list.replaceChildren(...ids.map((id, index) => toIdResult(id, addresses[index] ?? '')));
    results.hidden = false;
    more.hidden = true;
    status.textContent = words.fitsEach(ids.length);
  }

  async #readIds(words: string): Promise<ReturnType<typeof findKnownId>> {
    const response = await fetch(`${this.#bundle}ids.json`);
    if (!response.ok) throw new Error(`The ids were answered with ${response.status}.`);
    return findKnownId(words, (await response.json()) as IdIndex);
  }
}

customElements.define('desk-search', DeskSearch);
