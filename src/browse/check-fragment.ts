/** The question as the address carries it: `#product=lantern&version=2.3.0`. A fragment never travels to a server. */

export interface Question {
  readonly product: string;
  readonly version: string;
}

/** Empty strings for what is not there. */
export function parseQuestion(fragment: string): Question {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  const read = (name: string) => fields.get(name)?.trim() ?? '';
  return { product: read('product'), version: read('version') };
}

/** The question as it stands behind the #, and as {@link parseQuestion} reads it. */
export function renderQuestion(question: Question): string {
  return `#${new URLSearchParams({ ...question })}`;
}
