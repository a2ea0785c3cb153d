/** Whether two sets of certificates name the same keys. */

import type { Certificate } from './config.ts';

/** In any order. */
export function isSameKeySet(one: readonly Certificate[], other: readonly Certificate[]): boolean {
  const toNames = (set: readonly Certificate[]) => set.map((key) => key.fingerprint).sort();
  return toNames(one).join() === toNames(other).join();
}
