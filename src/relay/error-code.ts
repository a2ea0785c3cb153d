/** The short name of a failure, for the log: what a system or SQLite calls it, never its message. */

/** For example `ENOSPC`, `ERR_SQLITE_ERROR-13` or `TypeError`. */
export function toErrorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code, errcode } = error as { readonly code?: unknown; readonly errcode?: unknown };
  if (typeof code !== 'string') return error.name;
  return typeof errcode === 'number' ? `${code}-${errcode}` : code;
}
