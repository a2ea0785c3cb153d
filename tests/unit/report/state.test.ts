import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toReport } from '../../../src/report/report.ts';
import type { SealedReport } from '../../../src/report/seal-job.ts';
import {
  firstState,
  isUnsent,
  nextState,
  type ReportEvent,
  type ReportState,
} from '../../../src/report/state.ts';
import { exampleAnswers, exampleConfig, exampleNow } from './example-report.ts';

const sealed: SealedReport = { body: new Blob(['x']), sha256: 'a', readers: [], dropped: [] };
const receipt = { id: '', sha256: '', receivedAt: '', relay: '', signature: '' };
const report = toReport(exampleAnswers, [], exampleConfig, exampleNow);
const failure = { kind: 'network', timedOut: false } as const;
const fault = { field: 'summary', sentence: 'Write one line.' } as const;

const states: Record<ReportState['phase'], ReportState> = {
  editing: firstState,
  sealing: { phase: 'sealing', stage: 'reading' },
  previewing: { phase: 'previewing', sealed, report },
  sending: { phase: 'sending', stage: 'posting', sealed },
  received: { phase: 'received', sealed, receipt, verified: true },
  saved: { phase: 'saved', sealed },
  failed: { phase: 'failed', failure, sealed },
  'keys-changed': { phase: 'keys-changed', certificates: [] },
};

function run(state: ReportState, ...events: ReportEvent[]): ReportState {
  return events.reduce(nextState, state);
}

test('with a relay a report goes from editing over sealing and sending to received', () => {
  const end = run(
    firstState,
    { type: 'submitted' },
    { type: 'staged', stage: 'encrypting' },
    { type: 'sealed', sealed, toRelay: true },
    { type: 'received', receipt, verified: true },
  );
  assert.deepEqual(end, states.received);
});

test('without a relay a report ends saved and can never become received', () => {
  const end = run(
    firstState,
    { type: 'submitted' },
    { type: 'sealed', sealed, toRelay: false },
    { type: 'received', receipt, verified: true },
  );
  assert.deepEqual(end, states.saved);
});

test('only what is being sent can become received', () => {
  for (const state of Object.values(states)) {
    const next = nextState(state, { type: 'received', receipt, verified: true });
    assert.equal(next.phase === 'received', ['sending', 'received'].includes(state.phase));
  }
});

test('a failure while sending keeps the encrypted report, and a retry sends the very same', () => {
  const failed = nextState(states.sending, { type: 'failed', failure });
  assert.deepEqual(failed, states.failed);
  const again = nextState(failed, { type: 'retried' });
  assert.equal(again.phase === 'sending' && again.sealed, sealed);
});

test('a failure before there is an encrypted report has none to offer or to retry', () => {
  const failed = nextState(states.sealing, { type: 'failed', failure });
  assert.deepEqual(failed, { phase: 'failed', failure, sealed: null });
  assert.equal(nextState(failed, { type: 'retried' }), failed);
});

test('an edit drops what was encrypted, as it no longer is what stands in the form', () => {
  assert.equal(nextState(states.failed, { type: 'edited' }), firstState);
  assert.equal(nextState(states['keys-changed'], { type: 'edited' }), firstState);
});

test('a preview shows what was encrypted, and sends the very same or gives it up', () => {
  const shown = run(firstState, { type: 'submitted' }, { type: 'previewed', sealed, report });
  assert.deepEqual(shown, states.previewing);
  const sent = nextState(shown, { type: 'sealed', sealed, toRelay: true });
  assert.deepEqual(sent, { phase: 'sending', stage: 'proving', sealed });
  assert.deepEqual(nextState(shown, { type: 'sealed', sealed, toRelay: false }), states.saved);
  assert.equal(nextState(shown, { type: 'edited' }), firstState);
});

test('what is stopped before the upload never left; what is stopped in it may have arrived', () => {
  const stopped = { type: 'stopped' } as const;
  assert.equal(nextState(states.sealing, stopped), firstState);
  const proving = run(states.failed, { type: 'retried' });
  assert.equal(nextState(proving, stopped), firstState);
  const posting = nextState(proving, { type: 'posting' });
  const end = { phase: 'failed', failure: { kind: 'stopped' }, sealed };
  assert.deepEqual(nextState(posting, stopped), end);
  for (const state of [firstState, states.received, states.previewing]) {
    assert.equal(nextState(state, stopped), state);
  }
});

test('nothing typed or pressed disturbs a report on its way', () => {
  for (const state of [states.sealing, states.sending]) {
    assert.equal(nextState(state, { type: 'edited' }), state);
    assert.equal(nextState(state, { type: 'submitted' }), state);
    assert.equal(nextState(state, { type: 'retried' }), state);
  }
});

test('an answer that comes too late changes nothing', () => {
  for (const state of [firstState, states.saved, states.failed, states.received]) {
    assert.equal(nextState(state, { type: 'sealed', sealed, toRelay: true }), state);
    assert.equal(nextState(state, { type: 'keys-changed', certificates: [] }), state);
    assert.equal(nextState(state, { type: 'staged', stage: 'encrypting' }), state);
  }
});

test('faults bring the report back to the form', () => {
  const faults = [fault];
  assert.deepEqual(nextState(states.sealing, { type: 'faulted', faults }), {
    phase: 'editing',
    faults,
  });
});

test('leaving is warned of until the report is received or its encrypted file is kept', () => {
  const warned = (kept: boolean) =>
    Object.values(states)
      .filter((state) => isUnsent(state, true, kept))
      .map((state) => state.phase);
  assert.deepEqual(warned(false), [
    'editing',
    'sealing',
    'previewing',
    'sending',
    'saved',
    'failed',
    'keys-changed',
  ]);
  assert.deepEqual(warned(true), ['editing', 'sealing', 'previewing', 'sending', 'keys-changed']);
});

test('leaving an empty form is not warned of', () => {
  assert.ok(Object.values(states).every((state) => !isUnsent(state, false, false)));
});
