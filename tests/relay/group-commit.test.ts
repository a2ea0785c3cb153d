/** One flush for many reports takes nothing from the promise to each: stored before acknowledged. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { createGroupCommit } from '../../src/relay/group-commit.ts';
import { openSqliteSpool } from './sqlite-spool.ts';

/** A database that says what it is told, and may fail at it. */
function openTold(onExec: (sql: string) => void = () => {}) {
  const db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE word (text TEXT UNIQUE) STRICT');
  const told: string[] = [];
  const exec = db.exec.bind(db);
  db.exec = (sql) => {
    told.push(sql);
    onExec(sql);
    exec(sql);
  };
  const add = db.prepare('INSERT INTO word VALUES (?)');
  const words = () => db.prepare('SELECT text FROM word ORDER BY text').all();
  return {
    db,
    told,
    add: (text: string) => add.run(text),
    words: () => words().map((w) => w.text),
  };
}

function toItem(name: string) {
  return {
    sha256: name.repeat(64),
    receivedAt: '2026-11-30T12:00:00Z',
    desk: 'https://desk.example',
    recipients: ['A'.repeat(40)],
  };
}

describe('a group commit', () => {
  it('commits once for all who ask in one turn, and gives each its own result', async () => {
    const { db, told, add, words } = openTold();
    const inGroup = createGroupCommit(db);
    const texts = Array.from({ length: 16 }, (_, n) => `word ${n}`);
    const results = await Promise.all(texts.map((text) => inGroup(() => add(text) && text)));
    assert.deepEqual(results, texts);
    assert.deepEqual(words(), texts.toSorted());
    assert.equal(told.filter((sql) => sql === 'COMMIT').length, 1);
    await inGroup(() => add('later'));
    assert.equal(told.filter((sql) => sql === 'COMMIT').length, 2);
  });

  it('tells nobody of success when the commit fails, and takes everything back', async () => {
    let broken = true;
    const { db, add, words } = openTold((sql) => {
      if (broken && sql === 'COMMIT') throw new Error('disk I/O error');
    });
    const inGroup = createGroupCommit(db);
    const both = await Promise.allSettled([inGroup(() => add('a')), inGroup(() => add('b'))]);
    assert.deepEqual(
      both.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    assert.deepEqual(words(), []);
    broken = false;
    await inGroup(() => add('a'));
    assert.deepEqual(words(), ['a']);
  });

  it('keeps a failure, and what it had written, to the one whose work it was', async () => {
    const { db, add, words } = openTold();
    const inGroup = createGroupCommit(db);
    const [first, second, third] = await Promise.allSettled([
      inGroup(() => add('a')),
      inGroup(() => add('b') && add('a')),
      inGroup(() => add('c')),
    ]);
    assert.deepEqual(
      [first.status, second.status, third.status],
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(words(), ['a', 'c']);
  });

  it('fails everybody where a failure ends the transaction, as a full disk does', async () => {
    const { db, add, words } = openTold();
    const inGroup = createGroupCommit(db);
    const outcomes = await Promise.allSettled([
      inGroup(() => add('a')),
      inGroup(() => {
        db.exec('ROLLBACK');
        throw new Error('database or disk is full');
      }),
      inGroup(() => add('c')),
    ]);
    assert.ok(outcomes.every(({ status }) => status === 'rejected'));
    assert.deepEqual(words(), []);
    await inGroup(() => add('d'));
    assert.deepEqual(words(), ['d']);
  });
});

it('a spool that is closed keeps what was committed before in the same turn', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-group-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'spool.sqlite');
  const { spool } = openSqliteSpool(path);
  const writer = await spool.receive();
  await writer.write(new Uint8Array(5));
  const committed = writer.commit(toItem('a'));
  await Promise.all([committed, spool.close()]);
  const again = openSqliteSpool(path).spool;
  assert.equal((await again.holding()).bytes, 5);
  await again.close();
});

describe('a spool whose disk fails for one of two reports', () => {
  for (const [how, stored] of [
    ['ABORT', true],
    ['ROLLBACK', false],
  ] as const) {
    it(`with ${how} acknowledges the other one only if it is there, before and after the first gives up`, async (t) => {
      const folder = mkdtempSync(join(tmpdir(), 'postern-group-'));
      t.after(() => rmSync(folder, { recursive: true }));
      const path = join(folder, 'spool.sqlite');
      await openSqliteSpool(path).spool.close();
      const db = new DatabaseSync(path);
      db.exec(`CREATE TRIGGER torn BEFORE INSERT ON chunk WHEN length(NEW.bytes) = 7
        BEGIN SELECT RAISE(${how}, 'torn'); END`);
      db.close();
      const { spool } = openSqliteSpool(path);
      const put = async (name: string, length: number) => {
        const writer = await spool.receive();
        await writer.write(new Uint8Array(length));
        // As the intake does it.
        return await writer.commit(toItem(name)).catch(async (error: unknown) => {
          await writer.abort();
          throw error;
        });
      };
      const [torn, whole] = await Promise.allSettled([put('a', 7), put('b', 8)]);
      assert.equal(torn.status, 'rejected');
      assert.equal(whole.status, stored ? 'fulfilled' : 'rejected');
      assert.equal((await spool.holding()).bytes, stored ? 8 : 0);
      assert.equal((await spool.due(new Date())).length, stored ? 1 : 0);
      await put('c', 9);
      assert.equal((await spool.due(new Date())).length, stored ? 2 : 1);
      await spool.close();
      const again = openSqliteSpool(path).spool;
      assert.equal((await again.holding()).bytes, stored ? 17 : 9);
      await again.close();
    });
  }
});
