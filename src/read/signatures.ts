/** Texts of the site as maintainers signed them, in `signatures/`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../desk/finding.ts';
import type { Input } from '../desk/input.ts';
import { renderSecurityTxt } from '../desk/security-txt.ts';
import { checkSignedText } from '../desk/signed-text.ts';

/** Where the signed form of `security.txt` is kept, below the desk's folder. */
export const signedSecurityTxtFile = 'signatures/security.txt.asc';

/** The signed form of `security.txt`, or null where there is none that holds. A preview has another text and needs none. */
export async function readSignedSecurityTxt(
  input: Input,
  facts: Parameters<typeof renderSecurityTxt>[0],
): Promise<{ value: string | null; findings: readonly Finding[] }> {
  const path = join(input.folder, signedSecurityTxtFile);
  if (input.preview !== null || !existsSync(path)) return { value: null, findings: [] };
  return checkSignedText({
    file: signedSecurityTxtFile,
    signed: readFileSync(path, 'utf8'),
    text: renderSecurityTxt(facts),
    certificates: facts.certificates,
    at: input.date,
  });
}
