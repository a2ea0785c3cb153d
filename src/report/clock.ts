/** The time to encrypt by: a wrong clock on the reporter's device must not make good keys look dead. */

import { healthPath } from '../contract.ts';
import { quietFetch } from './quiet-fetch.ts';

const timeoutMs = 4000;

/**
 * The relay's clock, else that of the server the page came from, else the device's. Never rejects.
 * @param relay origin of the relay, or null
 * @param page address of any file beside the page
 */
export async function readClock(relay: string | null, page: URL): Promise<Date> {
  const told = relay === null ? null : await readRelayClock(relay);
  return told ?? (await readServerClock(page)) ?? new Date();
}

async function readRelayClock(relay: string): Promise<Date | null> {
  try {
    const response = await fetch(new URL(healthPath, relay), {
      ...quietFetch,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const health: unknown = await response.json();
    if (typeof health !== 'object' || health === null || !('now' in health)) return null;
    return toDate(health.now);
  } catch {
    return null;
  }
}

async function readServerClock(page: URL): Promise<Date | null> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(page, { ...quietFetch, method: 'HEAD', signal });
    return toDate(response.headers.get('Date'));
  } catch {
    return null;
  }
}

function toDate(value: unknown): Date | null {
  const date = typeof value === 'string' ? new Date(value) : null;
  return date === null || Number.isNaN(date.getTime()) ? null : date;
}
