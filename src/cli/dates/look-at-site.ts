/** Asks the published site for the two files that others rely on, and compares them with the repository. */
import { toDaysLeft } from '../../desk/day.ts';
import type { SiteLook } from './warning.ts';

/** Sends one request. Rejects where there is no answer. */
export type Ask = (url: string) => Promise<{ readonly status: number; readonly text: string }>;

export interface LookParts {
  /** The site's address without a slash at its end. */
  readonly url: string;
  /** UTC day of the look. */
  readonly today: string;
  /** The files of the repository, by path within the site. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  readonly ask: Ask;
  /** Waits before the next of three attempts. */
  readonly wait: () => Promise<void>;
}

type Fault = SiteLook['faults'][number];

const attempts = 3;
const securityTxt = '/.well-known/security.txt';
const manifest = '/.well-known/postern/desk.json';

/** Never rejects. */
export async function lookAtSite(parts: LookParts): Promise<SiteLook> {
  const { today } = parts;
  const [txt, json] = [await askFor(parts, securityTxt), await askFor(parts, manifest)];
  const faults: Fault[] = [];
  const dates: SiteLook['dates'][number][] = [];
  for (const file of [txt, json]) if ('fault' in file) faults.push(file.fault);
  if ('text' in txt) {
    const expires = /^Expires:\s*(\d{4}-\d\d-\d\d)T\S+\s*$/im.exec(txt.text)?.[1];
    if (expires === undefined) faults.push(now(`${txt.url} has no line Expires`));
    else {
      dates.push({
        day: expires,
        kind: 'security-txt',
        subject: 'published security.txt',
        what: `The security.txt that is published expires (${txt.url})`,
        todo: 'Publish the site again; where the date stays, do first what is asked for the repository.',
        daysLeft: toDaysLeft(expires, today),
      });
    }
  }
  const differing = [txt, json].flatMap((file) => ('text' in file && file.differs ? file.url : []));
  if (differing.length > 0) {
    const what = `${differing.join(' and ')} ${differing.length === 1 ? 'is' : 'are'} not what this repository says today`;
    faults.push({ state: 'soon', text: `${what}. Publish the site again.` });
  }
  return { dates, faults };
}

type Answered = { readonly url: string } & (
  | { readonly text: string; readonly differs: boolean }
  | { readonly fault: Fault }
);

async function askFor(parts: LookParts, path: string): Promise<Answered> {
  const url = `${parts.url}${path}`;
  const answer = await tryThrice(parts, url);
  if (answer === null) return { url, fault: now(`${url} does not answer`) };
  if (answer.status !== 200) return { url, fault: now(`${url} answers ${answer.status}`) };
  const own = parts.files.get(path);
  const differs = toLasting(answer.text) !== toLasting(String(own ?? ''));
  return { url, text: answer.text, differs };
}

async function tryThrice({ ask, wait }: LookParts, url: string) {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask(url).catch(() => null);
    if (answer?.status === 200 || attempt === attempts) return answer;
    await wait();
  }
}

/** Without what follows from the day of a build where the desk names no review, and without the ends of lines. */
function toLasting(text: string): string {
  return text
    .split(/\r?\n/)
    .filter((line) => !/^(?:Expires:| {2}"expires":)/.test(line))
    .join('\n')
    .trim();
}

function now(what: string): Fault {
  return { state: 'now', text: `${what}. Look at the host, and publish the site again.` };
}
