/** The clock is an input: what a desk says 60, 30, 7 and 0 days before a key dies, and before security.txt does. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { generateKey } from 'openpgp';
import { hasErrors } from '../../../src/desk/finding.ts';
import { readDesk } from '../../../src/read.ts';
import { type CommandFolder, makeCommandFolder } from '../../helpers/run-command.ts';

const dayMs = 86_400_000;

/** @param seconds until the key expires; 0 for never */
async function makeDesk(made: string, seconds: number, reviewed: string): Promise<CommandFolder> {
  const { publicKey } = await generateKey({
    userIDs: [{ name: 'Ann Test', email: 'ann@key.test' }],
    date: new Date(made),
    keyExpirationTime: seconds,
    format: 'armored',
  });
  return makeCommandFolder({
    'desk.yaml': `name: Acme\nsummary: Acme makes tools.\nurl: https://security.acme.example\nreviewed: ${reviewed}\nchannels:\n  - kind: form\n`,
    'keys/ann.asc': publicKey,
  });
}

/** The UTC day that many days before another. */
function dayBefore(end: string, days: number): string {
  return new Date(Date.parse(`${end.slice(0, 10)}T00:00:00Z`) - days * dayMs)
    .toISOString()
    .slice(0, 10);
}

async function findAt(desk: CommandFolder, day: string, rules: RegExp) {
  const { findings } = await readDesk({
    folder: join(desk.path, 'content'),
    date: new Date(`${day}T23:59:59Z`),
    url: null,
    preview: null,
    embargoed: null,
  });
  const said = findings
    .filter((it) => rules.test(it.rule))
    .map(({ level, found, wanted }) => `${level}: ${found}. ${wanted.split(',')[0]}`);
  // What a production build asks before it begins.
  return { said, stops: hasErrors(findings) };
}

// gpg ends a key at noon of a day that it is given, or at the second of the day at which it was made.
for (const end of ['2026-10-28T00:00:00Z', '2026-10-28T12:00:00Z', '2026-10-28T23:59:58Z']) {
  test(`a desk whose one key expires on ${end} warns 60, 30 and 7 days before, each time with more weight, and stops on the day`, async () => {
    const made = '2026-01-01T00:00:00Z';
    const seconds = (Date.parse(end) - Date.parse(made)) / 1000;
    using desk = await makeDesk(made, seconds, '2026-07-01');
    const key = (days: number) => findAt(desk, dayBefore(end, days), /^key-/);
    assert.deepEqual(await key(61), { said: [], stops: false });
    for (const [days, act] of [
      [60, 'Soon'],
      [30, 'In the coming days'],
      [7, 'Today'],
    ] as const) {
      const found = `the certificate of Ann Test, which expires in ${days} days, on 2026-10-28`;
      assert.deepEqual(await key(days), { said: [`warning: ${found}. ${act}`], stops: false });
    }
    const { said, stops } = await key(0);
    assert.equal(stops, true);
    assert.match(said.join('\n'), /^warning: the certificate of Ann Test, which expired on/m);
    assert.match(said.join('\n'), /^error: no certificate that reports could be encrypted to/m);
  });
}

test('a desk warns 60, 30 and 7 days before security.txt expires, each time with more weight, and stops on the day', async () => {
  using desk = await makeDesk('2026-01-01T00:00:00Z', 0, '2026-01-01');
  const end = '2026-12-31';
  const file = (days: number) => findAt(desk, dayBefore(end, days), /^security-txt-/);
  assert.deepEqual(await file(61), { said: [], stops: false });
  for (const [days, act] of [
    [60, 'Soon'],
    [30, 'In the coming days'],
    [7, 'Today'],
  ] as const) {
    const found = `a security.txt that expires in ${days} days, on ${end}`;
    assert.deepEqual(await file(days), { said: [`warning: ${found}. ${act}`], stops: false });
  }
  assert.deepEqual(await file(0), {
    said: [`error: a security.txt that expired on ${end}. Today`],
    stops: true,
  });
});
