/** A spool that lasts as long as the process, for tests of everything around it. */
import type { DeliveryRecord, NewItem, Spool, SpoolItem, SpoolWriter } from './spool.ts';

interface Delivery {
  state: DeliveryRecord['state'];
  nextAt: number;
  attempts: number;
}

interface Held {
  readonly item: SpoolItem;
  chunks: readonly Uint8Array[];
  readonly deliveries: Map<string, Delivery>;
}

/** An empty spool. */
export function createMemorySpool(): Spool {
  const held = new Map<string, Held>();

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
        const first = { state: 'due', nextAt: 0, attempts: 0 } as const;
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
    async heldBytes() {
      return [...held.values()].flatMap((h) => h.chunks).reduce((sum, c) => sum + c.length, 0);
    },
    async due(now) {
      return [...held.values()].flatMap(({ item, deliveries }) =>
        [...deliveries]
          .filter(([, { state, nextAt }]) => state === 'due' && nextAt <= now.getTime())
          .map(([recipient, { attempts }]) => ({ item, recipient, attempts })),
      );
    },
    async *body(sha256) {
      yield* held.get(sha256)?.chunks ?? [];
    },
    async record(sha256, recipient, outcome) {
      const entry = held.get(sha256);
      const delivery = entry?.deliveries.get(recipient);
      if (entry === undefined || delivery === undefined) return false;
      delivery.state = outcome.state;
      if (outcome.state !== 'delivered') delivery.attempts += 1;
      if (outcome.state === 'due') delivery.nextAt = outcome.nextAt.getTime();
      const complete = [...entry.deliveries.values()].every((d) => d.state === 'delivered');
      if (complete) entry.chunks = [];
      return complete;
    },
    async retryAside(now) {
      for (const delivery of [...held.values()].flatMap((h) => [...h.deliveries.values()])) {
        if (delivery.state === 'aside') Object.assign(delivery, { state: 'due', nextAt: now });
      }
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
