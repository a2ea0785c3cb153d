/**
 * Keeps a flood out of the maintainers' mailboxes. Public keys let anyone write a report that only the maintainers can
 * tell from an empty one: so many mails an hour go out singly, the rest waits in the spool and is announced in one mail.
 */
import { isWithin } from './is-within.ts';
import type { Log } from './log.ts';
import type { Notice } from './notice.ts';
import type { Mailbox, Spool } from './spool.ts';

/** What a gate is made of. */
export interface FloodParts {
  readonly spool: Spool;
  /** Reports an hour that one desk's mail to one recipient may hold singly. */
  readonly perHour: number;
  /** Sends the announcement. @returns whether it has arrived */
  readonly announce: (notice: Notice, recipient: string) => Promise<boolean>;
  readonly log: Log;
  readonly now: () => Date;
}

/** Asked before each mail. */
export interface FloodGate {
  /** Whether one more mail may go out now. A mail that then did not arrive counts for nothing. */
  admits(mailbox: Mailbox): Promise<boolean>;
  /**
   * After a pass: lets out what waits once all of it fits into an hour, else announces it, once a day.
   * @returns whether anything was let out
   */
  settle(): Promise<boolean>;
}

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** The words of the announcement: how much waits and where, and nothing of any report. */
export function toAnnouncement(desk: string, count: number, now: Date): Notice {
  const { host } = new URL(desk);
  const date = `${now.toISOString().slice(0, 19)}Z`;
  return {
    id: `waiting-${host.replaceAll(/[^\w.-]/g, '-')}-${date.slice(0, 10)}`,
    date,
    subject: 'Security reports are waiting',
    lines: [
      'More encrypted reports came within an hour than are mailed one by one.',
      count === 1 ? 'One of them waits on the relay.' : `${count} of them wait on the relay.`,
      'None is lost, and no sender was turned away for it.',
      '',
      'On the machine of the relay, write them into a folder:',
      '',
      '    npm run relay -- queue export FOLDER',
      '',
      'Then open them where your key is:',
      '',
      '    npm run desk -- open --all FOLDER',
      '',
      'Anybody can encrypt to a public key. Most of a flood may be empty,',
      'and a real report may be among it.',
    ],
  };
}

/** A gate. It keeps no state: what was sent, what waits and what was announced is in the spool. */
export function createFloodGate({ spool, perHour, announce, log, now }: FloodParts): FloodGate {
  async function roomFor(mailbox: Mailbox): Promise<number> {
    const to = now();
    return perHour - (await spool.sentBetween(new Date(to.getTime() - hourMs), to, mailbox));
  }

  async function announceOnce(mailbox: Mailbox, count: number): Promise<void> {
    const name = `announced ${mailbox.desk} ${mailbox.recipient}`;
    const last = await spool.lastDone(name);
    if (last !== null && isWithin(dayMs, last.getTime(), now().getTime())) return;
    const notice = toAnnouncement(mailbox.desk, count, now());
    log({ event: 'alarm-flood', id: new URL(mailbox.desk).host, code: String(count) });
    if (await announce(notice, mailbox.recipient)) await spool.noteDone(name, now());
  }

  return {
    admits: async (mailbox) => (await roomFor(mailbox)) > 0,
    async settle() {
      let released = 0;
      for (const { count, ...mailbox } of await spool.held()) {
        if (count <= (await roomFor(mailbox))) {
          released += await spool.releaseHeld(now(), mailbox);
        } else await announceOnce(mailbox, count);
      }
      return released > 0;
    },
  };
}
