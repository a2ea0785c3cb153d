/** The relay's web side: who may post, how often, and how each outcome is answered. Everything it uses is handed in. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import type { Health, ProblemCode } from '../contract.ts';
import {
  healthPath,
  maxBodyBytes,
  proofHeader,
  reportMediaType,
  reportsPath,
  toProblem,
} from '../contract.ts';
import { toClientAddress } from './address.ts';
import type { Desk, Desks } from './desk.ts';
import { toErrorCode } from './error-code.ts';
import type { IntakeParts } from './intake.ts';
import { createIntake } from './intake.ts';
import type { Limiter } from './limiter.ts';
import type { ToSha256Hex } from './proof.ts';
import { checkProof, toBitsUnderLoad } from './proof.ts';

/** What an app is made of. */
export interface AppParts extends IntakeParts {
  readonly desks: Desks;
  readonly limiter: Limiter;
  /** How many proxies before the relay are the operator's own. */
  readonly trustProxy: number;
  /** Zero bits asked of each puzzle of a proof of work in quiet hours; 0 asks for none. */
  readonly proofBits: number;
  readonly toSha256Hex: ToSha256Hex;
}

/** What the server hands in with each request, as the second argument of `fetch`. */
export interface AppBindings {
  /** Address of the TCP connection. */
  readonly remoteAddress: string;
  /** The body, where the server has it at less cost than as a web stream. Leaving it early must not end the request. */
  readonly body?: AsyncIterable<Uint8Array>;
}

/** A relay's app. */
export type App = Hono<{ Bindings: AppBindings }>;

type AppContext = Context<{ Bindings: AppBindings }>;

/** What a form is asked to wait where the relay cannot take a report now, in seconds. */
const busySeconds = 60;

function toProblemResponse(code: ProblemCode, retryAfterSeconds?: number): Response {
  const problem = toProblem(code, retryAfterSeconds);
  const headers = new Headers({ 'Content-Type': 'application/problem+json' });
  if (retryAfterSeconds !== undefined) headers.set('Retry-After', String(retryAfterSeconds));
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

function readDeclaredBytes(c: AppContext): number | null {
  const text = c.req.header('content-length');
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}

function isReportMediaType(c: AppContext): boolean {
  const [type = ''] = (c.req.header('content-type') ?? '').split(';');
  return type.trim().toLowerCase() === reportMediaType;
}

/** Creates the app. */
export function createApp(parts: AppParts): App {
  const { desks, limiter, log, now, origin, proofBits, toSha256Hex, trustProxy } = parts;
  const intake = createIntake(parts);
  const app: App = new Hono();

  function findDesk(c: AppContext): Desk | null {
    const from = c.req.header('origin');
    return from === undefined ? null : desks.find(from);
  }

  function refuse(code: ProblemCode, bytes = 0, retryAfterSeconds?: number): Response {
    log({ event: 'report-refused', code, bytes });
    const wait = code === 'unavailable' ? busySeconds : retryAfterSeconds;
    return toProblemResponse(code, wait);
  }

  const readBits = () => toBitsUnderLoad(proofBits, limiter.load());

  app.use(async (c, next) => {
    await next();
    const { headers } = c.res;
    headers.set('Cache-Control', 'no-store');
    headers.set('X-Content-Type-Options', 'nosniff');
    headers.append('Vary', 'Origin');
    const desk = findDesk(c);
    if (desk === null) return;
    headers.set('Access-Control-Allow-Origin', desk.origin);
    headers.set('Access-Control-Expose-Headers', 'Retry-After');
  });

  app.options(reportsPath, (c) => {
    if (findDesk(c) === null) return refuse('foreign-origin');
    return c.body(null, 204, {
      'Access-Control-Allow-Methods': 'POST',
      'Access-Control-Allow-Headers': `content-type, ${proofHeader.toLowerCase()}`,
      'Access-Control-Max-Age': '600',
    });
  });

  app.post(reportsPath, async (c) => {
    const desk = findDesk(c);
    if (desk === null) return refuse('foreign-origin');
    // Before the limiter: what costs nothing to send must not use up the hour of those who did the work.
    const proof = checkProof(c.req.header(proofHeader), {
      origin,
      bits: readBits(),
      now: now(),
      toSha256Hex,
    });
    if (!proof.ok) return refuse(proof.code);
    const forwardedFor = c.req.header('x-forwarded-for') ?? null;
    const address = toClientAddress(c.env.remoteAddress, forwardedFor, trustProxy);
    const waitSeconds = await limiter.take(desk.origin, address);
    if (waitSeconds > 0) return refuse('too-many-requests', 0, waitSeconds);
    if (!isReportMediaType(c)) return refuse('wrong-media-type');
    const declaredBytes = readDeclaredBytes(c);
    if (declaredBytes !== null && declaredBytes > maxBodyBytes) return refuse('too-large');
    const body = c.env.body ?? c.req.raw.body?.values({ preventCancel: true });
    if (body === undefined) return refuse('not-encrypted');
    const taken = await intake(desk, body, declaredBytes, proof.sha256);
    return taken.ok ? c.json(taken.receipt, 202) : refuse(taken.code, taken.bytes);
  });

  app.all(reportsPath, () => {
    const response = toProblemResponse('method-not-allowed');
    response.headers.set('Allow', 'POST, OPTIONS');
    return response;
  });

  app.get(healthPath, (c) => {
    const health: Health = { status: 'ok', now: now().toISOString(), proof: readBits() };
    return c.json(health);
  });

  app.notFound(() => toProblemResponse('not-found'));

  app.onError((error) => {
    log({ event: 'alarm-failed', code: toErrorCode(error) });
    return toProblemResponse('internal');
  });

  return app;
}
