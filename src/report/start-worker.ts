/** Starts the sealing worker through the one Trusted Types policy of the report page. */

import workerUrl from './seal.worker.ts?worker&url';

interface UrlPolicy {
  createScriptURL(url: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: UrlPolicy): UrlPolicy;
}

let policy: UrlPolicy | undefined;

/** A new worker. The policy admits its one constant address and no other. */
export function startWorker(): Worker {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('desk-worker', { createScriptURL: () => workerUrl });
  return new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl, { type: 'module' });
}
