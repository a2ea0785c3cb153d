/** Completes what flags and a policy left open: by asking, or with what is safe to assume where nobody is asked. */
import { UsageError } from '../command/command-error.ts';
import type { Prompts } from '../command/prompts.ts';
import { type Answers, checks, type Given, type KeyWish, toAddress, toLines } from './answers.ts';

/** What is known without asking. */
export interface Known {
  /** Whether the environment names the address of the site. */
  readonly hasUrl: boolean;
  /** Whether the policy names versions, or says that there are none. */
  readonly hasVersions: boolean;
  /** Whether the policy names an address or another way to report. */
  readonly hasChannel: boolean;
  readonly hasAnswerTime: boolean;
  /** Whether the policy sends people to a private advisory, which is at the repository. */
  readonly needsRepository: boolean;
  readonly repository: string | null;
}

/** @throws UsageError that names every flag without which no desk can be made */
export function assumeAnswers(given: Given, known: Known): Answers {
  const repository = given.repository ?? known.repository;
  const name = given.name ?? nameOf(known.repository);
  const missing: string[] = [];
  if (name === null) missing.push('--name NAME: the project, as people write it.');
  if (given.summary === undefined) missing.push('--summary TEXT: what it is, in one sentence.');
  if (given.url === undefined && !known.hasUrl) {
    missing.push('--url URL: where the site will be, or POSTERN_URL.');
  }
  if (repository === null && known.needsRepository) {
    missing.push('--repository URL: where the private advisory is that the policy speaks of.');
  }
  if (given.versions === undefined && !known.hasVersions) {
    missing.push('--versions LINES or --best-effort: what gets security fixes.');
  }
  const key = given.key ?? { kind: 'none' };
  const reachable = known.hasChannel || given.contact !== undefined || key.kind !== 'none';
  if (!reachable && !isOnGithub(repository)) {
    missing.push(
      '--contact ADDRESS, a key, or --repository on GitHub: one way to report at least.',
    );
  }
  missing.push(...missingForKey(key, given.contact ?? null));
  if (missing.length > 0 || name === null) {
    throw new UsageError(`these have no answer yet:\n${missing.map((it) => `  ${it}`).join('\n')}`);
  }
  return {
    name,
    summary: given.summary ?? '',
    repository,
    url: given.url ?? null,
    contact: given.contact ?? null,
    ids: given.ids ?? toPrefix(name),
    language: given.language ?? null,
    versions: given.versions,
    answerHours: given.answerHours ?? null,
    key,
    relay: given.relay ?? null,
  };
}

function missingForKey(key: KeyWish, contact: string | null): string[] {
  const wanted = key.kind === 'new' && contact === null;
  return wanted ? ['--contact ADDRESS: a new key carries it.'] : [];
}

/** Asks for everything that is not given and not known, one question after the other. @throws CommandError when the person ends it */
export async function askAnswers(prompts: Prompts, given: Given, known: Known): Promise<Answers> {
  const ask = (
    question: string,
    check: (text: string) => string | undefined,
    initial?: string | null,
  ) => prompts.text(question, { check, initial: initial ?? undefined });
  const orNothing = (check: (text: string) => string | undefined) => (text: string) =>
    text === '' ? undefined : check(text);
  const maybe = async (
    question: string,
    check: (text: string) => string | undefined,
    initial?: string | null,
  ) => (await ask(`${question} (empty: none)`, orNothing(check), initial)) || null;

  const name =
    given.name ?? (await ask('What is the project called?', checks.name, nameOf(known.repository)));
  const summary = given.summary ?? (await ask('What is it, in one sentence?', checks.summary));
  const repository =
    given.repository ??
    (known.needsRepository
      ? await ask('Where is its repository?', checks.repository, known.repository)
      : await maybe('Where is its repository?', checks.repository, known.repository));
  const url =
    given.url ??
    (known.hasUrl ? null : await ask('Where will this site be? It may have a path.', checks.url));
  const mail =
    given.contact ?? (await maybe('To which mail address can people write?', checks.contact));
  const ids =
    given.ids ?? (await ask('What shall advisory ids begin with?', checks.ids, toPrefix(name)));
  const versions =
    given.versions === undefined && !known.hasVersions
      ? await askVersions(prompts)
      : given.versions;
  const hours =
    given.answerHours ??
    (known.hasAnswerTime
      ? null
      : await maybe('Within how many hours does a person answer?', checks['answer-hours'], '72'));
  const contact = mail === null ? null : toAddress(mail);
  const key = given.key ?? (await askKey(prompts, contact));
  const relay =
    given.relay ?? (given.relay === null || key.kind === 'none' ? null : await askRelay(prompts));
  return assumeAnswers(
    {
      ...{ name, summary, ids, versions, key, relay, language: given.language },
      repository: repository ?? undefined,
      url: url ?? undefined,
      contact: contact ?? undefined,
      answerHours: hours === null ? undefined : Number(hours),
    },
    { ...known, repository: null },
  );
}

async function askVersions(prompts: Prompts): Promise<readonly string[] | null> {
  const what = await prompts.choose('Which versions get security fixes?', [
    { value: 'lines', label: 'Certain release lines', hint: 'such as 2.x and 1.x' },
    { value: 'best-effort', label: 'None for certain', hint: 'best effort, no versions yet' },
  ]);
  if (what === 'best-effort') return null;
  return toLines(
    await prompts.text('Which lines, the newest first?', {
      check: checks.versions,
      initial: '1.x',
    }),
  );
}

/** @param fault why the key that was named before cannot be taken; it is said with the question */
export async function askKey(
  prompts: Prompts,
  contact: string | null,
  fault?: string,
): Promise<KeyWish> {
  const question = 'Which OpenPGP key shall reports be encrypted to?';
  const kind = await prompts.choose(fault === undefined ? question : `${fault}\n${question}`, [
    { value: 'gpg', label: 'One that my gpg has' },
    { value: 'file', label: 'One in a file', hint: 'a public key, armored' },
    ...(contact === null
      ? []
      : ([{ value: 'new', label: 'A new one, made by gpg', hint: `for ${contact}` }] as const)),
    { value: 'none', label: 'None yet', hint: 'then there is no form' },
  ]);
  if (kind === 'none') return { kind };
  const questions = {
    gpg: 'Its fingerprint or address?',
    file: 'Where is the file?',
    new: 'Whose key is it? Write a name.',
  } as const;
  const check =
    kind === 'new'
      ? checks['new-key']
      : (text: string) => (text === '' ? 'Write an answer' : undefined);
  return {
    kind,
    of: await prompts.text(questions[kind], {
      check,
      initial: kind === 'gpg' ? (contact ?? undefined) : undefined,
    }),
  };
}

async function askRelay(prompts: Prompts): Promise<Answers['relay']> {
  const has = await prompts.confirm('Is there a relay already that mails reports on?', false);
  if (!has) return null;
  const url = await prompts.text('What is its address?', { check: checks.relay });
  const keys = await prompts.text('What is its public receipt key?', {
    check: checks['receipt-key'],
  });
  return { url, receiptKeys: keys.split(',') };
}

function nameOf(repository: string | null): string | null {
  return (
    repository
      ?.replace(/(?:\.git)?\/*$/, '')
      .split('/')
      .at(-1) || null
  );
}

/** Whether a private advisory can be offered as a way to report. */
export function isOnGithub(repository: string | null): boolean {
  return repository !== null && new URL(repository).hostname === 'github.com';
}

/** Capital letters and digits of a name, as ids take them. */
function toPrefix(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '');
  const prefix = plain.replace(/^\d+/, '');
  // The demonstration's own prefix would make every advisory a made-up one.
  return prefix === '' || prefix === 'EXAMPLE' ? 'SEC' : prefix;
}
