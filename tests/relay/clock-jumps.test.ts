/** A relay whose clock jumps a year ahead and back again takes and mails reports as before. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Courier, Delivery } from '../../src/relay/courier.ts';
import { createEntity, createManifest, createTestKey, seal } from '../helpers/sealed.ts';
import type { OpenDoor } from './doors.ts';
import { doors, openAppDoor, post } from './doors.ts';

const [anna, eve] = await Promise.all([createTestKey(), createTestKey()]);
const manifest = createManifest([anna.recipient]);
const yearMs = 365 * 24 * 60 * 60 * 1000;
const toAnna = (text: string) => seal([anna.publicKey], createEntity(text));

function createCourier() {
  const world = { delivery: { outcome: 'transient', code: '451' } as Delivery, sent: 0 };
  const courier: Courier = {
    async deliver() {
      if (world.delivery.outcome === 'delivered') world.sent += 1;
      return world.delivery;
    },
    check: async () => ({ outcome: 'delivered' }),
    notify: async () => ({ outcome: 'delivered' }),
  };
  return { world, courier };
}

describe('a clock that jumps a year', () => {
  for (const [name, open] of doors) {
    it(`ahead and back lets reports in and out through ${name}`, async () => {
      const door = await (open as OpenDoor)(manifest, { perHour: 1 });
      try {
        for (const [n, jump] of [0, yearMs, -yearMs, -yearMs, yearMs].entries()) {
          door.advance(jump);
          assert.equal((await post(door, await toAnna(`report ${n}`))).status, 202);
          assert.equal((await door.mails()).length, n + 1);
          // Only the hour that belongs to the reporter's network is used up.
          door.advance(60 * 60 * 1000);
        }
      } finally {
        await door.close();
      }
    });
  }

  it('back does not put mail off for a year', async () => {
    const { world, courier } = createCourier();
    const door = await openAppDoor(manifest, { courier });
    door.advance(yearMs);
    await post(door, await toAnna('early'));
    await door.mails();
    assert.equal(world.sent, 0);
    world.delivery = { outcome: 'delivered' };
    door.advance(-yearMs);
    await door.mails();
    assert.equal(world.sent, 1);
  });

  it('ahead sets aside what cannot leave just then, with an alarm, and drops nothing', async () => {
    const { courier } = createCourier();
    const door = await openAppDoor(manifest, { courier });
    const report = await toAnna('waits');
    await post(door, report);
    await door.mails();
    door.advance(yearMs);
    await door.mails();
    assert.equal(door.log.at(-1)?.event, 'alarm-mail-set-aside');
    assert.equal(await door.close(), report.length);
  });

  it('back does not keep the relay from looking for new keys', async () => {
    const door = await openAppDoor(manifest);
    const toEve = await seal([eve.publicKey], createEntity('to a new key'));
    assert.equal((await post(door, toEve)).status, 409);
    door.advance(-yearMs);
    await door.publish(createManifest([anna.recipient, eve.recipient]));
    assert.equal((await post(door, toEve)).status, 202);
  });
});
