/** A report for tests, with something in every answer. */

import type { ReportConfig } from '../../../src/report/config.ts';
import type { Answers } from '../../../src/report/report.ts';

export const exampleAnswers: Answers = {
  product: 'lantern',
  version: '2.3.0',
  summary: 'A crafted scene writes outside its folder',
  report: '## Steps\n\n1. Open it.\n2. Look at `~/.profile`.\n',
  reply: 'wick@example.org',
  credit: 'handle',
  creditName: 'wick',
  details: [],
  replyKey: '',
};

export const exampleConfig: ReportConfig = {
  desk: 'Lantern',
  built: '2026-11-19',
  relay: { origin: 'https://relay.example', receiptKeys: [], mailFrom: null },
  certificates: [],
  quorum: 1,
  products: [
    {
      id: 'lantern',
      name: 'Lantern',
      versions: ['2.3.0'],
      readers: null,
      acknowledgeHours: 48,
      channels: null,
    },
  ],
  acknowledgeHours: 48,
  away: null,
  channels: [],
  demonstration: false,
  readersPath: '/report/readers.json',
  keysPath: '/keys/',
};

export const exampleNow = new Date('2026-11-20T02:00:00.500Z');
