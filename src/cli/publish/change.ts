/** The steps of an advisory's life as changes of its file: published, revised, withdrawn. */
import { joinAdvisoryFile, renderAdvisoryFile, splitAdvisoryFile } from './advisory-file.ts';

/**
 * A draft as it is published: state, day and first revision set, the announcement gone, and with it every comment, for
 * comments were written under embargo.
 * @param day UTC day of publication
 */
export function toPublishedFile(text: string, day: string): string {
  const { document, body } = splitAdvisoryFile(text);
  const { announcement: _, ...facts } = document.toJS() as Record<string, unknown>;
  return renderAdvisoryFile(
    {
      ...facts,
      status: 'published',
      dates: { ...(facts.dates as object | undefined), published: day },
      revisions: [{ number: 1, date: day, change: 'First publication.' }],
    },
    body,
  );
}

/** A published file with one revision more; its comments stay. */
export function toRevisedFile(text: string, day: string, change: string): string {
  const { document, body } = splitAdvisoryFile(text);
  addRevision(document, day, change);
  return joinAdvisoryFile(document, body);
}

/** A published file as withdrawn, with the reason. */
export function toWithdrawnFile(text: string, day: string, reason: string): string {
  const { document, body } = splitAdvisoryFile(text);
  document.set('status', 'withdrawn');
  document.set('withdrawal', reason);
  document.setIn(['dates', 'withdrawn'], day);
  addRevision(document, day, 'Withdrawn.');
  return joinAdvisoryFile(document, body);
}

type Editable = ReturnType<typeof splitAdvisoryFile>['document'];

function addRevision(document: Editable, day: string, change: string): void {
  const facts = document.toJS() as { revisions?: readonly { number: number }[] };
  const number = 1 + Math.max(0, ...(facts.revisions ?? []).map((it) => it.number));
  document.addIn(['revisions'], document.createNode({ number, date: day, change }));
}
