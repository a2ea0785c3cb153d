/** `<desk-search>`: the search page's own small interface on Pagefind. */
import { toPieces } from './excerpt.ts';
import { findKnownId } from './known-id.ts';

interface Pagefind {
  options(options: Record<string, unknown>): Promise<void>;
  search(term: string): Promise<{ results: { data(): Promise<Found> }[] }>;
}

interface Found {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string | undefined>>;
}

const shownResults = 20;

class DeskSearch extends HTMLElement {
  #bundle = '';
  #pagefind: Promise<Pagefind> | null = null;
  #latest = 0;

  connectedCallback(): void {
    this.#bundle = this.dataset.bundle ?? '';
    allowPagefindWorker(this.#bundle);
    const form = this.querySelector('form');
    const input = this.querySelector('input');
    if (form === null || input === null) return;
    form.hidden = false;
    const typed = new URLSearchParams(location.search).get('q') ?? '';
    input.value = typed;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#search(input.value);
    });
    if (typed !== '') this.#search(typed);
  }

  async #search(typed: string): Promise<void> {
    const turn = ++this.#latest;
    const status = this.querySelector('[role="status"]');
    const list = this.querySelector('ol');
    if (status === null || list === null || typed.trim() === '') return;
    status.textContent = 'Searching…';
    try {
      const id = findKnownId(typed, await this.#readIds());
      if (id !== null) {
        location.assign(`${this.dataset.advisories}${id}/`);
        return;
      }
      const pagefind = await this.#load();
      const { results } = await pagefind.search(typed);
      const found = await Promise.all(
        results.slice(0, shownResults).map((result) => result.data()),
      );
      if (turn !== this.#latest) return;
      list.replaceChildren(...found.map(toItem));
      status.textContent = sentence(results.length);
    } catch {
      status.textContent =
        'The search could not be loaded. Please try again, or look through the list of advisories.';
    }
  }

  async #readIds(): Promise<Record<string, string>> {
    const response = await fetch(`${this.#bundle}ids.json`);
    return (await response.json()) as Record<string, string>;
  }

  #load(): Promise<Pagefind> {
    this.#pagefind ??= import(
      /* @vite-ignore */ `${location.origin}${this.#bundle}pagefind.js`
    ).then((loaded: Pagefind) => loaded);
    return this.#pagefind;
  }
}

function sentence(count: number): string {
  if (count === 0) return 'Nothing found. Try fewer or other words.';
  if (count > shownResults) return `${count} results, the best ${shownResults} shown.`;
  return count === 1 ? 'One result.' : `${count} results.`;
}

function toItem({ url, excerpt, meta }: Found): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = url;
  link.textContent = meta.title ?? url;
  const text = document.createElement('p');
  text.append(
    ...toPieces(excerpt).map((piece) => {
      if (!piece.marked) return document.createTextNode(piece.text);
      const mark = document.createElement('mark');
      mark.textContent = piece.text;
      return mark;
    }),
  );
  item.append(link, text);
  return item;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/** The page's policy asks for a Trusted Type where Pagefind starts its worker; this one admits that single address. */
function allowPagefindWorker(bundle: string): void {
  const worker = `${location.origin}${bundle}pagefind-worker.js`;
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', {
    createScriptURL: (url) => {
      if (new URL(url, location.href).href.split('?')[0] === worker) return url;
      throw new TypeError('Only the search worker may be started on this page.');
    },
  });
}

customElements.define('desk-search', DeskSearch);
