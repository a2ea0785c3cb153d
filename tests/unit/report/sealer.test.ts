import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toReport } from '../../../src/report/report.ts';
import type { SealMessage, SealRequest } from '../../../src/report/seal-job.ts';
import { createSealer, type SealWorker } from '../../../src/report/sealer.ts';
import { exampleAnswers, exampleConfig, exampleNow } from './example-report.ts';

const request: SealRequest = {
  report: toReport(exampleAnswers, [], exampleConfig, exampleNow),
  files: [],
  certificates: [],
  quorum: 1,
  sender: { relay: null, mailFrom: null },
  now: 0,
};
const sealed = { body: new Blob(['x']), sha256: '', readers: [], dropped: [] };

interface FakeWorker extends SealWorker {
  requests: unknown[];
  ended: number;
  say(message: SealMessage): void;
}

function createFakeWorker(onPost: (worker: FakeWorker) => void = () => {}): FakeWorker {
  const worker: FakeWorker = {
    requests: [],
    ended: 0,
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    postMessage(message: unknown) {
      worker.requests.push(message);
      queueMicrotask(() => onPost(worker));
    },
    terminate() {
      worker.ended += 1;
    },
    say(data) {
      worker.onmessage?.call(worker as unknown as Worker, { data } as MessageEvent);
    },
  };
  return worker;
}

test('one request gives its stages and one answer, then the worker ends', async () => {
  const worker = createFakeWorker((self) => {
    self.say({ kind: 'stage', stage: 'reading' });
    self.say({ kind: 'stage', stage: 'encrypting' });
    self.say({ kind: 'sealed', sealed });
  });
  const stages: string[] = [];
  const answer = await createSealer(() => worker).seal(request, (stage) => stages.push(stage));
  assert.deepEqual(answer, { kind: 'sealed', sealed });
  assert.deepEqual(stages, ['reading', 'encrypting']);
  assert.deepEqual(worker.requests, [request]);
  assert.equal(worker.ended, 1);
});

test('a warmed worker is used once, and the next report gets its own', async () => {
  const workers: FakeWorker[] = [];
  const sealer = createSealer(() => {
    const worker = createFakeWorker((self) => self.say({ kind: 'sealed', sealed }));
    workers.push(worker);
    return worker;
  });
  sealer.warm();
  sealer.warm();
  assert.equal(workers.length, 1);
  await sealer.seal(request, () => {});
  await sealer.seal(request, () => {});
  assert.deepEqual(
    workers.map(({ requests, ended }) => [requests.length, ended]),
    [
      [1, 1],
      [1, 1],
    ],
  );
});

const failed = { kind: 'failed', failure: { kind: 'worker' } };

test('a worker that cannot start, breaks or cannot be asked is an answer, not an exception', async () => {
  const refused = createSealer(() => {
    throw new TypeError('blocked');
  });
  refused.warm();
  assert.deepEqual(await refused.seal(request, () => {}), failed);

  const broken = createFakeWorker((self) => self.onerror?.call(self as never, {} as ErrorEvent));
  assert.deepEqual(await createSealer(() => broken).seal(request, () => {}), failed);
  assert.equal(broken.ended, 1);

  const deaf = createFakeWorker();
  deaf.postMessage = () => {
    throw new DOMException('', 'DataCloneError');
  };
  assert.deepEqual(await createSealer(() => deaf).seal(request, () => {}), failed);
});

test('a worker that breaks while waiting is replaced', async () => {
  const first = createFakeWorker();
  const second = createFakeWorker((self) => self.say({ kind: 'sealed', sealed }));
  const workers = [first, second];
  const sealer = createSealer(() => workers.shift() ?? assert.fail('a third worker'));
  sealer.warm();
  first.onerror?.call(first as never, {} as ErrorEvent);
  assert.equal((await sealer.seal(request, () => {})).kind, 'sealed');
  assert.deepEqual([first.ended, first.requests.length], [1, 0]);
});
