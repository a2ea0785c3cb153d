/** Writes HTML in which every value is text: escaped, and with its hidden characters shown. */
import { toVisible } from '../../desk/visible.ts';

/** A piece of HTML that {@link html} has made. */
export interface Html {
  readonly markup: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * The only way to make {@link Html}. A string value can be hostile: it stands for its letters, between tags and between
 * quotes. A quote-less attribute, a script or a style is no place for a value.
 */
export function html(
  literals: TemplateStringsArray,
  ...values: readonly (string | Html | readonly Html[])[]
): Html {
  const markup = literals.map((literal, index) => literal + toMarkup(values[index] ?? ''));
  return { markup: markup.join('') };
}

function toMarkup(value: string | Html | readonly Html[]): string {
  if (typeof value === 'string') {
    return toVisible(value).replace(/[&<>"']/g, (character) => entities[character] ?? '');
  }
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}
