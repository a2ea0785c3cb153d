/** `npm run desk -- init`: the first desk, from answers, from flags, or from a policy that a project has. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { toDay } from '../desk/day.ts';
import type { Input } from '../desk/input.ts';
import { toVisibleLine } from '../desk/visible.ts';
import { keyHistoryFile } from '../read/keys.ts';
import type { Command, Io } from './command/command.ts';
import { parseCommandInput } from './command/command-desk.ts';
import { CommandError, UsageError } from './command/command-error.ts';
import { createCommand, type ParsedArgs } from './command/create-command.ts';
import { type Flags, parseFlags } from './init/answers.ts';
import { askAnswers, assumeAnswers, type Known } from './init/complete-answers.ts';
import { toDeskFiles } from './init/desk-files.ts';
import { toState } from './init/desk-state.ts';
import { type ObtainedKey, obtainKey } from './init/obtain-key.ts';
import { confirmFacts } from './init/policy/confirm-facts.ts';
import type { Fact } from './init/policy/found-fact.ts';
import { type ReadPolicy, readPolicy } from './init/policy/read-policy.ts';
import { renderPolicyReport } from './init/policy/render-policy-report.ts';
import { renderChanges, renderDone, renderSetUp } from './init/render-done.ts';
import { settleKey } from './init/settle-key.ts';
import { writeDesk } from './init/write-desk.ts';
import { renderHistory } from './key/history-file.ts';

const help = `Usage: npm run desk -- init [--from SECURITY.md] [options]

Makes the desk your own: asks what it needs, writes content/ (or the folder that POSTERN_CONTENT names) and SECURITY.md
beside it, and takes the demonstration away. Guides for reporters stay. Everything is checked before anything is
replaced, and a run that is interrupted leaves all as it was. A desk that is set up already is not changed.

  --from FILE          take over a policy: its headings and prose become the policy, versions, ways to report, times and
                       scope become facts, each shown with the sentence that says it
  --yes                ask nothing: flags say everything, and facts of --from are taken as they were understood
  --name NAME          the project, as people write it
  --summary TEXT       what it is, in one sentence
  --url URL            where the site will be; it may have a path
  --repository URL     its repository
  --contact ADDRESS    a mail address to write to
  --ids PREFIX         what advisory ids begin with (default: the name in capitals)
  --versions LINES     release lines that get security fixes, such as 2.x,1.x, the newest first
  --best-effort        no version is supported for certain
  --answer-hours N     within how many hours a person answers
  --language TAG       language of your texts (default: en)
  --key FILE           a public key that reports are encrypted to
  --gpg-key WHO        the same from your gpg: a fingerprint or an address
  --new-key NAME       a new one, made by your gpg for --contact; gpg asks for its passphrase
  --no-key             none yet: there is no form then
  --gpg PATH           another gpg than the one on PATH
  --relay URL          the relay that mails reports on, with
  --receipt-key KEY    its public receipt key; may be repeated
  --no-relay           none: the form ends with an encrypted file to hand over
  --force              replace the policy, desk.yaml and SECURITY.md of a desk that is set up already
  --dry-run            say what would be written, and write nothing
  --help               print this

Exit code: 0 written, 1 not written, 2 wrong usage.
`;

const options = {
  from: { type: 'string' },
  name: { type: 'string' },
  summary: { type: 'string' },
  url: { type: 'string' },
  repository: { type: 'string' },
  contact: { type: 'string' },
  ids: { type: 'string' },
  versions: { type: 'string' },
  'answer-hours': { type: 'string' },
  language: { type: 'string' },
  key: { type: 'string' },
  'gpg-key': { type: 'string' },
  'new-key': { type: 'string' },
  relay: { type: 'string' },
  'receipt-key': { type: 'string', multiple: true },
  gpg: { type: 'string', default: 'gpg' },
  yes: { type: 'boolean' },
  'best-effort': { type: 'boolean' },
  'no-key': { type: 'boolean' },
  'no-relay': { type: 'boolean' },
  force: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
} as const;

/** A policy is a page or two. */
const maxPolicyBytes = 1024 * 1024;

async function initDesk({ values: usage }: ParsedArgs<typeof options>, io: Io): Promise<number> {
  const flags: Flags = usage;
  const given = parseFlags(flags);
  const input = parseCommandInput(io);
  const state = await toState(input, usage.force === true);
  const prompts = usage.yes === true ? null : io.prompts;
  if (usage.yes !== true) {
    if (state.kind === 'set-up')
      throw new CommandError(renderSetUp(state.name, input.folder, io.cwd));
    if (prompts === null) {
      throw new UsageError('there is no terminal to ask at. Give --yes, and the answers as flags.');
    }
  }
  const policy =
    usage.from === undefined ? null : readFrom(usage.from, given.repository ?? null, io);
  if (policy !== null) io.out(renderPolicyReport(policy));
  const facts = policy === null ? [] : await confirmFacts(policy.facts, prompts);
  const known: Known = {
    hasUrl: input.url !== null,
    hasVersions: facts.some((it) => it.field.startsWith('product.')),
    hasChannel: facts.some((it) => it.field === 'channels'),
    hasAnswerTime: facts.some((it) => it.field === 'promises.acknowledgeHours'),
    needsRepository: facts.some((it) => it.field === 'channels' && isPrivateAdvisory(it)),
    repository: policy?.repository ?? null,
  };
  const said =
    prompts === null ? assumeAnswers(given, known) : await askAnswers(prompts, given, known);
  const dry = usage['dry-run'] === true || state.kind === 'set-up';
  const { answers, key } = await settleKey(said, prompts, async (wish) =>
    // A run that writes nothing makes no key.
    dry && wish.kind === 'new' ? null : obtainKey(wish, said, usage.gpg, input.date, io),
  );
  const taken = policy === null ? null : { facts, ...policy.toFiles(facts, answers.repository) };
  const { files } = toDeskFiles(answers, taken, key !== null);
  if (key !== null) {
    for (const [file, text] of toKeyFiles(key, input)) files.set(file, text);
  }
  const from = usage.from === undefined ? null : resolve(io.cwd, usage.from);
  const written = await writeDesk({ input, files, state, from, dry, force: usage.force === true });
  if (state.kind === 'set-up') {
    throw new CommandError(
      `${renderSetUp(state.name, input.folder, io.cwd)}\n${renderChanges(written)}`,
    );
  }
  io.out(
    renderDone({
      written,
      key,
      answers,
      kept: taken?.kept ?? [],
      dry,
      folder: input.folder,
      cwd: io.cwd,
    }),
  );
  return 0;
}

function isPrivateAdvisory({ value }: Fact): boolean {
  return typeof value === 'object' && 'kind' in value && value.kind === 'code-host';
}

/** The certificate, and the beginning of the history that `desk key` goes on with. */
function toKeyFiles({ file, certificate }: ObtainedKey, input: Input): [string, string][] {
  const { owner, fingerprint, expires, armored } = certificate;
  const path = join(input.folder, keyHistoryFile);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : null;
  const history = renderHistory(before, {
    date: toDay(input.date),
    action: 'added',
    owner: toVisibleLine(owner).trim() || fingerprint,
    fingerprint,
    ...(expires === null ? {} : { until: expires.slice(0, 10) }),
  });
  return [
    [file, armored],
    [keyHistoryFile, history],
  ];
}

function readFrom(file: string, repository: string | null, io: Io): ReadPolicy {
  const path = resolve(io.cwd, file);
  let bytes: Buffer;
  try {
    if (statSync(path).size > maxPolicyBytes)
      throw new CommandError(
        `${file} is larger than 1 MiB, and no policy is. Give the path of your SECURITY.md.`,
      );
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${file} cannot be read. Give the path of your SECURITY.md.`);
  }
  let policy: string;
  try {
    policy = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CommandError(
      `${file} is not UTF-8 text. Save it as UTF-8, so that no letter is lost.`,
    );
  }
  if (policy.trim() === '')
    throw new CommandError(`${file} is empty. Leave out --from to begin with our policy.`);
  return readPolicy(policy, repository);
}

/** Begins a desk. */
export const init: Command = createCommand({
  name: 'init',
  summary: 'make the desk your own, also from a SECURITY.md that you have',
  help,
  options,
  optionsOnly: true,
  work: initDesk,
});
