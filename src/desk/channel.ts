/** The ways to report, in the words a reporter decides by: where, who can read it, whether an account is needed. */
import { codeHostChannel, formChannel, mailChannel, webChannel } from '#words/channels';
import type { Channel } from './contacts.ts';
import type { Desk } from './desk.ts';
import { toSentence } from './prose/sentence.ts';

export interface ChannelView {
  readonly kind: Channel['kind'];
  readonly title: string;
  /** Whole address, or path within the site, or null where there is nothing to follow. */
  readonly href: string | null;
  /** How to get there, in a phrase. */
  readonly how: string;
  /** Whether the desk wrote that phrase. */
  readonly own: boolean;
  readonly readers: string;
  readonly account: string;
}

/** The desk's channels, the preferred first. */
export function toChannels(desk: Pick<Desk, 'channels' | 'repository'>): ChannelView[] {
  return desk.channels.map((it) => toView(it, desk.repository));
}

/** Whether a reporter can do without an account somewhere, as by the form or by mail. */
export function needsNoAccount({ channels }: Pick<Desk, 'channels'>): boolean {
  return channels.some(
    (it) => it.kind !== 'code-host' && (it.kind !== 'web' || it.account === false),
  );
}

/** Whether the desk takes reports by the form of its own site. */
export function hasForm({ channels }: Pick<Desk, 'channels'>): boolean {
  return channels.some((it) => it.kind === 'form');
}

function toView(channel: Channel, repository: string | undefined): ChannelView {
  switch (channel.kind) {
    case 'code-host':
      return toCodeHost(repository);
    case 'form':
      return form;
    case 'mail':
      return toMail(channel);
    case 'web':
      return toWeb(channel);
  }
}

type Of<Kind extends Channel['kind']> = Extract<Channel, { readonly kind: Kind }>;

const form: ChannelView = { kind: 'form', href: '/report/', own: false, ...formChannel };

function toMail({ address, where }: Of<'mail'>): ChannelView {
  return {
    ...mailChannel,
    kind: 'mail',
    href: address === undefined ? null : `mailto:${address}`,
    own: address === undefined,
    how: address === undefined ? toSentence(where ?? '') : mailChannel.how(address),
  };
}

function toWeb({ label, url, account }: Of<'web'>): ChannelView {
  const { host, href } = new URL(url);
  const { mayNeedAccount, noAccount } = webChannel;
  return {
    kind: 'web',
    title: label,
    href,
    how: webChannel.how(host),
    own: false,
    readers: webChannel.readers(host),
    account: account === undefined ? mayNeedAccount : account ? webChannel.account : noAccount,
  };
}

function toCodeHost(repository: string | undefined): ChannelView {
  const host = repository === undefined ? null : new URL(repository).hostname;
  const name = host === 'github.com' ? 'GitHub' : (host ?? codeHostChannel.unnamed);
  return {
    kind: 'code-host',
    title: codeHostChannel.title(name),
    href: repository === undefined ? null : toAdvisoryForm(repository),
    how: codeHostChannel.how,
    own: false,
    readers: codeHostChannel.readers(name),
    account: codeHostChannel.account(name),
  };
}

/** Where a private report begins on the code hosts that have such a page; elsewhere the repository itself. */
function toAdvisoryForm(repository: string): string {
  const base = repository.replace(/(\.git)?\/*$/, '');
  return new URL(base).hostname === 'github.com' ? `${base}/security/advisories/new` : base;
}
