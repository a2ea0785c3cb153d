import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ProofClaim,
  type Receipt,
  receiptText,
  toProblem,
  toProofHour,
} from '../../../src/contract.ts';
import type { KeySet } from '../../../src/report/choose-readers.ts';
import type { Certificate, ReportConfig } from '../../../src/report/config.ts';
import { createReporting, type Steps } from '../../../src/report/reporting.ts';
import type { SealRequest } from '../../../src/report/seal-job.ts';
import type { Sending } from '../../../src/report/send.ts';
import type { ReportState } from '../../../src/report/state.ts';
import { exampleAnswers, exampleConfig, exampleNow } from './example-report.ts';

const relay = 'https://relay.example';
const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
const rawKey = Buffer.from(await crypto.subtle.exportKey('raw', pair.publicKey));
const receiptKeys = [rawKey.toString('base64url')];
const sealed = { body: new Blob(['x']), sha256: 'ab'.repeat(32), readers: [], dropped: [] };
const ann: Certificate = { owner: 'Ann', fingerprint: 'A'.repeat(40), armored: '', expires: null };
const bob: Certificate = { ...ann, owner: 'Bob', fingerprint: 'B'.repeat(40) };

const toKeys = (certificates: readonly Certificate[]): KeySet => ({ certificates, products: [] });

async function sign(facts: Partial<Receipt> = {}): Promise<Receipt> {
  const id = sealed.sha256.slice(0, 20);
  const unsigned = { id, sha256: sealed.sha256, receivedAt: '2026-11-20T02:00:00Z', relay };
  const signature = await crypto.subtle.sign('Ed25519', pair.privateKey, receiptText(unsigned));
  return { ...unsigned, signature: Buffer.from(signature).toString('base64url'), ...facts };
}

/** A world in which all goes well but for what the test says. */
function start(
  changes: Partial<Steps> & { answers?: Sending[]; config?: Partial<ReportConfig> },
  withRelay = true,
) {
  const { answers = [], config: own = {}, ...steps } = changes;
  const states: ReportState[] = [];
  const asked: SealRequest[] = [];
  const sent: unknown[] = [];
  const proofs: (string | null)[] = [];
  const proved: (ProofClaim & { bits: number })[] = [];
  const config = {
    ...exampleConfig,
    certificates: [ann],
    relay: withRelay ? { origin: relay, receiptKeys, mailFrom: null } : null,
    ...own,
  };
  const world: Steps = {
    readHealth: () => Promise.resolve({ now: exampleNow, proofBits: 15 }),
    async prove(claim, bits) {
      proved.push({ ...claim, bits });
      return `proof ${proved.length}`;
    },
    async seal(request, onStage) {
      asked.push(request);
      onStage('encrypting');
      return { kind: 'sealed', sealed };
    },
    async send(body, proof) {
      sent.push(body);
      proofs.push(proof);
      return answers.shift() ?? { kind: 'receipt', receipt: await sign() };
    },
    readKeys: () => Promise.resolve(toKeys([ann])),
    stop() {},
    ...steps,
  };
  const show = (state: ReportState) => states.push(state);
  const reporting = createReporting(config, withRelay ? relay : null, world, show);
  return {
    reporting,
    steps: world,
    asked,
    sent,
    proofs,
    proved,
    phases: () => states.map(({ phase }) => phase),
    states,
  };
}

test('a report is encrypted by the relay’s clock, sent, and shown as received once verified', async () => {
  const { reporting, asked, phases, states } = start({});
  await reporting.submit(exampleAnswers, []);
  assert.deepEqual(phases(), ['sealing', 'sealing', 'sending', 'sending', 'received']);
  const end = states.at(-1);
  assert.equal(end?.phase === 'received' && end.verified, true);
  assert.equal(asked[0]?.now, exampleNow.getTime());
  assert.equal(asked[0]?.report.answerBy, '2026-11-22T02:00:00Z');
  assert.deepEqual(asked[0]?.sender, { relay, mailFrom: null });
});

test('a relay that tells a time before the page was built does not choose which keys are good', async () => {
  const early = new Date('2019-01-01T00:00:00Z');
  const { reporting, asked, proved } = start({
    readHealth: async () => ({ now: early, proofBits: 15 }),
  });
  await reporting.submit(exampleAnswers, []);
  assert.equal(asked[0]?.now, Date.parse('2026-11-19'));
  assert.equal(asked[0]?.report.createdAt, '2026-11-19T00:00:00Z');
  assert.equal(proved[0]?.hour, toProofHour(early), 'the work is for the clock of the relay');
});

test('a secret key for the answer ends in a fault beside its question, and nothing is sent', async () => {
  const seal = async () => ({ kind: 'failed', failure: { kind: 'private-key' } }) as const;
  const { reporting, sent, states } = start({ seal });
  await reporting.submit(exampleAnswers, []);
  const state = states.at(-1);
  const [fault, ...others] = state?.phase === 'editing' ? state.faults : [];
  assert.equal(fault?.field, 'replyKey');
  assert.match(fault?.sentence ?? '', /private key.*nothing was encrypted or sent\. Remove it/);
  assert.deepEqual([others, sent], [[], []]);
});

test('faults stop before anything is encrypted', async () => {
  const { reporting, asked, states } = start({});
  await reporting.submit({ ...exampleAnswers, summary: '' }, []);
  assert.equal(asked.length, 0);
  const [state] = states;
  assert.equal(state?.phase === 'editing' && state.faults[0]?.field, 'summary');
});

test('without a relay nothing is sent and nothing is ever called received', async () => {
  const { reporting, asked, sent, phases } = start({}, false);
  await reporting.submit(exampleAnswers, []);
  assert.deepEqual([phases().at(-1), sent.length], ['saved', 0]);
  assert.equal(asked[0]?.sender.relay, null);
});

test('a receipt that is not signed by a published key is a failure that keeps the encrypted report', async () => {
  const receipt = await sign({ signature: 'A'.repeat(86) });
  const { reporting, states, phases } = start({ answers: [{ kind: 'receipt', receipt }] });
  await reporting.submit(exampleAnswers, []);
  assert.ok(!phases().includes('received'));
  const failure = { kind: 'wrong-receipt', reason: 'not-signed' };
  assert.deepEqual(states.at(-1), { phase: 'failed', failure, sealed });
});

test('a retry sends the same bytes without encrypting again, once however often it is pressed', async () => {
  const answers: Sending[] = [{ kind: 'network', timedOut: false }];
  const { reporting, asked, sent, phases } = start({ answers });
  await reporting.submit(exampleAnswers, []);
  assert.equal(phases().at(-1), 'failed');
  await Promise.all([reporting.submit(exampleAnswers, []), reporting.submit(exampleAnswers, [])]);
  assert.equal(phases().at(-1), 'received');
  assert.deepEqual([asked.length, sent.length], [1, 2]);
  assert.equal(sent[0], sent[1]);
});

test('after an edit the report is encrypted anew', async () => {
  const answers: Sending[] = [{ kind: 'network', timedOut: false }];
  const { reporting, asked } = start({ answers });
  await reporting.submit(exampleAnswers, []);
  reporting.edit();
  await reporting.submit({ ...exampleAnswers, summary: 'Corrected' }, []);
  assert.deepEqual(
    asked.map(({ report }) => report.summary),
    [exampleAnswers.summary, 'Corrected'],
  );
});

test('keys changed meanwhile are shown, and used only after the reporter agrees', async () => {
  const problem = toProblem('key-not-published');
  const { reporting, asked, phases, states } = start({
    answers: [{ kind: 'problem', problem }],
    readKeys: () => Promise.resolve(toKeys([bob])),
  });
  await reporting.submit(exampleAnswers, []);
  assert.deepEqual(states.at(-1), { phase: 'keys-changed', certificates: [bob] });
  assert.deepEqual(
    asked.map(({ certificates }) => certificates),
    [[ann]],
  );
  await reporting.agree();
  assert.deepEqual(
    asked.map(({ certificates }) => certificates),
    [[ann], [bob]],
  );
  assert.equal(phases().at(-1), 'received');
});

test('where the site has no other keys to offer, the refusal is a failure like any other', async () => {
  const cid = { id: 'lantern', readers: ['C'.repeat(40)] };
  for (const keys of [null, toKeys([ann]), { certificates: [ann, bob], products: [cid] }]) {
    const readKeys = () => Promise.resolve(keys);
    const problem = toProblem('key-not-published');
    const { reporting, phases } = start({ answers: [{ kind: 'problem', problem }], readKeys });
    await reporting.submit(exampleAnswers, []);
    assert.equal(phases().at(-1), 'failed');
  }
});

test('a file that cannot be read is a fault of the files, told by its place in the list', async () => {
  const failure = { kind: 'file-unreadable', file: 2 } as const;
  const { reporting, states } = start({
    seal: () => Promise.resolve({ kind: 'failed', failure }),
  });
  await reporting.submit(exampleAnswers, []);
  const end = states.at(-1);
  assert.equal(end?.phase === 'editing' && end.faults[0]?.field, 'files');
  assert.match(end?.phase === 'editing' ? (end.faults[0]?.sentence ?? '') : '', /^File 2 /);
});

test('an encryption that fails has nothing to retry, and a new attempt encrypts anew', async () => {
  let attempts = 0;
  const { reporting, states, phases } = start({
    async seal() {
      attempts += 1;
      if (attempts > 1) return { kind: 'sealed', sealed };
      return { kind: 'failed', failure: { kind: 'worker' } };
    },
  });
  await reporting.submit(exampleAnswers, []);
  assert.deepEqual(states.at(-1), { phase: 'failed', failure: { kind: 'worker' }, sealed: null });
  await reporting.submit(exampleAnswers, []);
  assert.equal(phases().at(-1), 'received');
});

test('a report goes to those who read about its product, one about anything else to everybody', async () => {
  const anvil = { id: 'anvil', name: 'Anvil', versions: [], channels: null };
  const [lantern] = exampleConfig.products;
  assert.ok(lantern);
  const products = [lantern, { ...anvil, readers: [bob.fingerprint], acknowledgeHours: 24 }];
  const seal = async (product: string) => {
    const { reporting, asked } = start({ config: { certificates: [ann, bob], products } });
    await reporting.submit({ ...exampleAnswers, product }, []);
    return [asked[0]?.certificates, asked[0]?.report.answerBy];
  };
  assert.deepEqual(await seal('anvil'), [[bob], '2026-11-21T02:00:00Z']);
  for (const product of ['lantern', 'other', 'gone-by-now']) {
    assert.deepEqual(await seal(product), [[ann, bob], '2026-11-22T02:00:00Z'], product);
  }
});

test('keys changed meanwhile are those that read about the product, and only a change of those is asked about', async () => {
  const problem = toProblem('key-not-published');
  const cid = { ...ann, owner: 'Cid', fingerprint: 'C'.repeat(40) };
  const [lantern] = exampleConfig.products;
  assert.ok(lantern);
  const { reporting, asked, states } = start({
    config: {
      certificates: [ann, bob],
      products: [{ ...lantern, readers: [bob.fingerprint] }],
    },
    answers: [{ kind: 'problem', problem }],
    readKeys: () =>
      Promise.resolve({
        certificates: [ann, cid],
        products: [{ id: 'lantern', readers: [cid.fingerprint] }],
      }),
  });
  assert.deepEqual(reporting.readersOf('lantern'), [bob]);
  await reporting.submit(exampleAnswers, []);
  assert.deepEqual(states.at(-1), { phase: 'keys-changed', certificates: [cid] });
  assert.deepEqual(reporting.readersOf('lantern'), [bob], 'not before the reporter agrees');
  const sent = reporting.agree();
  assert.deepEqual(reporting.readersOf('lantern'), [cid]);
  await sent;
  assert.deepEqual(
    asked.map(({ certificates }) => certificates),
    [[bob], [cid]],
  );
});

test('a second press while a report is on its way does nothing', async () => {
  const { reporting, asked } = start({});
  await Promise.all([reporting.submit(exampleAnswers, []), reporting.submit(exampleAnswers, [])]);
  assert.equal(asked.length, 1);
});

test('the proof of work is for this report, this relay and the hour of the relay’s clock', async () => {
  const { reporting, proved, proofs } = start({});
  await reporting.submit(exampleAnswers, []);
  const hour = exampleNow.toISOString().slice(0, 13);
  assert.deepEqual(proved, [{ sha256: sealed.sha256, hour, relay, bits: 15 }]);
  assert.deepEqual(proofs, ['proof 1']);
});

test('where the relay asks for no proof, no work is done', async () => {
  const readHealth = async () => ({ now: exampleNow, proofBits: 0 });
  const { reporting, proved, proofs, phases } = start({ readHealth });
  await reporting.submit(exampleAnswers, []);
  assert.deepEqual([proved, proofs, phases().at(-1)], [[], [null], 'received']);
});

test('a proof that no longer fits is made anew once, by what the relay asks now', async () => {
  const problem = toProblem('proof-wrong');
  const healths = [15, 16, 17].map((proofBits) => ({ now: exampleNow, proofBits }));
  const readHealth = async () => healths.shift() ?? assert.fail('asked too often');
  const refusals: Sending[] = [
    { kind: 'problem', problem },
    { kind: 'problem', problem },
  ];
  const { reporting, proved, asked, states } = start({ answers: refusals, readHealth });
  await reporting.submit(exampleAnswers, []);
  assert.deepEqual(states.at(-1), {
    phase: 'failed',
    failure: { kind: 'problem', problem },
    sealed,
  });
  await reporting.submit(exampleAnswers, []);
  assert.equal(states.at(-1)?.phase, 'received');
  assert.deepEqual(
    proved.map(({ bits }) => bits),
    [15, 16, 17],
  );
  assert.equal(asked.length, 1);
});

test('a browser that cannot do the work keeps the encrypted report for other ways', async () => {
  const { reporting, sent, states } = start({ prove: async () => null });
  await reporting.submit(exampleAnswers, []);
  assert.deepEqual(states.at(-1), { phase: 'failed', failure: { kind: 'no-proof' }, sealed });
  assert.deepEqual(sent, []);
});

test('a preview waits with the encrypted report, works meanwhile, and sends the very same', async () => {
  const { reporting, asked, sent, proved, states } = start({});
  await reporting.preview(exampleAnswers, []);
  const shown = states.at(-1);
  assert.equal(shown?.phase === 'previewing' && shown.report, asked[0]?.report);
  assert.deepEqual([sent.length, proved.length], [0, 1]);
  await reporting.confirm();
  assert.equal(states.at(-1)?.phase, 'received');
  assert.deepEqual([asked.length, sent.length], [1, 1]);
  assert.equal(sent[0], sealed.body);
  assert.deepEqual(proved[0], proved[1]);
});

test('a preview with faults shows them, and one without a relay ends saved', async () => {
  const faulty = start({});
  await faulty.reporting.preview({ ...exampleAnswers, summary: '' }, []);
  assert.equal(faulty.phases().at(-1), 'editing');
  const { reporting, phases, proved } = start({}, false);
  await reporting.preview(exampleAnswers, []);
  await reporting.confirm();
  assert.deepEqual([phases().at(-1), proved], ['saved', []]);
});

test('what is stopped goes no further, whatever is answered later, and can be begun again', async () => {
  for (const step of ['readHealth', 'seal', 'prove'] as const) {
    let go: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    let stopped = 0;
    const stop = () => {
      stopped += 1;
    };
    const world = start({});
    const waiting = start({
      stop,
      [step]: async (...given: never[]) => {
        await gate;
        return (world.steps[step] as (...all: never[]) => unknown)(...given);
      },
    });
    const first = waiting.reporting.submit(exampleAnswers, []);
    await new Promise(setImmediate);
    waiting.reporting.stop();
    assert.equal(waiting.phases().at(-1), 'editing');
    go();
    await first;
    assert.deepEqual([waiting.phases().at(-1), stopped, waiting.sent], ['editing', 1, []], step);
    await waiting.reporting.submit(exampleAnswers, []);
    assert.equal(waiting.phases().at(-1), 'received', step);
  }
});

test('an upload that is stopped may have arrived, so the same encrypted report is kept for a retry', async () => {
  let answer: (sending: Sending) => void = () => {};
  let attempts = 0;
  const receipt = await sign();
  const { reporting, states, asked } = start({
    send() {
      attempts += 1;
      if (attempts > 1) return Promise.resolve({ kind: 'receipt', receipt });
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    stop: () => answer({ kind: 'network', timedOut: false }),
  });
  const first = reporting.submit(exampleAnswers, []);
  while (attempts === 0) await new Promise(setImmediate);
  reporting.stop();
  await first;
  assert.deepEqual(states.at(-1), { phase: 'failed', failure: { kind: 'stopped' }, sealed });
  await reporting.submit(exampleAnswers, []);
  assert.deepEqual([states.at(-1)?.phase, asked.length], ['received', 1]);
});
