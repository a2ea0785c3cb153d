/** How far the relay's memory rises above idle while eight of the largest reports arrive at once. Reads `/proc`, so: Linux. */
import { readFileSync, writeFileSync } from 'node:fs';
import { bucketBytes, reportsPath } from '../../src/contract.ts';
import { createEntity, createManifest, createTestKey, seal } from '../helpers/sealed.ts';
import { readMaildir, toProvedPost, until } from '../relay/doors.ts';
import { createRelayFolder, startRelayProcess } from '../relay/relay-process.ts';
import type { Figure } from './figure.ts';
import { toSpread } from './in-pairs.ts';
import { createOthers } from './post-reports.ts';

const reports = 8;
const largest = Math.max(...bucketBytes);

/** @returns MiB */
export function readMemory(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
}

/** Makes the kernel count the peak anew (proc(5), `clear_refs`). */
export function resetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

export const memory: Figure = {
  name: 'memory',
  async measure(rounds) {
    const key = await createTestKey();
    const small = await seal([key.publicKey], createEntity('to warm up'));
    const large = await seal([key.publicKey], createEntity('large', largest));
    const manifest = createManifest([key.recipient]);
    const risen: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const folder = await createRelayFolder(manifest);
      const relay = startRelayProcess(folder.env);
      try {
        const url = await relay.url();
        const post = async (body: Uint8Array) => {
          const response = await fetch(`${url}${reportsPath}`, toProvedPost(body));
          if (response.status !== 202) throw new Error(`The relay answered ${response.status}.`);
          await response.text();
        };
        const areOut = (count: number) =>
          until(async () => (await readMaildir(folder.maildir)).length === count);
        await post(small);
        await areOut(1);
        const idle = readMemory(relay.pid, 'VmRSS');
        resetPeak(relay.pid);
        await Promise.all(createOthers(large, reports).map(post));
        await areOut(1 + reports);
        risen.push(readMemory(relay.pid, 'VmHWM') - idle);
      } finally {
        relay.kill('SIGKILL');
        await relay.ended;
        await folder.remove();
      }
    }
    return [
      {
        what: `memory above idle while ${reports} reports of ${largest / 1024 ** 2} MiB arrive at once and are delivered`,
        spread: toSpread(risen),
        unit: 'MiB',
        goal: { most: 96 },
      },
    ];
  },
};
