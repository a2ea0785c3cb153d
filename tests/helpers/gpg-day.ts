/** The day of a desk that gpg signs for: gpg goes by the real clock, so nothing of such a desk has a fixed day. */
import { addDays, toDay } from '../../src/desk/day.ts';

/** The UTC day after the one of the test, as of which the desk is read. */
export const gpgDay = addDays(toDay(new Date()), 1);

/** Days on which the policy was read, the one of a second review later. */
export const [reviewedDay, reviewedLater] = [addDays(gpgDay, -50), addDays(gpgDay, -30)];
