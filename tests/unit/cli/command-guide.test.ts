/** The guide with every command is the commands' own help, and knows every variable that the source reads. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readSources } from '../../helpers/read-sources.ts';
import { commandGuideFile, renderCommandGuide } from './own-command-guide.ts';

test('the guide of commands is made from their help; npm run golden writes it again', () => {
  assert.equal(readFileSync(commandGuideFile, 'utf8'), renderCommandGuide());
});

test('the guide of commands has every variable that the source reads for people, and no other', () => {
  const read = [...readSources().values()].flatMap((text) =>
    [...text.matchAll(/\benv\.(POSTERN_[A-Z_]+|PORT)\b/g)].map(([, name]) => name),
  );
  // Set by npm start for the build that it runs itself.
  const inner = ['POSTERN_PREVIEW'];
  const told = [...renderCommandGuide().matchAll(/^\| `(POSTERN_[A-Z_]+|PORT)` \|/gm)].map(
    ([, name]) => name,
  );
  assert.deepEqual(
    told.toSorted(),
    [...new Set(read)].filter((name) => !inner.includes(name ?? '')).toSorted(),
  );
});
