/** The command that does something about a key, as findings name it. */
import { toKeyName } from './key-name.ts';

/** @param file of `keys/`; of any other the name is for its reader to fill in */
export function renderKeyCommand(step: 'extend' | 'rotate' | 'remove', file: string): string {
  return `npm run desk -- key ${step} ${toKeyName(file) ?? 'NAME'}`;
}
