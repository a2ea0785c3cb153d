/** A limiter that lets everybody send, and counts what it was told. */
import type { Limiter } from '../../src/relay/limiter.ts';

/** Its counts go on while it is used. */
export function createOpenLimiter(): Limiter & {
  readonly told: { admitted: number; counted: number; left: number };
} {
  const told = { admitted: 0, counted: 0, left: 0 };
  return {
    told,
    async admit() {
      told.admitted += 1;
      return {
        ok: true,
        count() {
          told.counted += 1;
        },
        leave() {
          told.left += 1;
        },
      };
    },
    load: () => 0,
  };
}
