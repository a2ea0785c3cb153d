/** How every request of the form is made: no cookie, no referrer, no copy kept, no detour. */

/** To be spread into the options of `fetch`. */
export const quietFetch = {
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  cache: 'no-store',
  redirect: 'error',
} as const satisfies RequestInit;
