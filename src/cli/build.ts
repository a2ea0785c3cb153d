/** `npm run build`: the production site into dist/. */
import { resolve } from 'node:path';
import { readOrExit } from './site/read-or-exit.ts';
import { buildSite } from './site/site-builder.ts';

// A throw-away key must never reach a published site, whatever the environment says.
delete process.env.POSTERN_PREVIEW;

const reading = await readOrExit();
const folder = resolve(process.env.POSTERN_OUT || 'dist');
await buildSite(reading, folder);

const { site, certificates } = reading.records;
const lines = [`Built ${site.url} into ${folder}.`];
if (certificates.length === 0)
  lines.push('It has no key yet, so its form says that it cannot receive reports.');
if (new URL(site.url).pathname !== '/') {
  lines.push(
    `The site lies under a path, so ${new URL(site.url).origin}/.well-known/security.txt is not part of it. Copy security.txt there by hand.`,
  );
}
process.stdout.write(`${lines.join('\n')}\n`);
