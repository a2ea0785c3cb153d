/** A change of the desk's keys in words, for the page of keys. */
import type { KeyChange } from './key-history.ts';

/** What happened, to stand after the owner's name; without a full stop. */
export function renderKeyChange({ action, until }: Pick<KeyChange, 'action' | 'until'>): string {
  const end = until === undefined ? '' : `, valid until ${until}`;
  switch (action) {
    case 'added':
      return `key added${end}`;
    case 'updated':
      return `newer copy of the key${end}`;
    case 'extended':
      return until === undefined ? 'key extended' : `key extended until ${until}`;
    case 'rotated':
      return `new key in place of a retired one${end}`;
    case 'removed':
      return 'key removed';
  }
}
