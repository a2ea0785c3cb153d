/** The page around the questions of the report form: headings, buttons, and what is said before anything was typed. */
import type { NeedId } from '../../report/needs.ts';

/** Who can read a report. */
export const readers = {
  heading: 'Who can read it',
  here: 'What you write is encrypted in this browser before it leaves your device.',
  relay: 'The relay that passes it on cannot read it.',
  holders: 'Only the holders of these keys can:',
  holdersDiffer:
    'Only the holders of these keys can, and which of them depends on what the report is about:',
} as const;

export const form = {
  notYet: 'This form cannot receive a report yet',
  notYetWhy:
    'Too few keys are published here that a report could be encrypted to. Please report in another way.',
  needsScript: <T>(byHand: (text: string) => T) =>
    [
      'This form encrypts in your browser, and needs script for that. Without script you can ',
      byHand('encrypt the report by hand'),
      '.',
    ] as const,
  insecure: 'This page was opened without https',
  insecureWhy: <T>(scheme: T) =>
    [
      'Browsers encrypt only on pages that arrived safely. Open the address again with ',
      scheme,
      ' before it.',
    ] as const,
  legend: 'Report',
  template: 'Insert a template',
  sample: 'Fill in a sample',
  encrypt: 'Encrypt',
  encryptAndSend: 'Encrypt and send',
  preview: 'Preview',
  saveCopy: 'Save my copy (Markdown)',
  notStored: 'Nothing you type is stored in this browser.',
  keepOpen: 'Keep this page open until you have the receipt.',
  keepOpenSaved: 'Keep this page open until you have saved the encrypted file.',
  keepDraft: 'Keep an encrypted draft on this device',
  stop: 'Stop',
} as const;

/** Above the form. */
export const beforeReporting = {
  heading: 'What is not covered, and what else to know',
  inDoubt: <T>(policy: (text: string) => T) =>
    ['When in doubt, report it. All of it is in ', policy('the policy'), '.'] as const,
} as const;

export const knownButton = 'Is it known already?';

export const faultsHeading = 'Before this can be encrypted';

export const addDetails = {
  heading: 'Add details',
  lead: 'All of this is optional, and none of it is needed when your report says it already. Open what you have something for.',
  severity: 'Work it out with questions',
  noSeverity: 'I don’t know: leave it empty',
} as const;

export const draftButtons = {
  keep: 'Keep a draft',
  restore: 'Continue with it',
  delete: 'Delete it',
  deleteKept: 'Delete the draft',
  no: 'No draft',
} as const;

/** What a maintainer needs to act on a report. */
export const needs = {
  version: 'The version in which you saw it',
  steps: 'How to see it, step by step',
  proof: 'Something that shows it: code, a log or a screenshot',
  impact: 'What an attacker gains',
  reply: 'Where to ask you a question',
} as const satisfies Record<NeedId, string>;

export const needsList = {
  heading: 'What a maintainer still needs',
  lead: 'This list only advises. You can send the report without any of it.',
} as const;

export const preview = {
  heading: 'This is what will be sent',
  headingSaved: 'This is what was encrypted',
  readers: <T>(readers: T) =>
    ['It is encrypted now. Only these people can open it: ', readers, '.'] as const,
  subject: 'Subject',
  text: 'The text as the maintainers see it',
  files: 'Files',
  outside: <T>(report: T, size: T) =>
    [
      report,
      ' inside says the same for programs. From outside can be seen: that it is a security report, for which keys, and that it has ',
      size,
      ', a size that many reports share.',
    ] as const,
  send: 'Send',
  continue: 'Continue',
  back: 'Back to the report',
} as const;

/** The panels in which a report ends. */
export const ends = {
  stored: 'Your report is stored',
  receipt: 'Receipt',
  received: 'Received',
  encryptedTo: 'Encrypted to',
  saveReceipt: 'Save the receipt',
  saveReceiptText: 'Save it as text',
  again: 'Write another report',
  saved: 'Your report is encrypted. Now hand it over',
  savedReaders: <T>(readers: T) =>
    [
      'This site does not send reports itself, so nobody has it yet. Encrypted to: ',
      readers,
      '.',
    ] as const,
  failed: 'Your report was not sent',
  tryAgain: 'Try again',
  keysChanged: 'The maintainers have changed their keys',
  keysChangedWhy: <T>(compare: (text: string) => T) =>
    [
      'They did so after you opened this page, so the relay did not take the report, and nothing was stored. It can be encrypted again, to the keys published now. ',
      compare('Compare them on the page of keys'),
      ' first.',
    ] as const,
  agree: 'Encrypt again and send',
} as const;

/** How to hand over a report that the form does not send. */
export const ways = {
  heading: 'How to hand it over',
  headingOther: 'Other ways to hand it over',
  save: 'Save the encrypted file. Only the maintainers can open it, so any way is safe to send it.',
  saveFile: 'Save the encrypted file',
  copyText: 'Copy the encrypted text',
  text: 'Encrypted text',
  attach: 'Attach the file to a mail to',
  write: 'Write to',
  somewhere: 'the maintainers: where to find their addresses is said at the top of this page.',
  nothingInMail: 'Write nothing of the report into the mail itself.',
  onlyThat: 'Mail itself is not encrypted: say only that you have a report.',
  readyMail: 'Save as a ready mail (.eml)',
  readyMailHow: 'Most mail programs open it, ready to be sent.',
  or: 'Or:',
  hostSealed: 'takes the encrypted text as the description. An account there is needed.',
  hostUnsealed: 'takes reports too; the host can read those. An account there is needed.',
  pageSealed: 'takes the encrypted text as the description.',
  pageUnsealed: 'takes reports too; whoever runs it can read those.',
  nowhere:
    'This project names no address. Ask one of the maintainers in public for a way to reach them in private, and say nothing of the report there.',
  keepCopy: 'Keep your own copy until somebody has answered.',
} as const;
