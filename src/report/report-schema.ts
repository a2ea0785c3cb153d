/** The JSON Schema (draft 2020-12) of `report.json`, for programs that read reports or write them. */

import { creditLabels } from '#words/report-nouns';
import { bucketBytes, maxAnswersBytes } from '../contract.ts';
import { type Detail, detailOrder } from './details.ts';
import { type FieldId, maxFiles } from './fields.ts';
import { questions } from './questions.ts';
import { replyKeyName } from './reply-key-file.ts';

type Schema = Readonly<Record<string, unknown>>;

/** A moment as RFC 3339 writes it, UTC and whole seconds. */
const second = { type: 'string', format: 'date-time', pattern: 'Z$' } as const;

/** @param address where the schema is published */
export function toReportSchema(address: string): Schema {
  const members: Record<string, Schema> = {
    format: { const: 'postern-report' },
    version: { const: 1 },
    desk: { type: 'string', description: 'Name of the project that the report is for.' },
    createdAt: { ...second, description: 'When it was encrypted.' },
    answerBy: {
      type: ['string', 'null'],
      format: 'date-time',
      description: 'By when an answer was promised, or null.',
    },
    product: shape({ id: { type: 'string' }, name: { type: 'string' } }, questions.product.label),
    affectedVersion: line('version'),
    summary: { ...line('summary'), minLength: 1 },
    reply: line('reply'),
    replyKey: {
      enum: [replyKeyName, null],
      description: 'The file that holds a key for the answer, or null. Nobody has checked whose.',
    },
    credit: shape(
      { kind: { enum: Object.keys(creditLabels) }, name: { type: 'string' } },
      questions.credit.label,
    ),
    details: {
      type: 'object',
      description: 'Answers to further questions; what was not answered is left out.',
      properties: Object.fromEntries(detailOrder.map((detail) => [detail.id, toDetail(detail)])),
    },
    files: {
      type: 'array',
      maxItems: maxFiles,
      description: 'The attached files in their order.',
      items: shape({ name: { type: 'string' }, bytes: { type: 'integer', minimum: 0 } }),
    },
    report: {
      type: 'string',
      minLength: 1,
      description: `${questions.report.hint} All answers together have at most ${maxAnswersBytes} bytes of UTF-8.`,
    },
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: address,
    title: 'A security report',
    description: `The file report.json of a report. While its version is 1, members are only added, so a reader passes over those it does not know. The whole message is padded to one of ${bucketBytes.length} sizes.`,
    ...shape(members),
  };
}

function toDetail({ label, hint, kind, options }: Detail): Schema {
  const description = hint === '' ? label : `${label} ${hint}`;
  if (kind === 'day') return { type: 'string', format: 'date', description };
  if (options === undefined) return { type: 'string', minLength: 1, description };
  const chosen = options.flatMap((group) => group.options);
  return {
    description,
    oneOf: chosen.map(({ id, words }) => ({ const: id, description: words })),
  };
}

function line(id: FieldId): Schema {
  const { label, hint } = questions[id];
  return { type: 'string', description: `${label} ${hint}`.trim() };
}

function shape(properties: Readonly<Record<string, Schema>>, description?: string): Schema {
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    required: Object.keys(properties),
    properties,
  };
}
