/** Release lines: which of them a version belongs to. No zod here, so that browser code may use it. */
import { parse, satisfies, validRange } from 'semver';
import { withoutV } from './version-range.ts';

export interface ReleaseLine {
  readonly name: string;
  readonly range?: string | undefined;
  readonly supported: boolean;
}

/** Whether a version, pre-releases among them, belongs to a line; never where one of them cannot be read. */
export function isOnLine(version: string, line: ReleaseLine): boolean {
  const range = toLineRange(line);
  const place = toPlace(version);
  return range !== null && place !== null && satisfies(place, range, { includePrerelease: true });
}

/** The line as a Semantic Versioning range, or null. */
export function toLineRange({ name, range }: ReleaseLine): string | null {
  return validRange(range ?? name);
}

/** A short version such as 24.04 counts with zeros, for the question of its line only. It orders nothing. */
function toPlace(version: string): string | null {
  const whole = parse(version);
  if (whole !== null) return whole.version;
  if (!/^v?\d+(\.\d+){0,3}$/.test(version)) return null;
  const [major = 0, minor = 0, patch = 0] = withoutV(version).split('.').map(Number);
  return `${major}.${minor}.${patch}`;
}
