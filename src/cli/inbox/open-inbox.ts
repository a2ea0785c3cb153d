/** The inbox as the start server mounts it: with the throw-away key, and with the site's stylesheet as it is in source. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Records } from '../../read.ts';
import { createKeyDecrypt } from '../open/decrypt-key.ts';
import { toStyleAnswer } from './answer.ts';
import { createInbox } from './inbox.ts';

type Inbox = (request: Request) => Promise<Response | null>;

const styles = '/_inbox/styles/';

/** @param state folder with the keys and the mail */
export async function openInbox({ desk }: Records, state: string): Promise<Inbox> {
  const { decrypt, fingerprint } = await createKeyDecrypt({
    file: await readFile(join(state, 'keys', 'secret.asc')),
    label: 'the throw-away key',
    passphrase: async () => '',
  });
  const inbox = createInbox({
    siteName: `${desk.name} Security`,
    stylesheetHref: `${styles}index.css`,
    keyFingerprint: fingerprint,
    maildir: join(state, 'mail'),
    decrypt,
    now: () => new Date(),
  });
  return async (request) => (await answerStyle(request)) ?? inbox(request);
}

async function answerStyle(request: Request): Promise<Response | null> {
  const { pathname } = new URL(request.url);
  const [, name] = /^\/_inbox\/styles\/((?:[a-z-]+\/)?[a-z-]+\.css)$/.exec(pathname) ?? [];
  if (name === undefined) return null;
  const text = await readFile(new URL(`../../styles/${name}`, import.meta.url), 'utf8').catch(
    () => null,
  );
  return text === null ? null : toStyleAnswer(text);
}
