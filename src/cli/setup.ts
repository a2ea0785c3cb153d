/** `npm run setup`: gets a Chromium, gpg, sq and git for the checks. `POSTERN_NO_INSTALL=1` only looks. */
import { setupMachine } from './setup/machine.ts';
import { createWorld } from './setup/world.ts';

try {
  process.exitCode = await setupMachine(createWorld());
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
