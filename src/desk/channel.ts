/** The ways to report, in the words a reporter decides by: where, who can read it, whether an account is needed. */
import { codeHostChannel, formChannel, mailChannel } from '#words/channels';
import type { Desk } from './desk.ts';
import { toSentence } from './sentence.ts';

export interface ChannelView {
  readonly kind: 'code-host' | 'form' | 'mail';
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
  return desk.channels.map((channel) => {
    if (channel.kind === 'code-host') return toCodeHost(desk.repository);
    return channel.kind === 'form' ? form : toMail(channel);
  });
}

/** Whether a reporter can do without an account somewhere: by the form or by mail. */
export function needsNoAccount({ channels }: Pick<Desk, 'channels'>): boolean {
  return channels.some((it) => it.kind !== 'code-host');
}

/** Whether the desk takes reports by the form of its own site. */
export function hasForm({ channels }: Pick<Desk, 'channels'>): boolean {
  return channels.some((it) => it.kind === 'form');
}

const form: ChannelView = { kind: 'form', href: '/report/', own: false, ...formChannel };

function toMail({
  address,
  where,
}: {
  address?: string | undefined;
  where?: string | undefined;
}): ChannelView {
  return {
    ...mailChannel,
    kind: 'mail',
    href: address === undefined ? null : `mailto:${address}`,
    own: address === undefined,
    how: address === undefined ? toSentence(where ?? '') : mailChannel.how(address),
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
