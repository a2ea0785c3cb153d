/** How long the form's own worker takes to encrypt the most that a report may hold, in a real browser. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { maxFilesBytes } from '../../src/contract.ts';
import { parseReportConfig, type ReportConfig } from '../../src/report/config.ts';
import { type Report, toReport } from '../../src/report/report.ts';
import type { SealMessage, SealRequest } from '../../src/report/seal-job.ts';
import { exampleAnswers } from '../unit/report/example-report.ts';
import type { Figure, Row } from './figure.ts';
import { measureInPairs, toSpread } from './in-pairs.ts';
import { withBrowser } from './open-browser.ts';

const file = { name: 'proof.bin', type: '', size: maxFilesBytes };

interface Asked {
  readonly workerUrl: string;
  readonly report: Report;
  readonly config: ReportConfig;
  readonly bytes: number;
}

/** Runs in the page. @returns milliseconds from asking a worker that is ready to its answer */
async function sealInPage({ workerUrl, report, config, bytes }: Asked): Promise<number> {
  interface Policy {
    createScriptURL(url: string): string;
  }
  interface Kept {
    trustedTypes: { createPolicy(name: string, rules: Policy): Policy };
    benchPolicy?: Policy;
  }
  const kept = globalThis as unknown as Kept;
  // The page's own policy admits one of this name, and the form has not made it yet.
  kept.benchPolicy ??= kept.trustedTypes.createPolicy('desk-worker', {
    createScriptURL: (url) => url,
  });
  const worker = new Worker(kept.benchPolicy.createScriptURL(workerUrl), { type: 'module' });
  const ask = (request: SealRequest) =>
    new Promise<SealMessage>((resolve, reject) => {
      worker.onerror = reject;
      worker.onmessage = ({ data }: MessageEvent<SealMessage>) => {
        if (data.kind !== 'stage') resolve(data);
      };
      worker.postMessage(request);
    });
  const content = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 65_536) {
    crypto.getRandomValues(content.subarray(at, at + 65_536));
  }
  const request: SealRequest = {
    report,
    files: [new Blob([content])],
    certificates: config.certificates,
    quorum: config.quorum,
    sender: { relay: location.origin, mailFrom: null },
    now: Date.now(),
  };
  // Without a certificate it refuses at once: then its code is loaded, as it is when somebody has typed a report.
  await ask({ ...request, files: [], certificates: [] });
  const begun = performance.now();
  const answer = await ask(request);
  const milliseconds = performance.now() - begun;
  worker.terminate();
  if (answer.kind !== 'sealed') throw new Error(`Sealing ended in ${answer.kind}.`);
  return milliseconds;
}

/** Runs in the page. @returns milliseconds */
async function encryptInPage(bytes: number): Promise<number> {
  const content = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 65_536) {
    crypto.getRandomValues(content.subarray(at, at + 65_536));
  }
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const begun = performance.now();
  await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, content);
  return performance.now() - begun;
}

async function readPage(page: Page): Promise<{ workerUrl: string; config: ReportConfig }> {
  await page.goto('/report/');
  const json = await page.locator('report-form').getAttribute('data-config');
  const worker = page.waitForEvent('worker');
  await page.getByLabel('Summary').pressSequentially('a');
  return { workerUrl: (await worker).url(), config: parseReportConfig(json ?? '') };
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds by the clock. */
  readonly dur?: number;
  /** Microseconds of processor time. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Milliseconds of two tasks: the longest by the clock, and the one with the most processor time. */
interface LongestTask {
  readonly clock: number;
  readonly processor: number;
}

/** The longest task of a page's main thread. @throws Error for a trace without one */
function findLongestTask(trace: Buffer): LongestTask {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const toThread = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`;
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(toThread),
  );
  const tasks = traceEvents.filter(
    (event) => event.name === 'RunTask' && main.has(toThread(event)),
  );
  if (tasks.length === 0) throw new Error('The trace holds no task of a page.');
  return {
    clock: Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1000,
    processor: Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000,
  };
}

/**
 * Sends the largest report through the form, as a reporter does, and watches the page meanwhile.
 * @param path of the file to attach. A buffer would pass through the page as text, which it then has to collect.
 */
async function measureTasks(browser: Browser, page: Page, path: string): Promise<LongestTask> {
  await page.goto('/report/');
  await page.getByLabel('What is the report about?').selectOption({ index: 1 });
  await page.getByLabel('Summary').fill(exampleAnswers.summary);
  await page.getByLabel('Your report').fill(exampleAnswers.report);
  await page.getByLabel('Files').setInputFiles(path);
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  await page.getByRole('button', { name: 'Encrypt and send' }).click();
  await page.getByRole('heading', { name: 'Your report was received' }).waitFor();
  return findLongestTask(await browser.stopTracing());
}

async function measureInRounds(
  rounds: number,
  browser: Browser,
  page: Page,
): Promise<LongestTask[]> {
  const folder = await mkdtemp(join(tmpdir(), 'postern-bench-'));
  try {
    const path = join(folder, file.name);
    await writeFile(path, Buffer.alloc(maxFilesBytes, 'x'));
    const tasks: LongestTask[] = [];
    for (let round = 0; round < rounds; round += 1) {
      tasks.push(await measureTasks(browser, page, path));
    }
    return tasks;
  } finally {
    await rm(folder, { recursive: true });
  }
}

export const sealing: Figure = {
  name: 'seal',
  measure: (rounds) =>
    withBrowser(async (browser, desk): Promise<readonly Row[]> => {
      const page = await browser.newPage({ baseURL: desk.url });
      const { workerUrl, config } = await readPage(page);
      const report = toReport(exampleAnswers, [file], config, new Date());
      await page.goto('/report/');
      const asked = { workerUrl, report, config, bytes: maxFilesBytes };
      const { ours, theirs, ratio } = await measureInPairs(
        rounds,
        () => page.evaluate(sealInPage, asked),
        () => page.evaluate(encryptInPage, maxFilesBytes),
      );
      const tasks = await measureInRounds(rounds, browser, page);
      const processor = toSpread(tasks.map((task) => task.processor));
      const mebibytes = maxFilesBytes / 1024 ** 2;
      return [
        {
          what: `encrypting a report with ${mebibytes} MiB of files in the form's worker ÷ Web Crypto AES-256-GCM of the same size in the same page`,
          spread: ratio,
          goal: { most: 8 },
          shown: `${ours.median.toFixed(0)} ms against ${theirs.median.toFixed(0)} ms`,
        },
        {
          what: `longest task of the page's main thread from “Encrypt and send” to the receipt of such a report`,
          spread: toSpread(tasks.map(({ clock }) => clock)),
          unit: 'ms',
          goal: { most: 50 },
          shown: `${processor.median.toFixed(0)} ms of processor time`,
        },
      ];
    }),
};
