import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faults } from '#words/report-faults';
import { maxAnswersBytes, maxFilesBytes, maxReplyKeyBytes } from '../../../src/contract.ts';
import {
  checkAnswers,
  checkFiles,
  checkLimits,
  toSizeText,
} from '../../../src/report/check-answers.ts';
import { toDetailAnswers } from '../../../src/report/details.ts';
import { exampleAnswers } from './example-report.ts';

const noAnswers = {
  product: '',
  version: '',
  summary: '',
  report: '',
  reply: '',
  credit: 'none',
  creditName: '',
  details: [],
  replyKey: '',
} as const;

test('an empty form asks for product, summary and report, in the order of the form', () => {
  assert.deepEqual(checkAnswers(noAnswers, []), [
    { field: 'product', sentence: faults.missing.product },
    { field: 'summary', sentence: faults.missing.summary },
    { field: 'report', sentence: faults.missing.report },
  ]);
});

test('a whole report has no fault, and neither has one with the required answers only', () => {
  assert.deepEqual(checkAnswers(exampleAnswers, []), []);
  const least = { ...noAnswers, product: 'lantern', summary: 'a', report: 'b' };
  assert.deepEqual(checkAnswers(least, []), []);
});

test('white space is not an answer', () => {
  const [fault] = checkAnswers({ ...exampleAnswers, report: ' \n\t' }, []);
  assert.equal(fault?.field, 'report');
});

test('whoever wants to be named is asked for the name', () => {
  assert.deepEqual(checkAnswers({ ...exampleAnswers, credit: 'name', creditName: ' ' }, []), [
    { field: 'creditName', sentence: faults.missing.creditName },
  ]);
});

test('a line over its limit says how long it is and how much fits', () => {
  const summary = 'é'.repeat(151);
  assert.deepEqual(checkAnswers({ ...exampleAnswers, summary }, []), [
    { field: 'summary', sentence: 'Shorten this: it has 302 bytes, and 300 fit.' },
  ]);
  assert.deepEqual(checkAnswers({ ...exampleAnswers, summary: 'é'.repeat(150) }, []), []);
});

test('all answers together have one limit, to the byte', () => {
  const rest = Object.values({ ...exampleAnswers, report: '' }).join('').length;
  const report = 'x'.repeat(maxAnswersBytes - rest);
  assert.deepEqual(checkAnswers({ ...exampleAnswers, report }, []), []);
  const [fault] = checkAnswers({ ...exampleAnswers, report: `${report}x` }, []);
  assert.equal(fault?.field, 'report');
  assert.match(fault?.sentence ?? '', /have 200001 bytes, and 200000 fit/);
});

test('details count towards the limit, and each line among them has its own', () => {
  const steps = toDetailAnswers({ steps: 'x'.repeat(maxAnswersBytes) });
  const [total] = checkAnswers({ ...exampleAnswers, details: steps }, []);
  assert.match(total?.sentence ?? '', /all answers together/);
  const since = toDetailAnswers({ since: 'é'.repeat(501) });
  assert.deepEqual(checkAnswers({ ...exampleAnswers, details: since }, []), [
    { field: 'since', sentence: 'Shorten this: it has 1002 bytes, and 1000 fit.' },
  ]);
});

test('a key for the answer has a limit of its own', () => {
  const replyKey = 'x'.repeat(maxReplyKeyBytes);
  assert.deepEqual(checkAnswers({ ...exampleAnswers, replyKey }, []), []);
  const [fault] = checkAnswers({ ...exampleAnswers, replyKey: `${replyKey}x` }, []);
  assert.equal(fault?.field, 'replyKey');
});

test('while somebody types, what is too long is told and what is missing is not', () => {
  assert.deepEqual(checkLimits(noAnswers), []);
  const [fault] = checkLimits({ ...noAnswers, summary: 'x'.repeat(301) });
  assert.equal(fault?.field, 'summary');
});

test('files are judged by their sizes alone', () => {
  const file = (size: number) => ({ name: 'a', type: '', size });
  assert.deepEqual(checkFiles([file(maxFilesBytes - 1), file(1)]), []);
  const [fault] = checkFiles([file(maxFilesBytes), file(1)]);
  assert.match(fault?.sentence ?? '', /together have 8\.1 MiB; the limit is 8 MiB/);
});

test('more files than can be named are refused with the way out', () => {
  const files = Array.from({ length: 51 }, () => ({ name: 'a', type: '', size: 1 }));
  assert.match(checkFiles(files)[0]?.sentence ?? '', /51 files; the limit is 50\..*archive/);
});

test('sizes are written in the units of the limits', () => {
  assert.equal(toSizeText(512), '512 bytes');
  assert.equal(toSizeText(1536), '1.5 KiB');
  assert.equal(toSizeText(maxFilesBytes), '8 MiB');
});
