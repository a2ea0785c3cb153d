/** The guide with the settings of the relay is made from the table that the relay reads them by. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { renderSettingsGuide, settingsGuideFile } from './own-settings-guide.ts';

test('the guide of settings is made from their table; npm run golden writes it again', () => {
  assert.equal(readFileSync(settingsGuideFile, 'utf8'), renderSettingsGuide());
});
