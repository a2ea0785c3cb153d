/** What maintainers signed: texts of the site in `signatures/`, answers to delivery tests in `delivery-tests/`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Answer,
  type Answering,
  checkAnswers,
  parseAnswer,
} from '../desk/delivery/check-delivery.ts';
import { type DeliveryTest, deliveryFolder } from '../desk/delivery/delivery-test.ts';
import type { Finding } from '../desk/finding.ts';
import type { Input } from '../desk/input.ts';
import { renderSecurityTxt } from '../desk/security-txt.ts';
import { checkSignedText } from '../desk/signed-text.ts';
import type { Source } from '../desk/source/source.ts';
import { listFiles } from './list-files.ts';

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

/** Every answer to a delivery test that holds, whether or not they are switched on. */
export async function readAnswers(
  folder: string,
  answering: Answering,
): Promise<{ answers: readonly Answer[]; findings: readonly Finding[] }> {
  const findings: Finding[] = [];
  const answers: Answer[] = [];
  for (const file of listFiles(folder, deliveryFolder, '.asc')) {
    const parsed = await parseAnswer(file, readFileSync(join(folder, file), 'utf8'), answering);
    findings.push(...parsed.findings);
    if (parsed.value !== null) answers.push(parsed.value);
  }
  return { answers, findings };
}

/**
 * Who opened a delivery test, and when; nobody where delivery tests are off.
 * @param source `desk.yaml`
 */
export async function readDeliveryTests(
  folder: string,
  source: Source,
  answering: Answering,
): Promise<{ tests: readonly DeliveryTest[]; findings: readonly Finding[] }> {
  const { answers, findings } = await readAnswers(folder, answering);
  const checked = checkAnswers(answers, source, answering);
  return { tests: checked.tests, findings: [...findings, ...checked.findings] };
}
