/** Sends a delivery test with the form's own code: its keys, its proof of work, its wire, its judgement of the receipt. */
import { createHash } from 'node:crypto';
import * as openpgp from 'openpgp';
import { proofText, type Receipt, renderProof } from '../../contract.ts';
import { readHealth } from '../../report/health.ts';
import { findAnswers } from '../../report/proof.ts';
import type { WrongReceipt } from '../../report/receipt.ts';
import { createReporting } from '../../report/reporting.ts';
import { runSealJob, type SealedReport } from '../../report/seal-job.ts';
import { sendReport } from '../../report/send.ts';
import { type Failure, firstState, type ReportState } from '../../report/state.ts';
import { CommandError } from '../command/command-error.ts';
import { type DeliveryNote, renderDeliveryWords, toTestAnswers } from './delivery-note.ts';
import type { PublishedDesk } from './published-desk.ts';

/** A test that the relay has, by a receipt that was verified. */
export interface SentReport {
  readonly receipt: Receipt;
  readonly sealed: SealedReport;
}

/** What commands say is English, whatever language the form speaks. */
const wrongReceipts: Readonly<Record<WrongReceipt, string>> = {
  'other-report': 'it speaks of another report',
  'other-relay': 'it names another relay',
  'not-signed': 'its signature was made with none of the published keys',
};

/** @throws CommandError in one sentence where a reporter would not have read "received" */
export async function sendTest(desk: PublishedDesk, token: string): Promise<SentReport> {
  const { config, relay, site, readers } = desk;
  const note: DeliveryNote = { token, site };
  // What a browser adds of itself, and a relay asks for.
  const origin = new URL(site).origin;
  const ask: typeof fetch = (url, init) => {
    const headers = new Headers(init?.headers);
    headers.set('Origin', origin);
    return fetch(url, { ...init, headers });
  };
  let state: ReportState = firstState;
  const reporting = createReporting(
    config,
    relay,
    {
      readHealth: () => readHealth(relay, readers),
      seal: (request, onStage) =>
        runSealJob(openpgp, { ...request, words: renderDeliveryWords(config.desk, note) }, onStage),
      async prove(claim, bits) {
        const seed = createHash('sha256').update(proofText(claim)).digest();
        return renderProof({ ...claim, answers: findAnswers(new Uint8Array(seed), bits) });
      },
      send: (body, proof) =>
        sendReport(body, proof, relay, new AbortController().signal, undefined, ask),
      // The page was read a moment ago: other keys at the relay are what the test is to find.
      readKeys: async () => null,
      stop() {},
    },
    (next) => {
      state = next;
    },
  );
  await reporting.submit(toTestAnswers(config.desk, note), []);
  return toSent(state, relay);
}

function toSent(state: ReportState, relay: string): SentReport {
  if (state.phase === 'failed') throw new CommandError(renderFailure(state.failure, relay));
  if (state.phase !== 'received') {
    throw new CommandError('The test could not be written as a report.');
  }
  if (!state.verified) {
    throw new CommandError('This machine cannot check the receipt: its Node has no Ed25519.');
  }
  const { receipt, sealed } = state;
  return { receipt, sealed };
}

const mayArrive = 'The test may arrive all the same; leave it unanswered and send another one.';

function renderFailure(failure: Failure, relay: string): string {
  switch (failure.kind) {
    case 'no-usable-key': {
      const dead = failure.dropped.map(({ owner, reason }) => `${owner} (${reason})`).join(', ');
      return `Too few of the published keys can be encrypted to, so nobody can report. Left out: ${dead}.`;
    }
    case 'network':
      return `${relay} does not answer${failure.timedOut ? ' in time' : ''}, so reports are not received now. Look at the relay. ${mayArrive}`;
    case 'nonsense':
      return `${relay} answers ${failure.status} with something that is no receipt. Look at what stands before the relay. ${mayArrive}`;
    case 'wrong-receipt':
      return `The receipt of ${relay} is not good: ${wrongReceipts[failure.reason]}. Reporters are not told “received”. Compare receiptKeys in desk.yaml with the relay’s key: npm run relay -- --check. ${mayArrive}`;
    case 'problem':
      return `${relay} refuses the test: ${failure.problem.title} (${failure.problem.code}) ${hints[failure.problem.code] ?? 'Look at the relay’s log.'}`;
    default:
      return `The test was not sent (${failure.kind}).`;
  }
}

const hints: Partial<Record<string, string>> = {
  'foreign-origin': 'Let RELAY_DESK name the desk.json of this site.',
  'key-not-published': 'Publish the site again; the relay then reads its keys within an hour.',
  'too-few-recipients': 'The site and its desk.json are not of one build. Publish the site again.',
  'too-many-requests': 'Try again in an hour.',
};
