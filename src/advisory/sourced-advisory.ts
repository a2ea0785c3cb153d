/** An advisory beside the file it was read from, so that a rule can point at a line. */
import type { Source } from '../desk/source/source.ts';
import type { Advisory } from './advisory.ts';

export interface SourcedAdvisory {
  readonly source: Source;
  readonly advisory: Advisory;
}
