/** Starts the page's workers through the one Trusted Types policy of the report page. */

import pictureUrl from './picture.worker.ts?worker&url';
import proveUrl from './prove.worker.ts?worker&url';
import sealUrl from './seal.worker.ts?worker&url';

interface UrlPolicy {
  createScriptURL(name: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: UrlPolicy): UrlPolicy;
}

let policy: UrlPolicy | undefined;

/** The policy admits these constant addresses and no other. */
function toAddress(name: string): string {
  if (name === 'picture') return pictureUrl;
  return name === 'prove' ? proveUrl : sealUrl;
}

/** A new worker: one that encrypts, one that finds a proof of work, or one that looks at a picture. */
export function startWorker(name: 'seal' | 'prove' | 'picture'): Worker {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('desk-worker', { createScriptURL: toAddress });
  return new Worker(policy?.createScriptURL(name) ?? toAddress(name), { type: 'module' });
}
