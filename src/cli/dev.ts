/** `npm run dev`: the desk with live reload. It sends no content policy, since Vite needs inline code. */
import { getRequestListener } from '@hono/node-server';
import { dev } from 'astro';
import { openLocalDesk } from './site/local-desk.ts';
import { orExit } from './site/or-exit.ts';
import { preparePreview, renderWelcome } from './site/preview.ts';
import { toAstroConfig } from './site/site-builder.ts';
import { whenAsked } from './site/when-asked.ts';

/** Beside the site Vite answers with the files of this folder, to every user of this machine. With these it does not: its own list, drafts and keys. */
const hidden = [
  ...['.env', '.env.*', '*.{crt,pem,key,p12,pfx,cer,der}', '.npmrc', '.yarnrc.yml', '**/.git/**'],
  ...['**/embargoed/**', '**/.postern/**'],
];

const preview = await preparePreview();
const { records, state, reserved } = preview;
const local = await orExit(openLocalDesk(records, state));

// Astro's server listens by itself, so the reserved port is given back just before it does.
await new Promise((resolve) => reserved.server.close(resolve));
const answerLocally = getRequestListener(
  async (request, bindings) =>
    (await local.fetch(request, bindings)) ?? new Response('Not found\n', { status: 404 }),
);
const server = await dev({
  ...toAstroConfig(records),
  server: { port: reserved.port, host: 'localhost' },
  // Otherwise Astro refuses the relay's addresses, which have no slash at their end, before anybody is asked.
  trailingSlash: 'ignore',
  vite: {
    server: { strictPort: true, fs: { deny: hidden } },
    plugins: [
      {
        name: 'local-desk',
        configureServer({ middlewares }) {
          middlewares.use((request, response, next) => {
            if (isLocal(request.url ?? '')) answerLocally(request, response);
            else next();
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

/** The addresses of relay and inbox. */
function isLocal(url: string): boolean {
  return /^\/(v1\/|health$|_inbox\/)/.test(url);
}
