/** Serves a built site with the headers of its own table, as a good static host would. */
import { relative } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { toHeaders } from '../../build/headers.ts';
import type { Site } from '../../desk/site.ts';

/** @returns the answer to any `GET` within the site, the 404 page among them */
export function createStaticFiles(
  folder: string,
  site: Site,
): (request: Request) => Promise<Response> {
  const app = new Hono();
  const root = relative(process.cwd(), folder) || '.';
  app.use('*', async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(toHeaders(site, context.req.path))) {
      context.res.headers.set(name, value);
    }
  });
  app.get('*', serveStatic({ root }));
  app.notFound(async (context) => {
    const page = await new Hono()
      .get('*', serveStatic({ root, path: '404.html' }))
      .request(context.req.url);
    return new Response(page.body, {
      status: 404,
      headers: { 'Content-Type': 'text/html; charset=utf-8', ...toHeaders(site, '/404.html') },
    });
  });
  return async (request) => app.fetch(request);
}
