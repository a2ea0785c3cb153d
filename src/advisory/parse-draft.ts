/** Reads one file under embargo: a draft that stays hidden, or an advisory whose day has come. */
import type { z } from 'zod';
import type { Finding } from '../desk/finding.ts';
import { checkProse } from '../desk/prose/prose.ts';
import { parseRecord, parseSource } from '../desk/source/source.ts';
import { advisorySchema, draftSchema, toAdvisory } from './advisory.ts';
import { isEmbargoed, type SourcedDraft, toDueFinding, toHushed } from './draft.ts';
import type { SourcedAdvisory } from './sourced-advisory.ts';

/** What came of a file; both are null where it has a fault. */
interface ParsedDraft {
  readonly hidden: SourcedDraft | null;
  readonly due: SourcedAdvisory | null;
  /** Without a value of the file. */
  readonly findings: readonly Finding[];
}

/**
 * @param name what the file is called in findings
 * @param path of the file below the desk's folder, or to it from there
 * @param day UTC day of the build
 */
export function parseDraft(name: string, path: string, text: string, day: string): ParsedDraft {
  const findings: Finding[] = [];
  const keep = <T>(parsed: { value: T | null; findings: readonly Finding[] }): T | null => {
    findings.push(...parsed.findings.map(toHushed));
    return parsed.value;
  };
  const none = { hidden: null, due: null, findings };
  const source = keep(parseSource(name, text));
  const facts = source === null ? null : keep(parseRecord(source, draftSchema));
  if (source === null || facts === null) return none;

  const { plain, findings: faults } = checkProse(source, []);
  findings.push(...faults.map(toHushed));
  const prose = { id: facts.id, file: path, body: source.body, plain };
  const draft = { ...facts, ...prose };
  if (isEmbargoed(facts, day)) return { ...none, hidden: { source, draft } };

  findings.push(toDueFinding({ source, draft }));
  const { announcement: _, ...data } = source.data as { announcement?: unknown };
  const whole: z.output<typeof advisorySchema> | null = keep(
    parseRecord({ ...source, data }, advisorySchema),
  );
  return whole === null ? none : { ...none, due: { source, advisory: toAdvisory(whole, prose) } };
}
