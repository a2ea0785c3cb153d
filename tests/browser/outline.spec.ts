/** Promises to whoever hears a page and does not see it: its parts and questions, in order, by role and name. */
import { expect, type Page, test } from 'playwright/test';

const before = ['banner', 'navigation "Main"', 'main'];
const after = [
  'contentinfo',
  'navigation "About this desk"',
  'h2 For people',
  'navigation "For machines"',
  'h2 For machines',
];

test('the front page says first how to report and who can read it, then what to expect and what is known', async ({
  page,
}) => {
  await page.goto('/');
  expect(await readOutline(page)).toEqual([
    ...before,
    'h1 Found a security problem in Postern?',
    'h2 Who can read a report',
    'h2 What you may expect',
    'h2 Ways to report',
    'h2 Supported versions',
    'h2 Latest advisories',
    ...after,
  ]);
});

test('the report page names its readers before it asks, and other ways after', async ({ page }) => {
  await page.goto('/report/');
  expect(await readOutline(page)).toEqual([
    ...before,
    'h1 Report a vulnerability',
    'h2 Ways to report, the preferred first',
    'complementary "Who can read it"',
    'h2 Who can read it',
    'h2 What a maintainer still needs',
    'h2 Encrypt it by hand',
    'h2 Check a receipt',
    ...after,
  ]);
});

test('the contents of the policy are its headings, in their order', async ({ page }) => {
  await page.goto('/policy/');
  const contents = page.getByRole('navigation', { name: 'On this page' }).getByRole('link');
  const headings = (await contents.allTextContents()).map((text) => `h2 ${text}`);
  expect(headings.length).toBeGreaterThan(5);
  expect(await readOutline(page)).toEqual([
    ...before,
    'h1 Security policy',
    'navigation "On this page"',
    ...headings,
    ...after,
  ]);
});

test('the form is heard as a few questions, each with its name, and one way to send', async ({
  page,
}) => {
  await page.goto('/report/');
  await expect(page.getByRole('group', { name: 'Report', exact: true })).toMatchAriaSnapshot(`
    - group "Report":
      - combobox "What is the report about?"
      - combobox "Which version? optional"
      - paragraph:
        - button "Is it known already?"
      - status
      - textbox "Summary"
      - textbox "Your report"
      - paragraph:
        - button "Insert a template"
      - group: Add details
      - button "Files optional"
      - textbox "Where can we answer you? optional"
      - group "When this is published, how may we thank you?":
        - radio "Do not name me" [checked]
        - radio "With my name"
        - radio "With a handle"
      - region "What a maintainer still needs":
        - list
        - status
      - paragraph:
        - button "Encrypt and send"
        - button "Preview"
  `);
});

test('the list of advisories has a heading for each way to narrow it and for each year', async ({
  page,
}) => {
  await page.goto('/advisories/');
  expect(await readOutline(page)).toEqual([
    ...before,
    'h1 Advisories',
    'navigation "Narrow the list"',
    'h2 Severity',
    'h2 Year',
    'h2 State',
    'h2 2026',
    'h2 2025',
    'h2 Subscribe',
    ...after,
  ]);
});

test('an advisory answers three questions before its text, and its facts come after', async ({
  page,
}) => {
  await page.goto('/advisories/EXAMPLE-2026-0001/');
  expect(await readOutline(page)).toEqual([
    ...before,
    'h1 A template archive can write outside the project folder',
    'h2 Am I affected?',
    'h2 Which version is safe?',
    'h2 What should I do now?',
    'h2 Impact',
    'h2 Details',
    'h2 Workaround',
    'h2 Facts',
    'h2 Timeline',
    'h2 Revisions',
    'h2 For machines',
    'navigation "Other advisories"',
    ...after,
  ]);
});

test('the list of advisories is heard as ways to narrow it, then years of articles that say how grave first', async ({
  page,
}) => {
  await page.goto('/advisories/');
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - /children: equal
      - heading "Advisories" [level=1]
      - paragraph
      - paragraph:
        - link "Check your version"
        - link "All releases at a glance"
      - navigation "Narrow the list":
        - /children: equal
        - list:
          - listitem:
            - link "All 6"
        - heading "Severity" [level=2]
        - list:
          - listitem:
            - link "Critical 1"
          - listitem:
            - link "High 1"
          - listitem:
            - link "Medium 3"
          - listitem:
            - link "Low 1"
        - heading "Year" [level=2]
        - list:
          - listitem:
            - link "2026 3"
          - listitem:
            - link "2025 3"
        - heading "State" [level=2]
        - list:
          - listitem:
            - link "Standing 5"
          - listitem:
            - link "Withdrawn 1"
      - region "2026":
        - /children: equal
        - heading "2026" [level=2]
        - list:
          - /children: equal
          - listitem:
            - article:
              - /children: equal
              - paragraph: Medium 5.9
              - heading "The lock file does not pin templates that a template includes" [level=3]:
                - link "The lock file does not pin templates that a template includes"
              - paragraph: "Lantern: affected from 2.3.0 before 2.4.1."
              - paragraph:
                - text: EXAMPLE-2026-0003
                - time: 2026-11-04
          - listitem:
            - article:
              - paragraph: Critical 9.6
              - heading "Looking at a template runs its commands" [level=3]
          - listitem:
            - article:
              - paragraph: High 8.1
              - heading "A template archive can write outside the project folder" [level=3]
      - region "2025":
        - heading "2025" [level=2]
        - list:
          - listitem:
            - article:
              - paragraph: Medium 5.5
              - heading "Deeply nested tables in lantern.toml use up memory" [level=3]
              - paragraph: No version is affected.
              - paragraph:
                - text: EXAMPLE-2025-0003
                - time: 2025-11-05
                - text: withdrawn
      - region "Subscribe":
        - heading "Subscribe" [level=2]
        - paragraph
        - list:
          - listitem:
            - link "RSS"
          - listitem:
            - link "Atom"
          - listitem:
            - link "JSON Feed"
        - paragraph:
          - link
  `);
});

/** Landmarks, and headings of the first two levels, in the order in which they are heard. What a demonstration adds is left out. */
async function readOutline(page: Page): Promise<string[]> {
  const snapshot = await page.locator('body').ariaSnapshot();
  return snapshot.split('\n').flatMap((line) => {
    const [heading, name, level] = /^ *- heading "(.*)" \[level=([12])\]/.exec(line) ?? [];
    if (heading !== undefined) return [`h${level} ${name}`];
    const landmark =
      /^ *- ((?:banner|main|contentinfo|navigation|complementary)(?: "[^"]*")?):$/.exec(line)?.[1];
    return landmark === undefined || landmark.endsWith('"About this site"') ? [] : [landmark];
  });
}
