/** The key `/` leads to the search field, as long as nobody has turned that off (WCAG 2.2, 2.1.4 Character Key Shortcuts). */

/** @param hint says that the key is there, and has the button that turns it off; hidden until this runs */
export function listenForSearchKey(input: HTMLInputElement, hint: HTMLElement): void {
  const listening = new AbortController();
  hint.hidden = false;
  input.setAttribute('aria-keyshortcuts', '/');
  hint.querySelector('button')?.addEventListener('click', () => {
    listening.abort();
    hint.hidden = true;
    input.removeAttribute('aria-keyshortcuts');
    // The button that had the focus is gone.
    input.focus();
  });
  const listen = (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey, isComposing, target } = event;
    if (key !== '/' || ctrlKey || metaKey || altKey || isComposing) return;
    if (target instanceof Element && target.matches('input, textarea, select')) return;
    event.preventDefault();
    input.focus();
    input.select();
  };
  document.addEventListener('keydown', listen, { signal: listening.signal });
}
