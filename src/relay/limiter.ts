/**
 * How many reports are taken, by network and together. No address is kept: a network is known only by an HMAC
 * whose key is made anew every day and is never written anywhere.
 */
import { toNetwork } from './address.ts';

/** A report that may be sent. */
export interface Admitted {
  readonly ok: true;
  /**
   * Takes it from what the desk gets in an hour. To be called once it is stored: what only looks like a report, such as
   * the same proof of work sent many times, must not use up the hour of others.
   */
  count(): void;
  /** To be called when it has arrived, or will not. */
  leave(): void;
}

/** Whether a report may be sent: else for how many whole seconds too much came, or that as many are arriving as may. */
export type Admission = Admitted | { readonly ok: false; readonly waitSeconds: number | null };

/** Counts reports. */
export interface Limiter {
  /**
   * Takes one report's worth from what the network gets in an hour.
   * @param desk origin; each desk has its own quota
   */
  admit(desk: string, address: string): Promise<Admission>;
  /** The share of its hour that the busiest desk has used up, 0 to 1. */
  load(): number;
}

/** What a limiter is made of. */
export interface LimiterParts {
  /** Reports an hour from one network; as many may come at once after a quiet hour. */
  readonly perHour: number;
  readonly totalPerHour: number;
  readonly now: () => Date;
  /** Fills bytes with randomness. */
  readonly fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** HMAC with SHA-256 (RFC 2104) under one key, in hex. */
  readonly createMac: (key: Uint8Array) => (text: string) => string;
}

interface Bucket {
  tokens: number;
  at: number;
  arriving: number;
}

/** Reports that may arrive at once from one network, so that a single one cannot keep the door. */
export const arrivingPerNetwork = 16;

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** Beyond this many networks the oldest are forgotten, so that memory stays bounded. */
const maxNetworks = 20_000;

/** Adds what the time that has passed gives back. */
function refill(bucket: Bucket, perHour: number, now: number): void {
  const back = (Math.max(0, now - bucket.at) / hourMs) * perHour;
  bucket.tokens = Math.min(perHour, bucket.tokens + back);
  bucket.at = now;
}

/** Seconds until `bucket` holds a whole token. */
function toWaitSeconds(bucket: Bucket, perHour: number, now: number): number {
  refill(bucket, perHour, now);
  if (bucket.tokens >= 1) return 0;
  return Math.ceil(((1 - bucket.tokens) / perHour) * (hourMs / 1000));
}

/** A limiter that holds its counts in memory. */
export function createLimiter(parts: LimiterParts): Limiter {
  const { perHour, totalPerHour, now, fillRandom, createMac } = parts;
  const networks = new Map<string, Bucket>();
  const totals = new Map<string, Bucket>();
  const key = new Uint8Array(32);
  let toMac = createMac(key);
  let day = Number.NaN;

  function changeKeyDaily(at: number): void {
    const today = Math.floor(at / dayMs);
    if (today === day) return;
    fillRandom(key);
    toMac = createMac(key);
    networks.clear();
    day = today;
  }

  function toName(desk: string, address: string): string {
    return toMac(`${desk} ${toNetwork(address)}`);
  }

  function find(buckets: Map<string, Bucket>, name: string, full: number, at: number): Bucket {
    const bucket = buckets.get(name) ?? { tokens: full, at, arriving: 0 };
    buckets.delete(name);
    buckets.set(name, bucket);
    return bucket;
  }

  return {
    async admit(desk, address) {
      const at = now().getTime();
      changeKeyDaily(at);
      const name = toName(desk, address);
      const own = find(networks, name, perHour, at);
      const total = find(totals, desk, totalPerHour, at);
      const [oldest] = networks.keys();
      if (networks.size > maxNetworks && oldest !== undefined) networks.delete(oldest);
      const waitSeconds = Math.max(
        toWaitSeconds(own, perHour, at),
        toWaitSeconds(total, totalPerHour, at),
      );
      if (waitSeconds > 0) return { ok: false, waitSeconds };
      if (own.arriving >= arrivingPerNetwork) return { ok: false, waitSeconds: null };
      own.tokens -= 1;
      own.arriving += 1;
      return {
        ok: true,
        count() {
          total.tokens -= 1;
        },
        leave() {
          own.arriving -= 1;
        },
      };
    },
    load() {
      const at = now().getTime();
      let least = totalPerHour;
      for (const total of totals.values()) {
        refill(total, totalPerHour, at);
        least = Math.min(least, total.tokens);
      }
      return 1 - least / totalPerHour;
    },
  };
}
