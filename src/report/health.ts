/** What is asked of the relay before a report: its clock, for a wrong one on the device must not make good keys look dead, and how much work it wants. */

import { defaultProofBits, healthPath } from '../contract.ts';
import { quietFetch } from './quiet-fetch.ts';

/** What a report goes by. */
export interface Health {
  readonly now: Date;
  /** Zero bits of each puzzle of the proof of work; 0 where none is asked. */
  readonly proofBits: number;
}

const timeoutMs = 4000;
/** More than any relay asks: what an attacker might say to keep a reporter busy is not followed. */
const mostProofBits = 24;

/**
 * The relay's clock, else that of the server the page came from, else the device's. Never rejects.
 * @param relay origin of the relay, or null
 * @param page address of any file beside the page
 */
export async function readHealth(relay: string | null, page: URL): Promise<Health> {
  const told = relay === null ? null : await readRelayHealth(relay);
  if (told !== null) return told;
  return { now: (await readServerClock(page)) ?? new Date(), proofBits: defaultProofBits };
}

async function readRelayHealth(relay: string): Promise<Health | null> {
  try {
    const response = await fetch(new URL(healthPath, relay), {
      ...quietFetch,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const health: unknown = await response.json();
    if (typeof health !== 'object' || health === null || !('now' in health)) return null;
    const now = toDate(health.now);
    return now === null ? null : { now, proofBits: toBits('proof' in health ? health.proof : 0) };
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

function toBits(value: unknown): number {
  return Number.isInteger(value) ? Math.min(Math.max(Number(value), 0), mostProofBits) : 0;
}
