/** `keys/history.yaml` with one change more; what is there already, comments too, stays as it is. */
import { Document, isSeq, parseDocument } from 'yaml';
import type { KeyChange } from '../../desk/keys/key-history.ts';
import { CommandError } from '../command/command-error.ts';

const intro = ' yaml-language-server: $schema=../schema/history.json';

/**
 * @param before the file's text, or null where there is none
 * @throws CommandError for a file that is not a history
 */
export function renderHistory(before: string | null, change: KeyChange): string {
  const document = before === null ? new Document({ changes: [] }) : parseDocument(before);
  const changes = document.get('changes');
  if (document.errors.length > 0 || !isSeq(changes)) {
    throw new CommandError(
      'keys/history.yaml cannot be read as a list of changes, so nothing was written. Correct it first: npm run desk -- check.',
    );
  }
  if (before === null) document.commentBefore = intro;
  changes.flow = false;
  changes.add(document.createNode(change));
  return document.toString({ lineWidth: 0 });
}
