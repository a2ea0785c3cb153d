/** Asks for a passphrase at the terminal without showing it. */
import { openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { OpenError } from './open-error.ts';

/**
 * Reads from the terminal itself, because standard input may carry the mail.
 * @param label the key file's name, for the question
 * @param ask writes the question where a person sees it
 * @throws OpenError when there is no terminal
 */
export async function askPassphrase(label: string, ask: (text: string) => void): Promise<string> {
  const terminal = openTerminal();
  if (terminal === null) throw new OpenError('passphrase-missing', label);
  // Silent before the question: who types ahead would otherwise see the passphrase.
  terminal.setRawMode(true);
  ask(`Passphrase of ${label}: `);
  try {
    return await readLine(terminal, label);
  } finally {
    terminal.setRawMode(false);
    terminal.destroy();
    ask('\n');
  }
}

function openTerminal(): ReadStream | null {
  try {
    return new ReadStream(
      openSync(process.platform === 'win32' ? '\\\\.\\CONIN$' : '/dev/tty', 'r+'),
    );
  } catch {
    return null;
  }
}

const enter = /[\r\n]/;
const interrupt = '\u0003';
const endOfInput = '\u0004';

async function readLine(terminal: ReadStream, label: string): Promise<string> {
  let line = '';
  for await (const chunk of terminal.setEncoding('utf8')) {
    for (const character of chunk as string) {
      if (enter.test(character)) return line;
      if (character === interrupt || character === endOfInput) {
        throw new OpenError('passphrase-missing', label);
      }
      line = character === '\u007f' || character === '\b' ? line.slice(0, -1) : line + character;
    }
  }
  return line;
}
