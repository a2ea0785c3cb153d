/** Promises of the credits of an advisory with many: each person once, beside those who did the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCreditGroups } from '../../../../src/advisory/people/credit-groups.ts';
import { type Reporter, reporterSchema } from '../../../../src/advisory/people/reporter.ts';

function reporter(id: string, facts: object): Reporter {
  const prose = { id, file: `hall-of-fame/${id}.mdx`, body: '', plain: true };
  return { ...reporterSchema.parse(facts), ...prose };
}

test('who did the same stands together, each person once, and who is not to be named nowhere', () => {
  const reporters = [
    reporter('ann', { consent: 'named', name: 'Ann Test' }),
    reporter('bo', { consent: 'handle' }),
    reporter('cy', { consent: 'named', name: 'Cy Test' }),
    reporter('gone', { consent: 'none', name: 'Gone Away' }),
  ];
  const groups = toCreditGroups(
    {
      credits: [
        { reporter: 'ann', role: 'FINDER' },
        { reporter: 'bo', role: 'REMEDIATION_REVIEWER' },
        { reporter: 'gone', role: 'FINDER' },
        { reporter: 'cy', role: 'FINDER' },
        { reporter: 'bo', role: 'REMEDIATION_REVIEWER' },
      ],
    },
    reporters,
  );
  assert.deepEqual(groups, [
    { roles: 'found it', names: ['Ann Test', 'Cy Test'] },
    { roles: 'reviewed the fix', names: ['bo'] },
  ]);
});
