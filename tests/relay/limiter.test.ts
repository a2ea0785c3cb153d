/** Rates by network, with nothing kept that could name one. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toClientAddress, toNetwork } from '../../src/relay/address.ts';
import { arrivingPerNetwork, createLimiter } from '../../src/relay/limiter.ts';
import { createMac } from '../../src/relay/node-openers.ts';

const [desk, other] = ['https://desk.example', 'https://other.example'];

function createTestLimiter(perHour: number, totalPerHour: number) {
  let now = Date.parse('2026-11-30T12:00:00Z');
  let keys = 0;
  const limiter = createLimiter({
    perHour,
    totalPerHour,
    now: () => new Date(now),
    fillRandom(bytes) {
      keys += 1;
      bytes.fill(keys);
    },
    createMac,
  });
  return {
    ...limiter,
    /** A report that arrives and is stored. @returns 0, or the seconds to wait */
    async take(desk: string, address: string): Promise<number | null> {
      const admission = await limiter.admit(desk, address);
      if (!admission.ok) return admission.waitSeconds;
      admission.count();
      admission.leave();
      return 0;
    },
    keys: () => keys,
    advance(seconds: number) {
      now += seconds * 1000;
    },
  };
}

describe('the limiter', () => {
  it('lets a quiet network send its whole hour at once, then as the time passes', async () => {
    const limiter = createTestLimiter(4, 100);
    for (let n = 0; n < 4; n += 1) assert.equal(await limiter.take(desk, '192.0.2.1'), 0);
    assert.equal(await limiter.take(desk, '192.0.2.1'), 900);
    limiter.advance(899);
    assert.equal(await limiter.take(desk, '192.0.2.1'), 1);
    limiter.advance(1);
    assert.equal(await limiter.take(desk, '192.0.2.1'), 0);
  });

  it('counts a network together, and others apart', async () => {
    const limiter = createTestLimiter(1, 100);
    assert.equal(await limiter.take(desk, '192.0.2.1'), 0);
    assert.notEqual(await limiter.take(desk, '192.0.2.200'), 0);
    assert.equal(await limiter.take(desk, '192.0.3.1'), 0);
    assert.equal(await limiter.take(desk, '2001:db8:0:1::1'), 0);
    assert.notEqual(await limiter.take(desk, '2001:db8:0:1:ffff::2'), 0);
    assert.equal(await limiter.take(desk, '2001:db8:0:2::1'), 0);
  });

  it('has a cap for everybody together, for each desk its own', async () => {
    const limiter = createTestLimiter(10, 2);
    assert.equal(await limiter.take(desk, '192.0.2.1'), 0);
    assert.equal(await limiter.take(desk, '192.0.3.1'), 0);
    assert.equal(await limiter.take(desk, '192.0.4.1'), 1800);
    assert.equal(await limiter.take(other, '192.0.4.1'), 0);
  });

  it('keeps the hour of a desk for what is stored', async () => {
    const limiter = createTestLimiter(10, 2);
    for (let n = 0; n < 50; n += 1) {
      const admission = await limiter.admit(desk, `192.0.${n}.1`);
      if (admission.ok) admission.leave();
    }
    assert.equal(limiter.load(), 0);
    assert.equal(await limiter.take(desk, '192.0.100.1'), 0);
  });

  it('lets so many arrive at once from one network, and the next when one of them has', async () => {
    const limiter = createTestLimiter(100, 1000);
    const admit = async (address: string) => await limiter.admit(desk, address);
    const first = await admit('192.0.2.1');
    for (let n = 1; n < arrivingPerNetwork; n += 1) {
      assert.ok((await admit('192.0.2.1')).ok);
    }
    assert.deepEqual(await admit('192.0.2.77'), { ok: false, waitSeconds: null });
    assert.ok((await admit('192.0.3.1')).ok);
    if (first.ok) first.leave();
    assert.ok((await admit('192.0.2.77')).ok);
  });

  it('makes its key anew each day', async () => {
    const limiter = createTestLimiter(1, 100);
    await limiter.take(desk, '192.0.2.1');
    await limiter.take(desk, '192.0.3.1');
    assert.equal(limiter.keys(), 1);
    limiter.advance(12 * 60 * 60);
    await limiter.take(desk, '192.0.2.1');
    assert.equal(limiter.keys(), 2);
  });
});

describe('the network of an address', () => {
  const networks: readonly (readonly [address: string, network: string])[] = [
    ['192.0.2.77', '192.0.2.0/24'],
    ['192.0.2.77:4711', '192.0.2.0/24'],
    ['::ffff:192.0.2.77', '192.0.2.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8::1', '2001:db8:0:0::/64'],
    ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', 'unknown'],
    ['unix:', 'unknown'],
    ['1::2::3', 'unknown'],
    ['2001:db8', 'unknown'],
    ['<script>', 'unknown'],
  ];
  for (const [address, network] of networks) {
    it(`of "${address}" is ${network}`, () => assert.equal(toNetwork(address), network));
  }
});

describe('whose address counts', () => {
  it('is the connection, whatever the header claims, when no proxy is trusted', () => {
    assert.equal(toClientAddress('198.51.100.1', '203.0.113.9', 0), '198.51.100.1');
  });

  it('is what the outermost trusted proxy saw, not what the client claims further left', () => {
    const header = '10.9.9.9, 203.0.113.9, 198.51.100.7';
    assert.equal(toClientAddress('127.0.0.1', header, 1), '198.51.100.7');
    assert.equal(toClientAddress('127.0.0.1', header, 2), '203.0.113.9');
  });

  it('is the connection when a trusted proxy sent no header', () => {
    assert.equal(toClientAddress('127.0.0.1', null, 1), '127.0.0.1');
    assert.equal(toClientAddress('127.0.0.1', ' , ', 1), '127.0.0.1');
  });
});
