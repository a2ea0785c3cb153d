/** What a command throws where it cannot do what was asked; `create-command.ts` turns it into a sentence and an exit code. */

/** A wish that cannot be meant, in a sentence: exit code 2. */
export class UsageError extends Error {}

/** What keeps a command from its work, in sentences: exit code 1. */
export class CommandError extends Error {}
