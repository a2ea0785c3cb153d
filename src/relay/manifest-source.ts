/** Where desks come from on Node: a file or an address for each, and one file that remembers them between two starts. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { DeskKeys } from './desk-keys.ts';
import type { ParsedManifest } from './manifest.ts';
import { parseManifest } from './manifest.ts';

/** Keys by location, as last known to be good. */
export type DeskMemory = Readonly<Record<string, DeskKeys>>;

/** Reads desks and remembers them. */
export interface ManifestSource {
  /** Never rejects; each fault is a sentence. */
  read(location: string): Promise<ParsedManifest>;
  recall(): Promise<DeskMemory>;
  remember(memory: DeskMemory): Promise<void>;
}

const maxManifestBytes = 512 * 1024;
const fetchTimeoutMs = 10_000;

async function readLocation(location: string): Promise<string> {
  if (!/^https?:\/\//i.test(location)) return await readFile(location, 'utf8');
  const signal = AbortSignal.timeout(fetchTimeoutMs);
  // A redirect could hand the desk to another host.
  const response = await fetch(location, { redirect: 'error', signal });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return new TextDecoder('utf-8', { fatal: true }).decode(await readBody(response));
}

/** No more of it than a manifest may have: a few packed bytes can unfold into as much as there is memory. */
async function readBody({ body }: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > maxManifestBytes) throw new Error('it is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * A source for files and http(s) addresses.
 * @param memoryPath file for what is remembered, or null to remember nothing
 */
export function createManifestSource(memoryPath: string | null): ManifestSource {
  return {
    async read(location) {
      try {
        return parseManifest(await readLocation(location));
      } catch (error) {
        const reason = error instanceof Error ? error.message : 'unknown';
        return { ok: false, faults: [`It cannot be read (${reason}).`] };
      }
    },
    async recall() {
      if (memoryPath === null) return {};
      try {
        return JSON.parse(await readFile(memoryPath, 'utf8')) as DeskMemory;
      } catch {
        return {};
      }
    },
    async remember(memory) {
      if (memoryPath === null) return;
      const text = JSON.stringify(memory, null, 2);
      await writeFile(`${memoryPath}.new`, text, { mode: 0o600, flush: true });
      await rename(`${memoryPath}.new`, memoryPath);
    },
  };
}
