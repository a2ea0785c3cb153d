/** What stands in the controls of a form, as text to keep and to put back. Files are never part of it. */

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** A name is there several times for a choice; `checked` is null for all that is typed or selected. */
interface Kept {
  readonly name: string;
  readonly value: string;
  readonly checked: boolean | null;
}

/** @returns null where nothing was typed that would be missed */
export function renderDraft(controls: readonly Control[]): string | null {
  const all = controls.filter(isKept).map((control): Kept => {
    const { name, value } = control;
    return { name, value, checked: isChoice(control) ? control.checked : null };
  });
  const isTyped = all.some((it) => it.checked === null && it.value !== '');
  return isTyped ? JSON.stringify(all) : null;
}

/** Puts back what was kept, where such a control is still there. @returns false for text of another kind */
export function restoreDraft(controls: readonly Control[], draft: string): boolean {
  let all: unknown;
  try {
    all = JSON.parse(draft);
  } catch {
    return false;
  }
  if (!Array.isArray(all)) return false;
  for (const control of controls.filter(isKept)) {
    const same = (all as Kept[]).filter(({ name }) => name === control.name);
    if (isChoice(control)) {
      const kept = same.find(({ value }) => value === control.value);
      if (kept !== undefined) control.checked = kept.checked === true;
    } else if (same[0] !== undefined) control.value = same[0].value;
  }
  return true;
}

function isKept({ name, type }: Control): boolean {
  return name !== '' && type !== 'file';
}

function isChoice(control: Control): control is HTMLInputElement {
  return control.type === 'radio' || control.type === 'checkbox';
}
