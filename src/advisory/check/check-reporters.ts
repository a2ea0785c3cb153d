/** Rules on reporters: each handle is one person's, an organisation is there, thanks are not for a day to come. */
import type { Finding } from '../../desk/finding.ts';
import { findingAt, type Source } from '../../desk/source/source.ts';
import type { Reporter } from '../people/reporter.ts';

export interface SourcedReporter {
  readonly source: Source;
  readonly reporter: Reporter;
}

/**
 * Findings: `reporter-claimed-twice`, `reporter-member`, `reporter-thanks-future`, `reporter-consent-left`,
 * `reporter-consent-unknown`.
 * @param handles of every file, also of one with a fault
 * @param day UTC day of the build
 */
export function checkReporters(
  all: readonly SourcedReporter[],
  handles: readonly string[],
  day: string,
): Finding[] {
  return all.flatMap((it, index) => [
    ...checkHandles(it, all.slice(0, index), handles),
    ...checkMember(it, all, handles),
    ...checkThanks(it, day),
    ...checkLeft(it),
  ]);
}

function checkHandles(
  { source, reporter }: SourcedReporter,
  before: readonly SourcedReporter[],
  handles: readonly string[],
): Finding[] {
  return reporter.also.flatMap((handle, index) => {
    const owner = handles.includes(handle)
      ? `hall-of-fame/${handle}.mdx`
      : (before.find((it) => it.reporter.also.includes(handle))?.source.file ??
        (reporter.also.indexOf(handle) < index ? source.file : null));
    if (owner === null) return [];
    const found = `the handle ${handle}, which is that of ${owner} already`;
    const wanted = 'Let one file have it: a credit must say whose it is.';
    return [findingAt(source, ['also', index], { rule: 'reporter-claimed-twice', found, wanted })];
  });
}

function checkMember(
  { source, reporter }: SourcedReporter,
  all: readonly SourcedReporter[],
  handles: readonly string[],
): Finding[] {
  const { member } = reporter;
  if (member === undefined) return [];
  const other = all.find((it) => it.reporter.id === member)?.reporter;
  const wanted = 'Name a file of hall-of-fame/ that says team: true, or remove the line.';
  const toFinding = (found: string) =>
    findingAt(source, ['member'], { rule: 'reporter-member', found, wanted });
  if (member === reporter.id) return [toFinding('this file itself')];
  if (other === undefined && !handles.includes(member)) {
    return [toFinding(`${member}, which has no file`)];
  }
  return other?.team === false ? [toFinding(`${member}, which is no team`)] : [];
}

function checkThanks({ source, reporter }: SourcedReporter, day: string): Finding[] {
  if (reporter.consent === 'unknown' && reporter.thanks.length > 0) {
    const found = 'thanks for a reporter whose consent is unknown and who is therefore not shown';
    const wanted = 'Ask them, and write the answer as consent.';
    return [findingAt(source, ['thanks'], { rule: 'reporter-consent-unknown', found, wanted })];
  }
  return reporter.thanks.flatMap(({ date }, index) => {
    if (date <= day) return [];
    const found = `${date}, after the day of this build, ${day}`;
    const wanted = 'Thank for what has happened; correct the day.';
    const path = ['thanks', index, 'date'];
    return [findingAt(source, path, { rule: 'reporter-thanks-future', found, wanted })];
  });
}

function checkLeft({ source, reporter }: SourcedReporter): Finding[] {
  if (reporter.consent !== 'none') return [];
  const { name, url, body } = reporter;
  const left = [
    ...(name === undefined ? [] : ['a name']),
    ...(url === undefined ? [] : ['an address']),
    ...(body.trim() === '' ? [] : ['a text']),
  ];
  if (left.length === 0) return [];
  const found = `none, and still ${left.join(', ')}; nothing of it is published`;
  const wanted = 'Remove it from the file too, for whoever reads the repository reads it.';
  return [findingAt(source, ['consent'], { rule: 'reporter-consent-left', found, wanted })];
}
