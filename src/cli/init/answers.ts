/** What a new desk is made of, from flags: every flag that cannot be meant is named at once. */
import { validRange } from 'semver';
import type { z } from 'zod';
import { promisesSchema } from '../../desk/contacts.ts';
import { deskSchema } from '../../desk/desk.ts';
import { httpsUrl, line, mailAddress } from '../../desk/source/fields.ts';
import { UsageError } from '../command/command-error.ts';

export type KeyWish =
  | { readonly kind: 'file' | 'gpg' | 'new'; readonly of: string }
  | { readonly kind: 'none' };

export interface Answers {
  readonly name: string;
  readonly summary: string;
  readonly repository: string | null;
  /** Null where the environment names the address. */
  readonly url: string | null;
  /** A mail address, or null. */
  readonly contact: string | null;
  readonly ids: string;
  readonly language: string | null;
  /** Lines that get fixes, newest first; null for best effort; undefined where a policy says it. */
  readonly versions: readonly string[] | null | undefined;
  readonly answerHours: number | null;
  readonly key: KeyWish;
  readonly relay: { readonly url: string; readonly receiptKeys: readonly string[] } | null;
}

/** An answer that was not given is undefined. */
export type Given = { readonly [K in keyof Answers]?: Answers[K] | undefined };

export interface Flags {
  readonly name?: string | undefined;
  readonly summary?: string | undefined;
  readonly repository?: string | undefined;
  readonly url?: string | undefined;
  readonly contact?: string | undefined;
  readonly ids?: string | undefined;
  readonly language?: string | undefined;
  readonly versions?: string | undefined;
  readonly 'best-effort'?: boolean | undefined;
  readonly 'answer-hours'?: string | undefined;
  readonly key?: string | undefined;
  readonly 'gpg-key'?: string | undefined;
  readonly 'new-key'?: string | undefined;
  readonly 'no-key'?: boolean | undefined;
  readonly relay?: string | undefined;
  readonly 'receipt-key'?: string[] | undefined;
  readonly 'no-relay'?: boolean | undefined;
}

const { shape } = deskSchema;

/** What is wrong with an answer, or undefined. The same for a flag and for a question. */
export const checks = {
  name: (text: string) => fault(line, text),
  summary: (text: string) => fault(line, text),
  repository: (text: string) => fault(httpsUrl, text),
  url: (text: string) => fault(shape.url, text),
  contact: (text: string) => fault(mailAddress, toAddress(text)),
  ids: (text: string) => fault(shape.ids, text),
  language: (text: string) => fault(shape.language, text),
  versions: (text: string) =>
    toLines(text).length > 0 && toLines(text).every((it) => validRange(it) !== null)
      ? undefined
      : 'Write release lines such as 2.x,1.x, the newest first',
  'answer-hours': (text: string) =>
    fault(promisesSchema.shape.acknowledgeHours, /^\d+$/.test(text) ? Number(text) : text),
  'new-key': (text: string) =>
    /[<>@]/.test(text)
      ? 'Write a name alone; the address is the one of --contact'
      : fault(line, text),
  relay: (text: string) => fault(httpsUrl, text),
  'receipt-key': (text: string) => fault(shape.relay.unwrap().shape.receiptKeys, text.split(',')),
} as const satisfies Record<string, (text: string) => string | undefined>;

function fault(schema: z.ZodType, value: unknown): string | undefined {
  return schema.safeParse(value).error?.issues[0]?.message;
}

/** @throws UsageError with every flag that cannot be meant */
export function parseFlags(flags: Flags): Given {
  const faults = Object.entries(checks).flatMap(([name, check]) => {
    const value = flags[name as keyof typeof checks];
    const text = Array.isArray(value) ? value.join(',') : value;
    const wanted = text === undefined ? undefined : check(text);
    return wanted === undefined ? [] : [`--${name} is ${JSON.stringify(text)}. ${wanted}.`];
  });
  const alone = (...names: (keyof Flags)[]) => {
    const given = names.filter((it) => flags[it] !== undefined && flags[it] !== false);
    if (given.length > 1) {
      faults.push(
        `${given.map((it) => `--${it}`).join(' and ')} are two answers to one question. Give one.`,
      );
    }
  };
  alone('versions', 'best-effort');
  alone('key', 'gpg-key', 'new-key', 'no-key');
  alone('relay', 'no-relay');
  if ((flags.relay === undefined) !== (flags['receipt-key'] === undefined)) {
    faults.push(
      '--relay and --receipt-key go together: the form checks receipts with the relay’s public key.',
    );
  }
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  const hours = flags['answer-hours'];
  return {
    name: flags.name,
    summary: flags.summary,
    repository: flags.repository,
    url: flags.url,
    contact: flags.contact === undefined ? undefined : toAddress(flags.contact),
    ids: flags.ids,
    language: flags.language,
    versions: flags['best-effort']
      ? null
      : flags.versions === undefined
        ? undefined
        : toLines(flags.versions),
    answerHours: hours === undefined ? undefined : Number(hours),
    key: toKeyWish(flags),
    relay: toRelay(flags),
  };
}

function toKeyWish(flags: Flags): KeyWish | undefined {
  if (flags.key !== undefined) return { kind: 'file', of: flags.key };
  if (flags['gpg-key'] !== undefined) return { kind: 'gpg', of: flags['gpg-key'] };
  if (flags['new-key'] !== undefined) return { kind: 'new', of: flags['new-key'] };
  return flags['no-key'] ? { kind: 'none' } : undefined;
}

function toRelay(flags: Flags): Answers['relay'] | undefined {
  const { relay: url, 'receipt-key': receiptKeys } = flags;
  if (url !== undefined && receiptKeys !== undefined) {
    return { url, receiptKeys: receiptKeys.flatMap((it) => it.split(',')) };
  }
  return flags['no-relay'] ? null : undefined;
}

/** A URI of mail is an address too. */
export function toAddress(text: string): string {
  return text.replace(/^mailto:/i, '');
}

/** Release lines as they are typed, `2.x, 1.x`. */
export function toLines(text: string): string[] {
  return text
    .split(',')
    .map((it) => it.trim())
    .filter((it) => it !== '');
}
