/** The statement of what is kept says what the settings say, and is a section that a desk takes. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkProse } from '../../src/desk/prose/prose.ts';
import { sectionSchema } from '../../src/desk/prose/section.ts';
import { parseRecord, parseSource } from '../../src/desk/source/source.ts';
import { renderPrivacy } from '../../src/relay/privacy-text.ts';
import { startRelayProcess } from './relay-process.ts';

const settings = { origin: 'https://relay.example', keepDays: 30, smtp: null, ratePerHour: 20 };

describe('npm run relay -- privacy', () => {
  it('prints a section that a desk takes as it is', async () => {
    const { code, stdout } = await startRelayProcess(
      {
        RELAY_ORIGIN: 'https://relay.example',
        RELAY_DESK: 'desk.json',
        RELAY_RECEIPT_KEY: 'key.pem',
        RELAY_MAILDIR: 'mail',
        RELAY_KEEP_DAYS: '7',
      },
      ['privacy'],
    ).ended;
    assert.equal(code, 0);
    const { value: source, findings } = parseSource('policy/privacy.mdx', stdout);
    assert.deepEqual(findings, []);
    assert.ok(source !== null);
    assert.deepEqual(parseRecord(source, sectionSchema).findings, []);
    assert.deepEqual(checkProse(source, []).findings, []);
    assert.match(stdout, /are kept for 7 days after that/);
  });

  it('follows the settings', () => {
    assert.match(renderPrivacy(settings, 105), /relay\.example, which hands them to a mailbox/);
    assert.match(renderPrivacy({ ...settings, keepDays: 1 }, 105), /kept for one day after/);
    assert.match(renderPrivacy({ ...settings, ratePerHour: 5 }, 105), /at most 5 reports an hour/);
  });
});
