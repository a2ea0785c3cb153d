/** Writes what is made from the relay's settings and from its list of faults: `node tests/relay/write-settings-text.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { renderEnvExample, renderSettingsTable } from '../../src/relay/settings-text.ts';
import { renderFaultTable } from './faults.ts';

const root = resolve(import.meta.dirname, '../..');
const guide = join(root, 'src/relay/README.md');

function put(text: string, name: string, table: string): string {
  const marks = new RegExp(`(?<=<!-- ${name}: .+ -->\\n)|(?=<!-- end of ${name} -->\\n)`);
  const [head = '', , tail = ''] = text.split(marks);
  return head + table + tail;
}

const settings = put(readFileSync(guide, 'utf8'), 'settings', renderSettingsTable());
writeFileSync(guide, put(settings, 'faults', renderFaultTable()));
writeFileSync(join(root, '.env.example'), renderEnvExample());
