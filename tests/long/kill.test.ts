/** The kill test of the relay, long enough to hit moments that are rare. */
import { it } from 'node:test';
import { checkKilledRelay } from '../relay/killed-relay.ts';

it('delivers every acknowledged report, whole and once, although it is killed 200 times', (t) =>
  checkKilledRelay(t, 200));
