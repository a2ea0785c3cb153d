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
import type { Admitted, Limiter } from './limiter.ts';
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

type Fields = Readonly<Record<string, string>>;

const jsonFields = { 'Content-Type': 'application/json' } as const;

/** Fields of every answer. */
const always = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  Vary: 'Origin',
} as const;

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

  /**
   * Fields stand in a plain record: a server sends it as it is, while changing a `Headers` costs as much as all the rest.
   * A desk's page may read the answer (Fetch standard, "CORS protocol").
   */
  function answer(c: AppContext, status: number, body: string | null, fields: Fields): Response {
    const desk = findDesk(c);
    const read = { 'Access-Control-Expose-Headers': 'Retry-After' };
    const shared = desk && { ...read, 'Access-Control-Allow-Origin': desk.origin };
    return new Response(body, { status, headers: { ...fields, ...always, ...shared } });
  }

  function answerProblem(c: AppContext, code: ProblemCode, wait?: number, fields?: Fields) {
    const problem = toProblem(code, wait);
    const again: Fields = wait === undefined ? {} : { 'Retry-After': String(wait) };
    const type = { 'Content-Type': 'application/problem+json' };
    return answer(c, problem.status, JSON.stringify(problem), { ...type, ...again, ...fields });
  }

  /** @param wait in seconds */
  function refuse(c: AppContext, code: ProblemCode, bytes = 0, wait?: number): Response {
    log({ event: 'report-refused', code, bytes });
    return answerProblem(c, code, code === 'unavailable' ? busySeconds : wait);
  }

  const readBits = () => toBitsUnderLoad(proofBits, limiter.load());

  app.options(reportsPath, (c) => {
    const desk = findDesk(c);
    if (desk === null) return refuse(c, 'foreign-origin');
    return answer(c, 204, null, {
      'Access-Control-Allow-Methods': 'POST',
      'Access-Control-Allow-Headers': `content-type, ${proofHeader.toLowerCase()}`,
      'Access-Control-Max-Age': '600',
    });
  });

  async function take(
    c: AppContext,
    desk: Desk,
    provedSha256: string | null,
    admitted: Admitted,
  ): Promise<Response> {
    if (!isReportMediaType(c)) return refuse(c, 'wrong-media-type');
    const declaredBytes = readDeclaredBytes(c);
    if (declaredBytes !== null && declaredBytes > maxBodyBytes) return refuse(c, 'too-large');
    const body = c.env.body ?? c.req.raw.body?.values({ preventCancel: true });
    if (body === undefined) return refuse(c, 'not-encrypted');
    const taken = await intake(desk, body, declaredBytes, provedSha256);
    if (!taken.ok) return refuse(c, taken.code, taken.bytes);
    if (!taken.repeated) admitted.count();
    return answer(c, 202, JSON.stringify(taken.receipt), jsonFields);
  }

  app.post(reportsPath, async (c) => {
    const desk = findDesk(c);
    if (desk === null) return refuse(c, 'foreign-origin');
    // Before the limiter: what costs nothing to send must not use up the hour of those who did the work.
    const proof = checkProof(c.req.header(proofHeader), {
      origin,
      bits: readBits(),
      now: now(),
      toSha256Hex,
    });
    if (!proof.ok) return refuse(c, proof.code);
    const forwardedFor = c.req.header('x-forwarded-for') ?? null;
    const address = toClientAddress(c.env.remoteAddress, forwardedFor, trustProxy);
    const admission = await limiter.admit(desk.origin, address);
    if (!admission.ok) {
      const { waitSeconds } = admission;
      if (waitSeconds === null) return refuse(c, 'unavailable');
      return refuse(c, 'too-many-requests', 0, waitSeconds);
    }
    try {
      return await take(c, desk, proof.sha256, admission);
    } finally {
      admission.leave();
    }
  });

  app.get(healthPath, (c) => {
    const health: Health = { status: 'ok', now: now().toISOString(), proof: readBits() };
    return answer(c, 200, JSON.stringify(health), jsonFields);
  });

  // With a route of its own for other methods, every report would go through a chain of two.
  app.notFound((c) =>
    c.req.path === reportsPath
      ? answerProblem(c, 'method-not-allowed', undefined, { Allow: 'POST, OPTIONS' })
      : answerProblem(c, 'not-found'),
  );

  app.onError((error, c) => {
    log({ event: 'alarm-failed', code: toErrorCode(error) });
    return answerProblem(c, 'internal');
  });

  return app;
}
