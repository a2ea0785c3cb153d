/** What a step of a GitHub workflow leaves behind: outputs for later steps, and its part of the run's summary page. */
import { appendFileSync } from 'node:fs';
import type { Io } from './command.ts';

/**
 * GitHub takes both from files whose paths are in the environment; where there are none, nothing is written.
 * @param outputs lines of its file, `name=value` or a here-document
 * @param summary Markdown
 */
export function writeWorkflowStep(
  { env }: Pick<Io, 'env'>,
  outputs: string,
  summary: string,
): void {
  const { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: page } = env;
  if (output) appendFileSync(output, outputs);
  if (page) appendFileSync(page, summary);
}
