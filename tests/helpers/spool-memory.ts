/** A spool that lasts as long as the process: it stands in for the file where everything around it is tested. */
import type {
  DeliveryRecord,
  Mailbox,
  NewItem,
  Spool,
  SpoolItem,
  SpoolWriter,
} from '../../src/relay/spool.ts';
import { damagedBody, longestPauseMs } from '../../src/relay/spool.ts';

interface Delivery {
  state: DeliveryRecord['state'];
  nextAt: number;
  attempts: number;
  code: string | null;
  deliveredAt: number;
}

interface Held {
  readonly item: SpoolItem;
  chunks: readonly Uint8Array[];
  readonly deliveries: Map<string, Delivery>;
}

/** A delivery with what it is a delivery of. */
interface Placed {
  readonly item: SpoolItem;
  readonly recipient: string;
  readonly delivery: Delivery;
}

function isOf(mailbox: Mailbox, { item, recipient }: Placed): boolean {
  return item.desk === mailbox.desk && recipient === mailbox.recipient;
}

function isDue(nextAt: number, now: number): boolean {
  return nextAt <= now || nextAt > now + longestPauseMs;
}

function makeDue(now: Date, entries: readonly Placed[]): number {
  for (const { delivery } of entries) {
    delivery.state = 'due';
    delivery.nextAt = now.getTime();
  }
  return entries.length;
}

/** An empty spool. */
export function createMemorySpool(): Spool {
  const held = new Map<string, Held>();
  const done = new Map<string, Date>();

  function all(state: Delivery['state']): Placed[] {
    return [...held.values()].flatMap(({ item, deliveries }) =>
      [...deliveries]
        .filter(([, delivery]) => delivery.state === state)
        .map(([recipient, delivery]) => ({ item, recipient, delivery })),
    );
  }

  function createWriter(): SpoolWriter {
    let chunks: Uint8Array[] = [];
    return {
      async write(bytes) {
        chunks.push(bytes.slice());
      },
      async commit({ recipients, ...rest }: NewItem) {
        const earlier = held.get(rest.sha256);
        if (earlier !== undefined) return { item: earlier.item, repeated: true };
        const item = { ...rest, bytes: chunks.reduce((sum, chunk) => sum + chunk.length, 0) };
        const first = { state: 'due', nextAt: 0, attempts: 0, code: null, deliveredAt: 0 } as const;
        const deliveries = new Map<string, Delivery>(recipients.map((id) => [id, { ...first }]));
        held.set(item.sha256, { item, chunks, deliveries });
        return { item, repeated: false };
      },
      async abort() {
        chunks = [];
      },
    };
  }

  return {
    receive: async () => createWriter(),
    find: async (sha256) => held.get(sha256)?.item ?? null,
    async holding(desk) {
      const waiting = [...held.values()].filter(
        ({ item, chunks }) => chunks.length > 0 && (desk === undefined || item.desk === desk),
      );
      const bytes = waiting.reduce((sum, { item }) => sum + item.bytes, 0);
      return { reports: waiting.length, bytes };
    },
    async due(now) {
      return [...held.values()].flatMap(({ item, deliveries }) =>
        [...deliveries]
          .filter(([, { state, nextAt }]) => state === 'due' && isDue(nextAt, now.getTime()))
          .map(([recipient, { attempts }]) => ({ item, recipient, attempts })),
      );
    },
    async *body(sha256) {
      const { item, chunks } = held.get(sha256) ?? { item: null, chunks: [] };
      yield* chunks;
      if (chunks.length === 0 && item?.bytes !== 0) {
        throw Object.assign(new Error('There is no body.'), { code: damagedBody });
      }
    },
    async record(sha256, recipient, outcome) {
      const entry = held.get(sha256);
      const delivery = entry?.deliveries.get(recipient);
      if (entry === undefined || delivery === undefined) return false;
      delivery.state = outcome.state;
      delivery.code = 'code' in outcome ? outcome.code : null;
      if ('code' in outcome) delivery.attempts += 1;
      if (outcome.state === 'due') delivery.nextAt = outcome.nextAt.getTime();
      if (outcome.state === 'delivered') delivery.deliveredAt = outcome.at.getTime();
      const complete = [...entry.deliveries.values()].every((d) => d.state === 'delivered');
      if (complete) entry.chunks = [];
      return complete;
    },
    retryAside: async (now) => makeDue(now, all('aside')),
    hasten: async (now) =>
      makeDue(
        now,
        all('due').filter(({ delivery }) => delivery.nextAt > now.getTime()),
      ),
    async releaseHeld(now, mailbox) {
      return makeDue(
        now,
        all('held').filter((it) => mailbox === undefined || isOf(mailbox, it)),
      );
    },
    async held() {
      const boxes = Map.groupBy(all('held'), ({ item, recipient }) => `${item.desk} ${recipient}`);
      return [...boxes].map(([name, entries]) => {
        const [desk = '', recipient = ''] = name.split(' ');
        return { desk, recipient, count: entries.length };
      });
    },
    async sentBetween(from, to, mailbox) {
      const sent = all('delivered').filter((it) => isOf(mailbox, it));
      const times = sent.map(({ delivery }) => delivery.deliveredAt);
      return times.filter((at) => at > from.getTime() && at <= to.getTime()).length;
    },
    async undelivered() {
      return [...held.values()]
        .filter(({ deliveries }) => [...deliveries.values()].some((d) => d.state !== 'delivered'))
        .map(({ item, deliveries }) => ({
          item,
          deliveries: [...deliveries].map(([recipient, { state, attempts, nextAt, code }]) => ({
            recipient,
            state,
            attempts,
            nextAt: state === 'due' ? new Date(nextAt).toISOString() : null,
            code,
          })),
        }));
    },
    async stats() {
      const waiting = await this.undelivered();
      const count = (state: Delivery['state']) => all(state).length;
      return {
        reports: waiting.length,
        bytes: waiting.reduce((sum, { item }) => sum + item.bytes, 0),
        oldest: waiting[0]?.item.receivedAt ?? null,
        due: count('due'),
        held: count('held'),
        aside: count('aside'),
      };
    },
    lastDone: async (name) => done.get(name) ?? null,
    async noteDone(name, at) {
      if (at === null) done.delete(name);
      else done.set(name, at);
    },
    async forgetDelivered(time) {
      for (const [sha256, { item, chunks }] of held) {
        const old = Date.parse(item.receivedAt) < time.getTime();
        if (old && chunks.length === 0) held.delete(sha256);
      }
    },
    async close() {},
  };
}
