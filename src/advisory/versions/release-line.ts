/** Release lines: which of them a version belongs to. No zod here, so that browser code may use it. */
import { minVersion, parse, Range, validRange } from 'semver';
import { withoutV } from './version-range.ts';

export interface ReleaseLine {
  readonly name: string;
  readonly range?: string | undefined;
  readonly supported: boolean;
  /** Last day of support; it has been counted in `supported` already. */
  readonly until?: string | undefined;
}

/** What was worked out of a line: the same question is asked for every advisory. */
interface Read {
  readonly range: Range | null;
  readonly start: string | null;
  readonly answers: Map<string, boolean>;
}

const lines = new WeakMap<ReleaseLine, Read>();

/** Whether a version, pre-releases among them, belongs to a line; never where one of them cannot be read. */
export function isOnLine(version: string, line: ReleaseLine): boolean {
  const { range, answers } = read(line);
  const known = answers.get(version);
  if (known !== undefined) return known;
  const place = toPlace(version);
  const answer = range !== null && place !== null && range.test(place);
  answers.set(version, answer);
  return answer;
}

/** The line as a Semantic Versioning range, or null. */
export function toLineRange({ name, range }: ReleaseLine): string | null {
  return validRange(range ?? name);
}

/** The lowest version that belongs to a line, released or not; null where the line cannot be read. */
export function toStart(line: ReleaseLine): string | null {
  return read(line).start;
}

function read(line: ReleaseLine): Read {
  const known = lines.get(line);
  if (known !== undefined) return known;
  const text = toLineRange(line);
  const range = text === null ? null : new Range(text, { includePrerelease: true });
  const start = range === null ? null : (minVersion(range)?.version ?? null);
  const fresh = { range, start, answers: new Map<string, boolean>() };
  lines.set(line, fresh);
  return fresh;
}

/** A short version such as 24.04 counts with zeros, for the question of its line only. It orders nothing. */
function toPlace(version: string): string | null {
  const whole = parse(version);
  if (whole !== null) return whole.version;
  if (!/^v?\d+(\.\d+){0,3}$/.test(version)) return null;
  const [major = 0, minor = 0, patch = 0] = withoutV(version).split('.').map(Number);
  return `${major}.${minor}.${patch}`;
}
