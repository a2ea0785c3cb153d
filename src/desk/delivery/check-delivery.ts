/** Rules over answers to delivery tests: which of them hold, and whose are missing or old. */
import { toDay, toDaysLeft } from '../day.ts';
import type { Desk } from '../desk.ts';
import { createFinding, type Finding } from '../finding.ts';
import type { Certificate } from '../keys/certificate.ts';
import { toKeyName } from '../keys/key-name.ts';
import type { Level } from '../rules/rule.ts';
import type { RuleName } from '../rules.ts';
import { readSignedText } from '../signed-text.ts';
import { findingAt, parseRecord, parseSource, type Source } from '../source/source.ts';
import {
  type DeliveryTest,
  deliveryFolder,
  deliveryTestDays,
  deliveryTestSchema,
  toDeliveryEnd,
} from './delivery-test.ts';

/** What answers are judged by. */
export interface Answering {
  readonly desk: Pick<Desk, 'example' | 'url' | 'deliveryTests' | 'relay'>;
  /** Those that can be used. */
  readonly certificates: readonly Certificate[];
  /** The last second of the day of the build. */
  readonly at: Date;
  readonly preview: boolean;
}

/** An answer that holds. */
export interface Answer {
  readonly source: Source;
  readonly test: DeliveryTest;
}

const again = 'Answer again: npm run desk -- canary answer MAIL. Or remove the file.';
const send = 'npm run desk -- canary send';
const another = `Send another one: ${send}. Or remove the file.`;

/**
 * One answer. Findings: `delivery-signature` and `delivery-future` (errors), `delivery-signer` and `delivery-elsewhere`
 * (warnings: the answer counts no more), and those of a record.
 * @param file its path below the desk's folder
 */
export async function parseAnswer(
  file: string,
  text: string,
  { desk, certificates, at, preview }: Answering,
): Promise<{ value: Answer | null; findings: readonly Finding[] }> {
  const refuse = (rule: RuleName, found: string, wanted: string) => ({
    value: null,
    findings: [createFinding({ rule, file, found, wanted })],
  });
  const signed = await readSignedText(text);
  if (signed === null) {
    return refuse('delivery-signature', 'something that is not one clear-signed text', again);
  }
  // Empty lines, so that a finding names the line of the file.
  const parsed = parseSource(file, `${'\n'.repeat(signed.linesBefore)}${signed.text}\n`);
  if (parsed.value === null) return { value: null, findings: parsed.findings };
  const source = parsed.value;
  const { value: test, findings } = parseRecord(source, deliveryTestSchema);
  if (test === null) return { value: null, findings };
  const fault = (field: keyof DeliveryTest, broken: Parameters<typeof findingAt>[2]) => ({
    value: null,
    findings: [findingAt(source, [field], broken)],
  });
  const owner = certificates.find(({ fingerprint }) => fingerprint === test.key);
  if (owner === undefined) {
    const found = `the key ${test.key}, which no report is encrypted to today`;
    return fault('key', { rule: 'delivery-signer', found, wanted: another });
  }
  const day = toDay(at);
  if (test.opened > day) {
    const found = `${test.opened}, a day to come (today is ${day} in UTC)`;
    const level: Level = desk.example || preview ? 'warning' : 'error';
    return fault('opened', { rule: 'delivery-future', found, wanted: again, level });
  }
  if (!(await signed.holds([owner], at))) {
    const found = `a signature by the key ${signed.by} that does not hold for ${owner.owner}`;
    return refuse('delivery-signature', found, again);
  }
  if (desk.url !== undefined && !isSameSite(test.site, desk.url)) {
    const wanted = `It says nothing of ${desk.url}. ${another}`;
    return fault('site', { rule: 'delivery-elsewhere', found: test.site, wanted });
  }
  return { value: { source, test }, findings: [] };
}

/**
 * The newest answer of each key, in the order of the keys; none where delivery tests are off. Findings:
 * `delivery-twice`, and where they are on `delivery-no-relay`, `delivery-missing` and `delivery-old`, all warnings.
 * @param source `desk.yaml`
 */
export function checkAnswers(
  answers: readonly Answer[],
  source: Source,
  { desk, certificates, at, preview }: Answering,
): { tests: DeliveryTest[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const tests: DeliveryTest[] = [];
  const byOpened = [...answers].sort(
    (a, b) => Date.parse(b.test.opened) - Date.parse(a.test.opened),
  );
  const today = toDay(at);
  const asked = desk.deliveryTests && desk.relay !== undefined && !preview;
  if (desk.deliveryTests && desk.relay === undefined && !preview) {
    const found = 'delivery tests without a relay that could deliver one';
    const wanted = 'Name the relay, or remove deliveryTests.';
    const rule = 'delivery-no-relay';
    findings.push(findingAt(source, ['deliveryTests'], { rule, found, wanted }));
  }
  for (const { file, owner, fingerprint } of certificates) {
    const [newest, ...older] = byOpened.filter(({ test }) => test.key === fingerprint);
    for (const it of older) {
      const found = `a second answer of ${owner}; the newest is ${newest?.source.file}`;
      const wanted = 'Remove the file.';
      findings.push(findingAt(it.source, ['key'], { rule: 'delivery-twice', found, wanted }));
    }
    if (newest !== undefined) tests.push(newest.test);
    if (!asked) continue;
    if (newest === undefined) {
      const found = `no delivery test that ${owner} has opened (${file})`;
      const wanted = `Send one, and let ${owner} answer it: ${send}.`;
      const folder = `${deliveryFolder}/`;
      findings.push(createFinding({ rule: 'delivery-missing', file: folder, found, wanted }));
      continue;
    }
    const end = toDeliveryEnd(newest.test);
    if (end > today) continue;
    const age = deliveryTestDays - toDaysLeft(end, today);
    const found = `${newest.test.opened}, ${age} days ago, the last time that ${owner} opened a delivery test`;
    const wanted = `A test is good for ${deliveryTestDays} days. Send another one, and let ${owner} answer it: ${send}.`;
    findings.push(findingAt(newest.source, ['opened'], { rule: 'delivery-old', found, wanted }));
  }
  return { tests: desk.deliveryTests ? tests : [], findings };
}

/** The file that the answer of a certificate's owner is kept in, below the desk's folder. */
export function toAnswerFile({ file, fingerprint }: Pick<Certificate, 'file' | 'fingerprint'>) {
  return `${deliveryFolder}/${toKeyName(file) ?? fingerprint}.asc`;
}

function isSameSite(one: string, other: string): boolean {
  return one.replace(/\/+$/, '') === other.replace(/\/+$/, '');
}
