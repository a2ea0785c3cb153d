/** Starts the page's two workers through the one Trusted Types policy of the report page. */

import proveUrl from './prove.worker.ts?worker&url';
import sealUrl from './seal.worker.ts?worker&url';

interface UrlPolicy {
  createScriptURL(name: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: UrlPolicy): UrlPolicy;
}

let policy: UrlPolicy | undefined;

/** The policy admits these two constant addresses and no other. */
function toAddress(name: string): string {
  return name === 'prove' ? proveUrl : sealUrl;
}

/** A new worker: one that encrypts, or one that finds a proof of work. */
export function startWorker(name: 'seal' | 'prove'): Worker {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('desk-worker', { createScriptURL: toAddress });
  return new Worker(policy?.createScriptURL(name) ?? toAddress(name), { type: 'module' });
}
