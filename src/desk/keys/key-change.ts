/** A change of the desk's keys in words, for the page of keys. */
import { keyChange } from '#words/key-changes';
import type { KeyChange } from './key-history.ts';

/** What happened, to stand after the owner's name; without a full stop. */
export function renderKeyChange({ action, until }: Pick<KeyChange, 'action' | 'until'>): string {
  return keyChange[action](until);
}
