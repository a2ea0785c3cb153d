/**
 * How Node's HTTP server asks a relay: the body goes to it straight from the socket, and whoever is refused in the
 * middle of an upload is heard out. An answer that cuts an upload never arrives: what is still being sent resets the
 * connection, and a browser tells of a network failure (RFC 9112 section 9.6). Proxies cut in the same way.
 */
import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import { maxBodyBytes } from '../contract.ts';
import type { Relay } from './node-relay.ts';

/** How far whoever is refused is heard out; nothing of it is kept. Beyond it they are cut off. */
export interface HearingLimits {
  /** Uploads at once. */
  readonly uploads: number;
  /** Of one request, what came before it was refused included. */
  readonly bytes: number;
  /** Without a single byte, in milliseconds. */
  readonly idleMs: number;
  /** For one upload, in milliseconds. */
  readonly wholeMs: number;
}

/** Twice the largest report, so that whoever sends too much learns of it. */
const defaultLimits: HearingLimits = {
  uploads: 64,
  bytes: 2 * maxBodyBytes,
  idleMs: 10 * 1000,
  wholeMs: 10 * 60 * 1000,
};

interface Bindings {
  readonly incoming: IncomingMessage | Http2ServerRequest;
}

/** What a server of `@hono/node-server` calls. */
export type Listener = (request: Request, bindings: Bindings) => Promise<Response>;

/**
 * Resolves when the rest of a body has come, or too much of it, or nothing for too long.
 * @param lastByte what the connection may have received by then
 */
async function hearOut(
  { incoming }: Bindings,
  lastByte: number,
  { idleMs, wholeMs }: HearingLimits,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const idle = setTimeout(resolve, idleMs);
  const whole = setTimeout(resolve, wholeMs);
  function hear(): void {
    idle.refresh();
    if (incoming.socket.bytesRead > lastByte) resolve();
  }
  incoming.on('data', hear).once('end', resolve).once('close', resolve);
  await promise;
  clearTimeout(idle);
  clearTimeout(whole);
  incoming.off('data', hear);
}

/** A listener for one relay. */
export function createListener(
  relay: Pick<Relay, 'fetch'>,
  limits: HearingLimits = defaultLimits,
): Listener {
  let uploads = 0;
  return async (request, bindings) => {
    const { incoming } = bindings;
    const lastByte = incoming.socket.bytesRead + limits.bytes;
    const body = incoming.iterator({ destroyOnReturn: false });
    const response = await relay.fetch(request, incoming.socket.remoteAddress ?? '', body);
    if (incoming.complete || incoming.destroyed || uploads >= limits.uploads) return response;
    uploads += 1;
    await hearOut(bindings, lastByte, limits);
    uploads -= 1;
    return response;
  };
}
