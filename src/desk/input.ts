/** What decides a build beside the files: environment variables, and the one clock. */
import { toDay } from './day.ts';

export interface Input {
  /** The desk's folder. */
  readonly folder: string;
  /** The last second of the UTC day that the site is built for; nothing else in a build knows the time. */
  readonly date: Date;
  /** Replaces `url` of the desk, or null. */
  readonly url: string | null;
  /** Folder with the throw-away keys of `npm start` and `npm run dev`, or null in a production build. */
  readonly preview: string | null;
  /** Folder with advisories under embargo, or null for `embargoed/` of the desk. */
  readonly embargoed: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the input from environment variables.
 * @param now used where `POSTERN_DATE` does not name the day
 * @throws Error in one sentence for a value that cannot be meant
 */
export function parseInput(env: Environment, now: Date): Input {
  const day = env.POSTERN_DATE || toDay(now);
  const date = new Date(`${day}T23:59:59Z`);
  // JavaScript reads 30 February as 2 March.
  if (Number.isNaN(date.getTime()) || toDay(date) !== day) {
    throw new Error(
      `POSTERN_DATE is "${day}". Write a UTC day as YYYY-MM-DD, or leave it out for today.`,
    );
  }
  const url = env.POSTERN_URL || null;
  if (url !== null && (!/^https?:\/\//.test(url) || !URL.canParse(url))) {
    throw new Error(
      `POSTERN_URL is "${url}". Write the whole address of the site, such as https://security.project.org.`,
    );
  }
  return {
    folder: env.POSTERN_CONTENT || 'content',
    date,
    url,
    preview: env.POSTERN_PREVIEW || null,
    embargoed: env.POSTERN_EMBARGOED || null,
  };
}
