/** The record's days as the instants that machine formats ask for (RFC 3339, UTC). */
import type { Advisory } from './advisory.ts';

/** A day at midnight. */
export function toInstant(day: string): string {
  return `${day}T00:00:00Z`;
}

/**
 * The instant of the newest revision. Several revisions of one day lie a second apart, so that a consumer who asks for what
 * changed since an instant sees each.
 */
export function toModified({ revisions, modified }: Advisory): string {
  const earlier = Math.max(0, revisions.filter((it) => it.date === modified).length - 1);
  return new Date(Date.parse(toInstant(modified)) + earlier * 1000)
    .toISOString()
    .replace('.000Z', 'Z');
}
