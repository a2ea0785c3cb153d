/** Every page and state that `npm run screens` draws, and which desk shows it. */
import type { Page } from 'playwright';
import { toJpeg } from '../unit/report/telling-picture.ts';
import type { ScreenDesk } from './screen-desks.ts';
import { hardViews } from './screen-hard-views.ts';

export interface ScreenView {
  readonly name: string;
  readonly desk: ScreenDesk;
  readonly path: string;
  /** Brings the page into its state; the picture is taken when it resolves. */
  readonly prepare?: (page: Page) => Promise<void>;
  /** What a reader has set beside the colour scheme. */
  readonly media?: Omit<NonNullable<Parameters<Page['emulateMedia']>[0]>, 'colorScheme'>;
  /** Where it is not drawn as every other page is: widths and height of the window, and schemes. */
  readonly widths?: readonly number[];
  readonly height?: number;
  readonly schemes?: readonly ('light' | 'dark')[];
}

type Prepare = NonNullable<ScreenView['prepare']>;

const heading = (name: RegExp | string) => (page: Page) =>
  page.getByRole('heading', { name }).waitFor();
const press = (name: string) => (page: Page) => page.getByRole('button', { name }).click();
const send = press('Encrypt and send');
const sample = async (page: Page) => {
  await press('Fill in a sample')(page);
  // The sample is code of its own, which has to arrive first.
  await page.getByRole('button', { name: 'Remove evil.lantern' }).waitFor();
};
const steps =
  (...all: Prepare[]): Prepare =>
  async (page) => {
    for (const step of all) await step(page);
  };

const readingViews: readonly ScreenView[] = [
  ...(
    [
      ['front', '/'],
      ['policy', '/policy/'],
      ['advisories', '/advisories/'],
      ['advisories-medium', '/advisories/by/severity/medium/'],
      ['advisory', '/advisories/EXAMPLE-2026-0001/'],
      ['advisory-withdrawn', '/advisories/EXAMPLE-2025-0003/'],
      ['advisory-second', '/advisories/EXAMPLE-2026-0002/'],
      ['subscribe', '/advisories/subscribe/'],
      ['check', '/check/'],
      ['releases', '/releases/'],
      ['release', '/releases/lantern/0.9.2/'],
      ['hall-of-fame', '/hall-of-fame/'],
      ['keys', '/keys/'],
      ['guides', '/guides/'],
      ['guide', '/guides/first-desk/'],
      ['guide-with-tables', '/guides/content-fields/'],
      ['search', '/search/'],
      ['not-found', '/no-such-page/'],
    ] as const
  ).map(([name, path]) => ({ name, path, desk: 'demonstration' as const })),
  {
    name: 'check-answer',
    desk: 'demonstration',
    path: '/check/#product=lantern&version=2.3.0',
    prepare: heading(/is affected/),
  },
  {
    name: 'policy-record',
    desk: 'demonstration',
    path: '/policy/#record',
    prepare: async (page) => {
      for (const summary of await page.locator('main details:not([open]) > summary').all()) {
        await summary.click();
      }
    },
  },
  {
    name: 'search-results',
    desk: 'demonstration',
    path: '/search/#q=symbolic+link',
    prepare: (page) => page.locator('mark').first().waitFor(),
  },
  {
    name: 'search-none',
    desk: 'demonstration',
    path: '/search/#q=qqqxyzzy',
    prepare: (page) => page.getByText(/^Nothing found/).waitFor(),
  },
];

const reportViews: readonly ScreenView[] = (
  [
    ['report', undefined],
    ['report-faults', send],
    ['report-sample', sample],
    [
      'report-details',
      async (page) => {
        for (const summary of await page.locator('.details summary').all()) await summary.click();
        await page.getByRole('button', { name: 'Work it out with questions' }).click();
        await page.getByText(/^0 of 11 questions/).waitFor();
      },
    ],
    [
      'report-files',
      async (page) => {
        await page.getByLabel('Files').setInputFiles([
          { name: 'screen.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(toJpeg(6)) },
          { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
          { name: 'notes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') },
          {
            name: `a-name-of-many-letters-${'and-more-'.repeat(8)}.bin`,
            mimeType: '',
            buffer: Buffer.from('x'),
          },
        ]);
        await page
          .getByText(/^SHA-256 /)
          .nth(3)
          .waitFor();
        await page.getByText('This picture tells').waitFor();
      },
    ],
    ['report-preview', steps(sample, press('Preview'), heading('This is what will be sent'))],
    [
      'report-draft',
      steps(press('Keep an encrypted draft on this device'), (page) =>
        page.getByText(/^A draft is kept on this device/).waitFor(),
      ),
    ],
    [
      'report-encrypting',
      async (page) => {
        // What encrypts never comes, so that this lasts.
        await page.context().route(/seal\.worker/, () => undefined);
        await sample(page);
        await send(page);
        await page.getByText(/^(Preparing|Encrypting) on this device/).waitFor();
      },
    ],
    [
      'report-sending',
      async (page) => {
        await page.route('**/v1/reports', () => undefined);
        const asked = page.waitForRequest('**/v1/reports');
        await sample(page);
        await send(page);
        await asked;
        await page.getByRole('button', { name: 'Stop' }).waitFor();
      },
    ],
    ['report-received', steps(sample, send, heading('Your report was received'))],
    [
      'report-failed',
      async (page) => {
        await page.route('**/v1/reports', (route) => route.abort());
        await sample(page);
        await send(page);
        await heading('Nobody has confirmed your report yet')(page);
      },
    ],
    [
      'report-receipt-check',
      async (page) => {
        await page.getByRole('heading', { name: 'Check a receipt' }).click();
        await page.getByLabel('Paste the receipt that you saved').fill('{}');
        await page.locator('#receipt-said:not(:empty)').waitFor();
      },
    ],
    [
      'report-by-hand',
      async (page) => {
        for (const summary of await page.locator('main details:not([open]) > summary').all()) {
          if (await summary.isVisible()) await summary.click();
        }
      },
    ],
  ] as const satisfies readonly (readonly [string, Prepare | undefined])[]
).map(([name, prepare]) => ({
  name,
  desk: 'demonstration',
  path: '/report/',
  ...(prepare === undefined ? {} : { prepare }),
}));

const otherViews: readonly ScreenView[] = [
  {
    name: 'report-known-issues',
    desk: 'demonstration',
    path: '/report/#product=lantern&version=2.3.0',
    prepare: steps(press('Is it known already?'), (page) =>
      page.getByText(/Lantern 2\.3\.0\./).waitFor(),
    ),
  },
  { name: 'inbox', desk: 'demonstration', path: '/_inbox/' },
  {
    name: 'inbox-mail',
    desk: 'demonstration',
    path: '/report/',
    prepare: async (page) => {
      await steps(sample, send, heading('Your report was received'))(page);
      await page.goto(new URL('/_inbox/', page.url()).href);
      await page.getByRole('main').getByRole('link').first().click();
      await heading('What travelled')(page);
    },
  },
  ...pagesOf('two-teams', ['/', '/policy/', '/keys/', '/report/']),
  {
    name: 'two-teams-report-of-one',
    desk: 'two-teams',
    path: '/report/',
    prepare: async (page) => {
      await page.getByLabel('What is the report about?').selectOption({ index: 1 });
    },
  },
  ...pagesOf('best-effort', ['/', '/policy/', '/report/', '/advisories/', '/hall-of-fame/']),
  ...pagesOf('away', ['/', '/policy/', '/report/', '/keys/']),
  {
    name: 'away-report-saved',
    desk: 'away',
    path: '/report/',
    prepare: async (page) => {
      await page.getByLabel('What is the report about?').selectOption({ index: 1 });
      await page.getByLabel('Summary').fill('A shape file runs code');
      await page.getByLabel('Your report').fill('Open it.');
      await page.getByRole('button', { name: 'Encrypt', exact: true }).click();
      await heading('Your report is encrypted. Now hand it over')(page);
    },
  },
  ...pagesOf('empty', [
    '/',
    '/policy/',
    '/report/',
    '/keys/',
    '/advisories/',
    '/hall-of-fame/',
    '/check/',
    '/releases/',
    '/guides/',
    '/search/',
    '/advisories/subscribe/',
  ]),
  ...pagesOf('large', ['/', '/advisories/', '/advisories/page/3/', '/advisories/GEN-2023-0001/']),
  ...pagesOf('large', ['/releases/', '/releases/anvil/3.0.0/']),
  {
    name: 'large-search-results',
    desk: 'large',
    path: '/search/#q=freed+block&severity=high',
    prepare: (page) => page.locator('mark').first().waitFor(),
  },
];

export const screenViews: readonly ScreenView[] = [
  ...readingViews,
  ...reportViews,
  ...otherViews,
  ...hardViews,
];

function pagesOf(desk: ScreenDesk, paths: readonly string[]): ScreenView[] {
  return paths.map((path) => {
    const name = path.split('/').filter(Boolean).join('-').toLowerCase() || 'front';
    return { name: `${desk}-${name}`, desk, path };
  });
}
