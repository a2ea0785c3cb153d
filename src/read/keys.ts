/** Certificates in `keys/`, and the throw-away pair of a preview. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../desk/finding.ts';
import type { Input } from '../desk/input.ts';
import {
  type Certificate,
  isPrivateKey,
  parseCertificate,
  privateKeyFinding,
} from '../desk/keys/certificate.ts';
import { listFiles } from './list-files.ts';

/** Where changes of the keys are written down, below the desk's folder. */
export const keyHistoryFile = 'keys/history.yaml';

/** Usable certificates of the desk, and the faults of the others. */
export async function readKeys(
  input: Input,
): Promise<{ certificates: Certificate[]; findings: Finding[] }> {
  const certificates: Certificate[] = [];
  const findings: Finding[] = [];
  for (const file of listFiles(input.folder, 'keys', '', true)) {
    const bytes = readFileSync(join(input.folder, file));
    if (file.endsWith('.asc')) {
      const parsed = await parseCertificate(file, bytes.toString('utf8'), input.date);
      findings.push(...parsed.findings);
      if (parsed.value !== null) certificates.push(parsed.value);
    } else if (isPrivateKey(bytes)) findings.push(privateKeyFinding(file));
  }
  return { certificates, findings };
}

/** The certificate that a preview of a desk without one is built with. */
export async function readThrowAway(input: Input): Promise<Certificate[]> {
  if (input.preview === null) return [];
  const text = readPreview(input.preview, 'certificate.asc');
  const { value } = await parseCertificate('throw-away key', text, input.date);
  return value === null ? [] : [value];
}

/** A file of the preview's own folder for keys. */
export function readPreview(folder: string, file: string): string {
  return readFileSync(join(folder, 'keys', file), 'utf8');
}
