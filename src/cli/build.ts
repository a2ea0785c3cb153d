/** `npm run build`: the production site into dist/. */
import { resolve } from 'node:path';
import { hasForm } from '../desk/channel.ts';
import { readOrExit } from './site/read-or-exit.ts';
import { buildSite } from './site/site-builder.ts';

// A throw-away key must never reach a published site, whatever the environment says.
delete process.env.POSTERN_PREVIEW;

const reading = await readOrExit();
const folder = resolve(process.env.POSTERN_OUT || 'dist');
await buildSite(reading, folder);

const { site, desk, certificates } = reading.records;
const lines = [`Built ${site.url} into ${folder}.`];
if (hasForm(desk) && certificates.length === 0)
  lines.push('It has no key yet, so its form says that it cannot receive reports.');
const { origin, pathname } = new URL(site.url);
if (pathname !== '/') {
  const top = `${origin}/.well-known/security.txt`;
  lines.push(
    `The site lies under a path, so ${top} is not part of it. Where you can publish that file, let this write it: npm run desk -- export security.txt FILE --canonical ${top}`,
  );
}
process.stdout.write(`${lines.join('\n')}\n`);
