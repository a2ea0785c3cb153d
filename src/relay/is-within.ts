/** Whether two times are close, whichever is earlier: a clock that was put back must not keep anything from being done. */
export function isWithin(ms: number, one: number, other: number): boolean {
  return Math.abs(other - one) < ms;
}
