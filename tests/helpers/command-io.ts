/** The world of a command in a test: nobody at a terminal, nothing on standard input, and what it says is kept. */
import type { Io } from '../../src/cli/command/command.ts';

interface Given extends Partial<Omit<Io, 'stdin' | 'out' | 'err'>> {
  readonly stdin?: string | Uint8Array;
}

/** @param given in place of an empty environment, the folder `/` and the real clock */
export function createIo({ stdin = '', ...given }: Given = {}) {
  const said = { out: '', err: '' };
  const io: Io = {
    stdin: (async function* () {
      yield Buffer.from(stdin);
    })(),
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    prompts: null,
    env: {},
    cwd: '/',
    now: () => new Date(),
    ...given,
  };
  return { io, said };
}
