/** What a person reads when a desk is made: what was written, what stayed, and the next three steps. */
import { relative } from 'node:path';
import { renderFindings } from '../../desk/finding.ts';
import { toVisibleLine } from '../../desk/visible.ts';
import { renderFingerprint } from '../key/render-key.ts';
import type { Answers } from './answers.ts';
import type { ObtainedKey } from './obtain-key.ts';
import { shorten } from './policy/confirm-facts.ts';
import type { Written } from './write-desk.ts';

interface Done {
  readonly written: Written;
  readonly key: ObtainedKey | null;
  readonly answers: Answers;
  /** Sentences of a policy that stay as prose. */
  readonly kept: readonly { readonly title: string; readonly text: string }[];
  readonly dry: boolean;
  readonly folder: string;
  readonly cwd: string;
}

/** @returns a text that ends in a line feed */
export function renderDone({ written, key, answers, kept, dry, folder, cwd }: Done): string {
  const show = (path: string) => toShown(cwd, path);
  const { securityMd, findings } = written;
  const prose = kept.map(({ title, text }) => `  ${title}: ${shorten(text, 110)}`);
  const at = show(folder);
  const blocks = [
    ...(prose.length === 0
      ? []
      : [['These sentences stay as prose:', ...prose].map(toVisibleLine).join('\n')]),
    ...(findings.length === 0 ? [] : [renderFindings(findings)]),
    `${dry ? `${at}/ would change, and nothing was written:` : `${at}/ is your desk now:`}\n${renderChanges(written)}`,
    ...(written.changes.some(({ file, what }) => what === 'removed' && file.startsWith('guides/'))
      ? [
          'Guides for maintainers are no part of your site. They stay in the history of this repository, and at Postern’s own.',
        ]
      : []),
    securityMd.stays
      ? `${show(securityMd.path)} was not written by a desk, so it stays. --force replaces it.`
      : `${show(securityMd.path)} ${dry ? 'would be' : 'is'} written from it.`,
    ...(key === null
      ? []
      : [
          `Reports are encrypted to ${toVisibleLine(key.certificate.owner)}, ${renderFingerprint(key.certificate.fingerprint)}. Compare it with your own copy.`,
        ]),
    ...(dry
      ? []
      : [
          `Next:\n${toSteps(at, key, answers)
            .map((it, index) => `  ${index + 1} ${it}`)
            .join('\n')}`,
        ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Which files would be new, changed and removed; of each at most 30 by name. */
export function renderChanges({ changes }: Pick<Written, 'changes'>): string {
  const of = (what: string) => changes.filter((it) => it.what === what).map((it) => it.file);
  const lines = (['new', 'changed', 'removed'] as const).flatMap((what) => {
    const files = of(what);
    // Of a whole demonstration nobody wants to read every name.
    const named = files.length > 30 ? toFolders(files) : files;
    return files.length === 0 ? [] : [`  ${what.padEnd(8)} ${named.join(', ')}`];
  });
  return lines.length === 0 ? '  nothing would differ' : lines.join('\n');
}

/** Files side by side at the top are named, those in folders counted. */
function toFolders(files: readonly string[]): string[] {
  const byFolder = Map.groupBy(files, (it) => (it.includes('/') ? `${it.split('/')[0]}/` : it));
  return [...byFolder].map(([name, { length }]) =>
    name.endsWith('/') ? `${name} (${length} ${length === 1 ? 'file' : 'files'})` : name,
  );
}

/** Why a desk that is set up is left alone. */
export function renderSetUp(name: string, folder: string, cwd: string): string {
  const at = toShown(cwd, folder);
  return `${at}/ is the desk of ${name} already, so nothing was changed. Edit its files, or replace them with --force. With --yes and flags it says what would differ.`;
}

/** As a person would type it. */
function toShown(cwd: string, path: string): string {
  const short = relative(cwd, path).replaceAll('\\', '/');
  return short === '' || short.length > path.length ? path : short;
}

function toSteps(folder: string, key: ObtainedKey | null, answers: Answers): string[] {
  const env = folder === 'content' ? '' : `POSTERN_CONTENT=${folder} `;
  const publish =
    key === null
      ? `Add a key, so that the site can have a form: ${env}npm run desk -- key add FILE, and - kind: form among the channels of desk.yaml. Then ${env}npm run build`
      : answers.relay === null
        ? `Publish it: ${env}npm run build writes dist/. Without a relay the form ends with an encrypted file to hand over.`
        : `Publish it: ${env}npm run build writes dist/. Then send yourself a report through the form.`;
  return [
    `Read ${folder}/policy/, change what is not true of you, and write the day as reviewed into desk.yaml. ${env}npm run desk -- check finds faults.`,
    `Look at it: ${env}npm start`,
    publish,
  ];
}
