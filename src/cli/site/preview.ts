/** The setting of a preview, prepared alike for `npm start` and `npm run dev`: keys, address, records. */
import { resolve } from 'node:path';
import type { Embargoed } from '../../advisory/draft.ts';
import { hasForm } from '../../desk/channel.ts';
import type { Records } from '../../read.ts';
import { orExit } from './or-exit.ts';
import { writePreviewKeys } from './preview-keys.ts';
import { readOrExit } from './read-or-exit.ts';
import { type Reserved, reservePort } from './reserve-port.ts';

export interface Preview {
  readonly records: Records;
  readonly embargoed: readonly Embargoed[];
  /** Folder for everything that this machine makes: keys, site, mail. */
  readonly state: string;
  readonly reserved: Reserved;
  readonly wantedPort: number;
}

/** Makes keys, takes a port, and reads the desk for that address. Ends the process where the desk has errors. */
export async function preparePreview(): Promise<Preview> {
  const state = resolve(process.env.POSTERN_STATE || '.postern');
  const wantedPort = Number(process.env.PORT || 4321);
  if (!Number.isInteger(wantedPort) || wantedPort < 0 || wantedPort > 65_515) {
    process.stderr.write(
      `PORT is "${process.env.PORT}". Write a number from 0 to 65515, or leave it out for 4321.\n`,
    );
    process.exit(1);
  }
  await writePreviewKeys(state);
  const reserved = await orExit(reservePort(wantedPort));
  process.env.POSTERN_PREVIEW = state;
  process.env.POSTERN_URL = `http://localhost:${reserved.port}`;
  const { records, embargoed } = await readOrExit();
  return { records, embargoed, state, reserved, wantedPort };
}

/**
 * The lines that a newcomer reads first.
 * @param content the folder of the desk, as it was named
 */
export function renderWelcome({ records, reserved, wantedPort }: Preview, content: string): string {
  const { desk, site } = records;
  const moved =
    wantedPort !== 0 && wantedPort !== reserved.port
      ? `Port ${wantedPort} is in use, so this is the next free one.\n`
      : '';
  const env = content === 'content' ? '' : `POSTERN_CONTENT=${content} `;
  const name = desk.example ? `${desk.name} demonstration` : `${desk.name}, a preview`;
  const rows = [
    ...(hasForm(desk)
      ? [
          [
            'report something',
            `${site.url}/report/${desk.example ? '   (“fill in a sample” is one click)' : ''}`,
          ],
          [
            'read it as maintainer',
            `${desk.example ? `${site.url}/_inbox/   or: ` : ''}npm run desk -- open`,
          ],
        ]
      : []),
    ['change a file', `${content}/   (${env}npm run dev reloads)`],
    desk.example
      ? ['make it yours', 'npm run desk -- init']
      : ['find every fault', `${env}npm run desk -- check`],
  ];
  const steps = rows.map(
    ([what = '', how = ''], index) => `  ${index + 1} ${what.padEnd(24)}${how}`,
  );
  return `\n${moved}${name.padEnd(28)}${site.url}\n${steps.join('\n')}\n\nCtrl-C ends it.\n`;
}
