/** A Markdown skeleton for the report box, inserted only when the reporter asks for it. */

import { reportSections } from './fields.ts';

/** The four sections, each with a line to write over. */
export function renderTemplate(): string {
  return `${reportSections.map(({ heading, wanted }) => `## ${heading}\n\n(${wanted})`).join('\n\n')}\n`;
}

/** What has been typed so far with the template after it: nothing typed is lost. */
export function appendTemplate(typed: string): string {
  return typed.trim() === '' ? renderTemplate() : `${typed.trimEnd()}\n\n${renderTemplate()}`;
}
