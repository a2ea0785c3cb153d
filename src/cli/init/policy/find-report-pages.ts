/** Pages that take reports: those of platforms that are known, and forms that a policy names and links. */

/** Names by host; a host below one of these counts as well. */
const platforms: Readonly<Record<string, string>> = {
  'bugcrowd.com': 'Bugcrowd',
  'hackerone.com': 'HackerOne',
  'huntr.com': 'huntr',
  'huntr.dev': 'huntr',
  'immunefi.com': 'Immunefi',
  'intigriti.com': 'Intigriti',
  'patchstack.com': 'Patchstack',
  'tidelift.com': 'Tidelift',
  'yeswehack.com': 'YesWeHack',
};

const form =
  /\b(?:web|online|contact|reporting|report|disclosure|submission|vulnerability|security)[ -]form\b/i;

export interface ReportPage {
  readonly label: string;
  readonly url: string;
}

/** @param links addresses that a sentence leads to */
export function findReportPages(text: string, links: readonly string[]): ReportPage[] {
  const pages = links.filter((it) => it.startsWith('https://') && URL.canParse(it));
  const known = pages.flatMap((url) => {
    const label = toPlatform(new URL(url));
    return label === null ? [] : [{ label, url }];
  });
  if (known.length > 0 || !form.test(text)) return known;
  // A form on the code host is its private advisory.
  const others = pages.map((it) => new URL(it)).filter((it) => it.host !== 'github.com');
  const [only, ...more] = others;
  if (only === undefined || more.length > 0) return [];
  return [{ label: `The form at ${only.host}`, url: only.href }];
}

/** Null for the front page of a platform, where nothing can be reported. */
function toPlatform({ hostname, pathname }: URL): string | null {
  if (pathname === '/') return null;
  const found = Object.entries(platforms).find(
    ([host]) => hostname === host || hostname.endsWith(`.${host}`),
  );
  return found?.[1] ?? null;
}
