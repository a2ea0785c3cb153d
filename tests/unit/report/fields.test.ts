import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faults } from '#words/report-faults';
import { nouns } from '#words/report-nouns';
import { questions as asked } from '#words/report-questions';
import { maxFilesBytes } from '../../../src/contract.ts';
import { checkAnswers } from '../../../src/report/check-answers.ts';
import { detailOrder, replyKeyQuestion } from '../../../src/report/details.ts';
import { fieldOrder, fields, reportSections } from '../../../src/report/fields.ts';
import { sampleAnswers } from '../../../src/report/sample.ts';
import { appendTemplate, renderTemplate } from '../../../src/report/template.ts';
import { renderTextForm } from '../../../src/report/text-form.ts';
import { whatToInclude } from '../../../src/report/what-to-include.ts';

test('exactly product, summary and report are required, and say what is wanted', () => {
  const required = fieldOrder.filter((field) => field.required);
  assert.deepEqual(
    required.map(({ id }) => id),
    ['product', 'summary', 'report'],
  );
  const missing = new Map(Object.entries(faults.missing));
  assert.ok(required.every(({ id }) => missing.get(id)?.endsWith('.')));
});

test('every field is listed under its own id', () => {
  assert.ok(Object.entries(fields).every(([id, field]) => field.id === id));
});

test('the hint of the files names the limit of the wire', () => {
  assert.ok(asked.files.hint.includes(`${maxFilesBytes / 1024 / 1024} MiB`));
});

test('the template has the four sections, and keeps what was typed before it', () => {
  for (const { heading } of reportSections) assert.ok(renderTemplate().includes(`## ${heading}\n`));
  assert.equal(appendTemplate(' \n'), renderTemplate());
  assert.equal(appendTemplate('mine\n'), `mine\n\n${renderTemplate()}`);
});

test('the text form for reports by hand asks the same as the page', () => {
  const form = renderTextForm('Lantern');
  for (const id of ['product', 'version', 'summary', 'reply', 'credit'] as const) {
    assert.ok(form.includes(`${nouns[id]}:`), id);
  }
  assert.ok(form.includes(renderTemplate()));
  for (const { noun } of [...detailOrder, replyKeyQuestion]) assert.ok(form.includes(noun), noun);
});

test('what the policy asks to include is what the form asks', () => {
  const list = whatToInclude.join('\n').toLowerCase();
  const nouns = [...detailOrder, replyKeyQuestion].map(({ noun }) => noun.toLowerCase());
  assert.deepEqual(
    nouns.filter((noun) => !list.includes(noun)),
    [],
  );
});

test('the sample is a report without a fault', () => {
  assert.deepEqual(checkAnswers({ product: 'lantern', ...sampleAnswers }, []), []);
});
