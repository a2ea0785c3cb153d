/** Posts the encrypted report with its proof of work and reads what the relay answers; every failure is data. */

import {
  type Problem,
  problems,
  proofHeader,
  type Receipt,
  reportMediaType,
  reportsPath,
} from '../contract.ts';
import { quietFetch } from './quiet-fetch.ts';
import { parseReceipt } from './receipt.ts';

/** How sending ended. After `network` and `nonsense` the report may have arrived all the same. */
export type Sending =
  | { readonly kind: 'receipt'; readonly receipt: Receipt }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'network'; readonly timedOut: boolean }
  | { readonly kind: 'nonsense'; readonly status: number };

const minTimeoutMs = 60_000;
/** A poor mobile line: 12 MiB then have about seven minutes. */
const slowestBytesPerMs = 32;

/** How long one attempt may take, in milliseconds. */
export function toTimeoutMs(bytes: number): number {
  return minTimeoutMs + Math.ceil(bytes / slowestBytesPerMs);
}

/**
 * Never rejects.
 * @param proof value of its header, or null where the relay asks for none
 * @param relay origin to post to
 * @param stop ends the upload
 * @param ask sends the request
 */
export async function sendReport(
  body: Blob,
  proof: string | null,
  relay: string,
  stop: AbortSignal,
  timeoutMs: number = toTimeoutMs(body.size),
  ask: typeof fetch = fetch,
): Promise<Sending> {
  const giveUp = new AbortController();
  let timedOut = false;
  stop.addEventListener('abort', () => giveUp.abort(), { once: true });
  // Not AbortSignal.timeout(): a test cannot set its clock.
  const timer = setTimeout(() => {
    timedOut = true;
    giveUp.abort();
  }, timeoutMs);
  try {
    const response = await ask(new URL(reportsPath, relay), {
      ...quietFetch,
      method: 'POST',
      headers: {
        'Content-Type': reportMediaType,
        ...(proof === null ? {} : { [proofHeader]: proof }),
      },
      body,
      signal: giveUp.signal,
    });
    return parseAnswer(response.status, await response.text());
  } catch {
    return { kind: 'network', timedOut };
  } finally {
    clearTimeout(timer);
  }
}

function parseAnswer(status: number, text: string): Sending {
  let value: unknown = null;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'nonsense', status };
  }
  const receipt = status === 202 ? parseReceipt(value) : null;
  if (receipt !== null) return { kind: 'receipt', receipt };
  const problem = status >= 400 ? parseProblem(value) : null;
  return problem === null ? { kind: 'nonsense', status } : { kind: 'problem', problem };
}

/** The title is ours, not the answer's: nobody but this page speaks to the reporter. */
function parseProblem(value: unknown): Problem | null {
  if (typeof value !== 'object' || value === null || !('code' in value)) return null;
  const code = (Object.keys(problems) as Problem['code'][]).find((known) => known === value.code);
  if (code === undefined) return null;
  const [status, title] = problems[code];
  const problem: Problem = { type: 'about:blank', code, title, status };
  const wait = 'retryAfterSeconds' in value ? value.retryAfterSeconds : null;
  return typeof wait === 'number' && wait > 0 ? { ...problem, retryAfterSeconds: wait } : problem;
}
