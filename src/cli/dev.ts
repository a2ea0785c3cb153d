/** `npm run dev`: the desk with live reload. It sends no content policy, since Vite needs inline code. */
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { dev } from 'astro';
import { openLocalDesk } from './local-desk.ts';
import { preparePreview, renderWelcome } from './preview.ts';
import { toAstroConfig } from './site-builder.ts';
import { whenAsked } from './when-asked.ts';

const preview = await preparePreview();
const { records, state, reserved } = preview;
const local = await openLocalDesk(records, state);

// Astro's server listens by itself, so the reserved port is given back just before it does.
await new Promise((resolve) => reserved.server.close(resolve));
const server = await dev({
  ...toAstroConfig(records),
  server: { port: reserved.port, host: 'localhost' },
  vite: {
    server: { strictPort: true },
    plugins: [
      {
        name: 'local-desk',
        configureServer({ middlewares }) {
          middlewares.use((request, response, next) => {
            if (!/^\/(v1\/|health$|_inbox\/)/.test(request.url ?? '')) return next();
            return getRequestListener(async (it, env) => {
              const address = (env as HttpBindings).incoming.socket.remoteAddress ?? '';
              return (
                (await local.fetch(it, address)) ?? new Response('Not found\n', { status: 404 })
              );
            })(request, response);
          });
        },
      },
    ],
  },
});
process.stdout.write(renderWelcome(preview, process.env.POSTERN_CONTENT || 'content'));
process.stdout.write(
  'With live reload; content policies are sent by npm start and npm run build only.\n',
);

whenAsked(async () => {
  await server.stop();
  await local.close();
});
