/** Writes what is made from the relay's settings: `node tests/relay/write-settings-text.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { renderEnvExample, renderSettingsTable } from '../../src/relay/settings-text.ts';

const root = resolve(import.meta.dirname, '../..');
const guide = join(root, 'src/relay/README.md');
const [head = '', , tail = ''] = readFileSync(guide, 'utf8').split(
  /(?<=<!-- settings: .+ -->\n)|(?=<!-- end of settings -->\n)/,
);
writeFileSync(guide, head + renderSettingsTable() + tail);
writeFileSync(join(root, '.env.example'), renderEnvExample());
