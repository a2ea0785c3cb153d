/** Asks questions one line each, where a person or a script answers them on standard input. */
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { Io } from '../command.ts';

export interface Asker {
  /** @returns the answer without spaces around it; empty for an empty line and after the end of the input */
  ask(question: string): Promise<string>;
  close(): void;
}

export function createAsker(io: Io): Asker {
  const input = Readable.from(io.stdin);
  const lines = createInterface({ input })[Symbol.asyncIterator]();
  return {
    async ask(question) {
      io.err(`${question} `);
      const { value, done } = await lines.next();
      return done === true ? '' : value.trim();
    },
    close: () => input.destroy(),
  };
}
