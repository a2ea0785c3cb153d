/** The page's side of the sealing worker: one request, one answer, then the worker ends. */

import type { SealedReport, SealFailure, SealMessage, SealRequest, SealStage } from './seal-job.ts';

/** What is needed of a `Worker`. */
export type SealWorker = Pick<
  Worker,
  'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'
>;

/** How sealing ended. */
export type Sealing =
  | { readonly kind: 'sealed'; readonly sealed: SealedReport }
  | { readonly kind: 'failed'; readonly failure: SealFailure };

/** Encrypts reports, each in a worker of its own. */
export interface Sealer {
  /** Loads the worker's code before it is needed. Does nothing where one is waiting. */
  warm(): void;
  /** Never rejects. The request's files are read in the worker, not here. */
  seal(request: SealRequest, onStage: (stage: SealStage) => void): Promise<Sealing>;
  /** Ends the worker that is encrypting, which then has failed. */
  stop(): void;
}

/** @param startWorker starts the script of `seal.worker.ts`; may throw where workers are refused */
export function createSealer(startWorker: () => SealWorker): Sealer {
  let waiting: SealWorker | null = null;
  let end = () => {};
  const discard = () => {
    waiting?.terminate();
    waiting = null;
  };

  return {
    warm() {
      if (waiting !== null) return;
      try {
        waiting = startWorker();
        waiting.onerror = discard;
      } catch {
        discard();
      }
    },
    async seal(request, onStage) {
      try {
        const worker = waiting ?? startWorker();
        waiting = null;
        return await ask(worker, request, onStage, (stop) => {
          end = stop;
        });
      } catch {
        return { kind: 'failed', failure: { kind: 'worker' } };
      }
    },
    stop: () => end(),
  };
}

function ask(
  worker: SealWorker,
  request: SealRequest,
  onStage: (stage: SealStage) => void,
  onStart: (stop: () => void) => void,
): Promise<Sealing> {
  return new Promise((resolve) => {
    const end = (sealing: Sealing) => {
      worker.terminate();
      resolve(sealing);
    };
    const fail = () => end({ kind: 'failed', failure: { kind: 'worker' } });
    onStart(fail);
    worker.onerror = fail;
    worker.onmessageerror = fail;
    worker.onmessage = ({ data }: MessageEvent<SealMessage>) => {
      if (data.kind === 'stage') onStage(data.stage);
      else end(data);
    };
    try {
      worker.postMessage(request);
    } catch {
      fail();
    }
  });
}
