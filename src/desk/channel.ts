/** The ways to report, in the words a reporter decides by: where, who can read it, whether an account is needed. */
import type { Desk } from './desk.ts';
import { toSentence } from './sentence.ts';

export interface ChannelView {
  readonly kind: 'code-host' | 'form' | 'mail';
  readonly title: string;
  /** Whole address, or path within the site, or null where there is nothing to follow. */
  readonly href: string | null;
  /** How to get there, in a phrase. */
  readonly how: string;
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

const form: ChannelView = {
  kind: 'form',
  title: 'The encrypted form on this site',
  href: '/report/',
  how: 'Your browser encrypts the report before it leaves your device.',
  readers: 'Only the maintainers named on the form can read it',
  account: 'No account',
};

function toMail({
  address,
  where,
}: {
  address?: string | undefined;
  where?: string | undefined;
}): ChannelView {
  return {
    kind: 'mail',
    title: 'Mail',
    href: address === undefined ? null : `mailto:${address}`,
    how: address === undefined ? toSentence(where ?? '') : `Write to ${address}.`,
    readers:
      'The maintainers can read it, and unless you encrypt it, so can the mail servers on the way',
    account: 'No account, but your address is seen',
  };
}

function toCodeHost(repository: string | undefined): ChannelView {
  const host = repository === undefined ? null : new URL(repository).hostname;
  const name = host === 'github.com' ? 'GitHub' : (host ?? 'the code host');
  return {
    kind: 'code-host',
    title: `A private advisory on ${name}`,
    href: repository === undefined ? null : toAdvisoryForm(repository),
    how: 'In the repository: Security tab → Report a vulnerability.',
    readers: `The maintainers and ${name} itself can read it`,
    account: `An account on ${name} is needed`,
  };
}

/** Where a private report begins on the code hosts that have such a page; elsewhere the repository itself. */
function toAdvisoryForm(repository: string): string {
  const base = repository.replace(/(\.git)?\/*$/, '');
  return new URL(base).hostname === 'github.com' ? `${base}/security/advisories/new` : base;
}
