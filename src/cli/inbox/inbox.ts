/**
 * The demonstration's inbox: shows each mail as it travelled beside what its maintainer reads. It decrypts for whoever
 * can reach it, so only the start server of a demonstration mounts it, and it answers this machine alone.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Decrypt } from '../open/decrypt.ts';
import { readMaildir } from '../open/maildir.ts';
import { toFileAnswer, toPageAnswer, toRedirect, toRefusal, toStyleAnswer } from './answer.ts';
import { renderList } from './list.ts';
import { renderMail } from './mail.ts';
import type { Frame } from './page.ts';
import { readInboxMail, readListed } from './read-mail.ts';

/** What the inbox is made of. */
export interface InboxParts extends Omit<Frame, 'base'> {
  readonly maildir: string;
  /** Opens what is encrypted to the throw-away key. */
  readonly decrypt: Decrypt;
  readonly now: () => Date;
  /** Path that the site is served under, with slashes at both ends; `/` when left out. */
  readonly base?: string;
}

const stylesheet = join(import.meta.dirname, '..', '..', 'styles', 'inbox.css');

/** More mails than this are not listed. */
const maxListed = 200;

/** @returns a handler that answers all under `<base>_inbox/`, and null for every other address */
export function createInbox(parts: InboxParts): (request: Request) => Promise<Response | null> {
  const inbox = { ...parts, base: parts.base ?? '/' };
  const root = `${inbox.base}_inbox`;
  return async (request) => {
    const { pathname, host } = new URL(request.url);
    if (pathname !== root && !pathname.startsWith(`${root}/`)) return null;
    // A page elsewhere can point a name of its own at 127.0.0.1 and read us as its own origin (DNS rebinding).
    if (!isLoopback(host) || !isLoopback(request.headers.get('host') ?? host)) {
      return toRefusal(421, 'The inbox answers at localhost only.');
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return toRefusal(405, 'The inbox is only read.', { Allow: 'GET, HEAD' });
    }
    if (pathname === root) return toRedirect(`${root}/`);
    const answer = await answerPath(inbox, pathname.slice(root.length + 1));
    return request.method === 'HEAD' ? new Response(null, answer) : answer;
  };
}

function isLoopback(host: string): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host);
}

type Inbox = InboxParts & Frame;

async function answerPath(inbox: Inbox, path: string): Promise<Response> {
  if (path === '') return answerList(inbox);
  if (path === 'inbox.css') {
    return toStyleAnswer(await readFile(stylesheet, 'utf8'));
  }
  const [, name = '', item = ''] = /^([^/]+)\/([^/]*)$/.exec(path) ?? [];
  return (await answerMail(inbox, name, item)) ?? toRefusal(404, 'There is no such mail or file.');
}

async function answerList(inbox: Inbox): Promise<Response> {
  const entries = await readMaildir(inbox.maildir);
  const mails = await Promise.all(entries.slice(0, maxListed).map(readListed));
  return toPageAnswer(renderList(inbox, mails, entries.length, inbox.now()));
}

async function answerMail(inbox: Inbox, name: string, item: string): Promise<Response | null> {
  // Names are compared with what the folder lists and never become a path.
  const entries = await readMaildir(inbox.maildir);
  const entry = entries.find((each) => encodeURIComponent(each.name) === name);
  const mail = entry === undefined ? null : await readInboxMail(entry, inbox.decrypt);
  if (mail === null) return null;
  if (item === '') return toPageAnswer(renderMail(inbox, mail));
  if (item === 'mail.eml') return toFileAnswer(`${mail.entry.name}.eml`, mail.raw);
  const file = 'report' in mail.opening ? mail.opening.report.files[toIndex(item)] : undefined;
  return file === undefined ? null : toFileAnswer(file.name, file.content);
}

/** Files are counted from 1 in addresses. */
function toIndex(item: string): number {
  return /^[1-9]\d{0,4}$/.test(item) ? Number(item) - 1 : -1;
}
