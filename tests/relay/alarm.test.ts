/** What needs a person reaches one by mail, once a day for each kind, and never stops the relay's work. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAlarmedLog, toAlarm } from '../../src/relay/alarm.ts';
import type { LogEntry } from '../../src/relay/log.ts';
import type { Notice } from '../../src/relay/notice.ts';
import { renderNotice } from '../../src/relay/notice.ts';
import type { Spool } from '../../src/relay/spool.ts';
import { createMemorySpool } from '../helpers/spool-memory.ts';

const hourMs = 60 * 60 * 1000;

function createAlarms(spool: Pick<Spool, 'lastDone' | 'noteDone'> = createMemorySpool()) {
  let now = Date.parse('2026-11-30T12:00:00Z');
  let reachable = true;
  const logged: LogEntry[] = [];
  const notices: Notice[] = [];
  const parts = {
    log: (entry: LogEntry) => void logged.push(entry),
    spool,
    async tell(notice: Notice) {
      if (reachable) notices.push(notice);
      return reachable;
    },
    now: () => new Date(now),
  };
  let alarmed = createAlarmedLog(parts);
  return {
    logged,
    notices,
    async say(...entries: LogEntry[]) {
      for (const entry of entries) alarmed.log(entry);
      await alarmed.settled();
    },
    restart() {
      alarmed = createAlarmedLog(parts);
    },
    wait(hours: number) {
      now += hours * hourMs;
    },
    reach(may: boolean) {
      reachable = may;
    },
  };
}

const aside: LogEntry = { event: 'alarm-mail-set-aside', id: '0123456789abcdef0123', code: '550' };

describe('an alarm', () => {
  it('is logged and mailed, once a day for each kind, also over a restart', async () => {
    const alarms = createAlarms();
    await alarms.say(aside, aside, { event: 'alarm-spool-failed', code: 'full' });
    assert.equal(alarms.logged.length, 3);
    assert.deepEqual(
      alarms.notices.map(({ lines }) => lines[0]),
      ['Its log says: alarm-mail-set-aside (550)', 'Its log says: alarm-spool-failed (full)'],
    );
    alarms.restart();
    alarms.wait(23);
    await alarms.say(aside);
    assert.equal(alarms.notices.length, 2);
    alarms.wait(2);
    await alarms.say(aside);
    assert.equal(alarms.notices.length, 3);
    assert.notEqual(alarms.notices[2]?.id, alarms.notices[0]?.id);
  });

  it('is no mail where nobody is needed, or another mail says it', async () => {
    const alarms = createAlarms();
    await alarms.say(
      { event: 'report-received' },
      { event: 'mail-deferred', code: '451' },
      { event: 'alarm-desk-unreadable' },
      { event: 'alarm-operator-not-told' },
    );
    assert.equal(alarms.logged.length, 4);
    assert.deepEqual(alarms.notices, []);
  });

  it('is mailed again when the clock, which was a year ahead, is right again', async () => {
    const alarms = createAlarms();
    await alarms.say(aside);
    alarms.wait(-365 * 24);
    await alarms.say(aside);
    alarms.restart();
    alarms.wait(-365 * 24);
    await alarms.say(aside);
    assert.equal(alarms.notices.length, 3);
  });

  it('that could not be mailed is mailed with the next one', async () => {
    const alarms = createAlarms();
    alarms.reach(false);
    await alarms.say(aside);
    alarms.reach(true);
    await alarms.say(aside);
    assert.equal(alarms.notices.length, 1);
  });

  it('of a spool that cannot even remember is mailed once', async () => {
    const broken = async () => Promise.reject(new Error('disk'));
    const alarms = createAlarms({ lastDone: broken, noteDone: broken });
    await alarms.say({ event: 'alarm-spool-failed', code: 'EIO' });
    await alarms.say({ event: 'alarm-spool-failed', code: 'EIO' });
    assert.equal(alarms.notices.length, 1);
  });

  it('says nothing of a report: not its id, not its desk', () => {
    const now = new Date('2026-11-30T12:00:00Z');
    const mail = renderNotice(toAlarm(aside.event, aside.code, now), null, 'https://relay.example');
    assert.doesNotMatch(mail, /0123456789abcdef/);
    for (const line of mail.split('\r\n')) assert.ok(line.length < 78, line);
  });
});
