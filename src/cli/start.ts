/** `npm start`: builds the desk and serves site, relay and inbox on one port of this machine. */
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { answerForeignHost } from './site/foreign-host.ts';
import { openLocalDesk } from './site/local-desk.ts';
import { orExit } from './site/or-exit.ts';
import { preparePreview, renderWelcome } from './site/preview.ts';
import { buildSite } from './site/site-builder.ts';
import { createStaticFiles } from './site/static-files.ts';
import { whenAsked } from './site/when-asked.ts';

const preview = await preparePreview();
const { records, state, reserved } = preview;
const folder = join(state, 'site');
// Before anything is built: a second start would replace the site of the first.
const local = await orExit(openLocalDesk(records, state));
await buildSite(preview, folder);

const files = createStaticFiles(folder, records.site);
reserved.answer(
  getRequestListener(
    async (request, bindings) =>
      answerForeignHost(request, records.site.url) ??
      (await local.fetch(request, bindings)) ??
      files(request),
  ),
);
process.stdout.write(renderWelcome(preview, process.env.POSTERN_CONTENT || 'content'));

whenAsked(async () => {
  reserved.server.closeAllConnections();
  reserved.server.close();
  await local.close();
});
