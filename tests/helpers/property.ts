/**
 * fast-check with the same cases in every run, so that a change of the code and nothing else makes a test fail.
 * `POSTERN_TEST_SEED` (a whole number) begins elsewhere; `npm run test:long` does so again and again.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.POSTERN_TEST_SEED ?? 1991) });

export default fc;
