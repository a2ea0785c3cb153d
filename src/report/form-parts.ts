/** Finds what the page rendered: parts, texts to fill, lists. Their names are the contract with the components. */
import { toTextPieces } from '../styles/whole.ts';

/** The marked elements within one form. */
export interface FormParts {
  /** `data-part`: a piece that is shown, hidden or disabled. */
  part(name: string): HTMLElement;
  /** Everything marked with `data-<name>`. */
  all(name: string): readonly HTMLElement[];
  /** `data-fill`: a place for text. */
  fill(name: string, text: string): void;
  /** `data-list`: its items, made anew each time; a text becomes an item of that text. */
  list(name: string, items: readonly (string | Node)[]): void;
  /** `data-end`: the panels in which a report ends, by name. */
  readonly ends: readonly HTMLElement[];
  /** The id of every question, in the order of the form. */
  readonly questions: readonly string[];
  /** The control of a question. */
  control(id: string): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
  /** Brings a question's control into view, ready to be typed into. */
  focus(id: string): void;
  /** Shows or hides all that is marked with `data-when`. */
  when(name: string, shown: boolean): void;
  /** Of all that is marked with `data-<name>`, shows what is marked with this value. */
  only(name: string, value: string): void;
}

export function createFormParts(root: HTMLElement): FormParts {
  const find = (selector: string): HTMLElement => {
    const found = root.querySelector<HTMLElement>(selector);
    if (found === null) throw new Error(`<report-form> holds no ${selector}.`);
    return found;
  };
  const control: FormParts['control'] = (id) => find(`#report-${id}`) as HTMLInputElement;
  return {
    part: (name) => find(`[data-part="${name}"]`),
    all: (name) => [...root.querySelectorAll<HTMLElement>(`[data-${name}]`)],
    fill(name, text) {
      const place = find(`[data-fill="${name}"]`);
      // The same text again would be read out again.
      if (place.textContent === text) return;
      if (place.matches('pre, textarea')) place.textContent = text;
      else place.replaceChildren(...toWholeWords(text));
    },
    list(name, items) {
      find(`[data-list="${name}"]`).replaceChildren(...items.map(toItem));
    },
    ends: [...root.querySelectorAll<HTMLElement>('[data-end]')],
    questions: [...root.querySelectorAll<HTMLElement>('[data-field]')].map(
      (field) => field.dataset.field ?? '',
    ),
    control,
    focus(id) {
      const found = control(id);
      for (let group = found.closest('details'); group !== null; ) {
        group.open = true;
        group = group.parentElement?.closest('details') ?? null;
      }
      found.focus();
    },
    when(name, shown) {
      for (const element of root.querySelectorAll<HTMLElement>(`[data-when="${name}"]`)) {
        element.hidden = !shown;
      }
    },
    only(name, value) {
      for (const element of root.querySelectorAll<HTMLElement>(`[data-${name}]`)) {
        element.hidden = element.dataset[name] !== value;
      }
    },
  };
}

/** An element with text or other elements in it; never markup. */
export function createElement(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...content: readonly (string | Node)[]
): HTMLElement {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    element.setAttribute(attribute, value);
  }
  element.append(...content);
  return element;
}

/** No line is broken within a day, an id or a version. */
function toWholeWords(text: string): (string | Node)[] {
  return toTextPieces(text).map((it) =>
    it.whole ? createElement('span', { class: 'whole' }, it.text) : it.text,
  );
}

function toItem(item: string | Node): Node {
  return item instanceof Element && item.localName === 'li' ? item : createElement('li', {}, item);
}
