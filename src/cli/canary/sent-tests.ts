/** Delivery tests that were sent from this machine: as much of each as is needed to recognise its answers. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { listFiles } from '../../read/list-files.ts';
import { writeNew } from '../command/write-new.ts';
import type { DeliveryNote } from './delivery-note.ts';

export interface SentTest extends DeliveryNote {
  /** Of the receipt; also `X-Postern-Id` of the mail. */
  readonly id: string;
  /** RFC 3339 UTC second of the receipt. */
  readonly receivedAt: string;
}

/** Outside version control. */
const state = '.postern';
const folder = 'delivery-tests';

/** @param cwd the folder that holds `.postern/` */
export function writeSentTest(cwd: string, test: SentTest): void {
  mkdirSync(resolve(cwd, state, folder), { recursive: true, mode: 0o700 });
  const text = `${JSON.stringify(test, null, 2)}\n`;
  writeNew(resolve(cwd, state, folder, `${test.id}.json`), text);
}

/** Newest first. */
export function readSentTests(cwd: string): SentTest[] {
  const root = resolve(cwd, state);
  return listFiles(root, folder, '.json')
    .map((file) => JSON.parse(readFileSync(join(root, file), 'utf8')) as SentTest)
    .sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1));
}
