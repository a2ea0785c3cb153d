/** Nothing that was acknowledged is ever lost: the process is killed at random moments and started again. */
import { it } from 'node:test';
import { checkKilledRelay } from './killed-relay.ts';

it('delivers every acknowledged report, whole and once, although it is killed 20 times', (t) =>
  checkKilledRelay(t, 20));
