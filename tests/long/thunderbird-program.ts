/** Thunderbird with nobody in front of it: one key, one local folder of mails, and an account that can send. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProgram } from './marionette.ts';

/** What the message pane shows of one mail. */
export interface ShownMail {
  readonly subject: string;
  readonly text: string;
  /** The page that the text is part of. */
  readonly html: string;
  /** The bars above the message. */
  readonly notices: readonly string[];
  readonly encrypted: boolean;
  readonly signed: boolean;
  readonly attachments: readonly { readonly name: string; readonly type: string }[];
}

/** What the window for a new mail holds. */
export interface ShownDraft {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly string[];
}

export interface Thunderbird {
  readonly version: string;
  importSecretKey(armored: string, fingerprint: string): Promise<void>;
  /** Opens the mail of this Message-ID, and waits until it is decrypted where it is `encrypted` itself. */
  open(id: string, encrypted?: boolean): Promise<ShownMail>;
  /** Saves an attachment of the mail that is open. */
  saveAttachment(index: number, file: string): Promise<void>;
  /**
   * Decrypts an attachment of the mail that is open into a file.
   * @returns what its menu offers
   */
  decryptAttachment(index: number, file: string): Promise<readonly string[]>;
  /**
   * Imports a key that is attached to the mail that is open, and sends an encrypted answer to its owner.
   * @param ownKeyId of the secret key, 16 digits
   */
  answerEncrypted(index: number, ownKeyId: string, to: string, text: string): Promise<void>;
  /** PNG of the window. */
  takePicture(): Promise<Buffer>;
  /** Opens a file as a double-click would. */
  openFile(file: string): Promise<ShownDraft>;
  /** Sends the mail that is being written. */
  sendDraft(): Promise<void>;
  /** Which of these names are none of its own. */
  findUnknownNames(names: readonly string[]): Promise<readonly string[]>;
  close(): Promise<void>;
}

const folderName = 'Reports';

const preferences = {
  'mail.accountmanager.accounts': 'account1,account2',
  'mail.accountmanager.defaultaccount': 'account2',
  'mail.accountmanager.localfoldersserver': 'server1',
  'mail.account.account1.server': 'server1',
  'mail.server.server1.type': 'none',
  'mail.server.server1.hostname': 'Local Folders',
  'mail.server.server1.userName': 'nobody',
  'mail.server.server1.name': 'Local Folders',
  'mail.server.server1.directory-rel': '[ProfD]Mail/Local Folders',
  'mail.account.account2.server': 'server2',
  'mail.account.account2.identities': 'id1',
  'mail.server.server2.type': 'pop3',
  'mail.server.server2.hostname': '127.0.0.1',
  'mail.server.server2.userName': 'wick',
  'mail.server.server2.check_new_mail': false,
  'mail.server.server2.login_at_startup': false,
  'mail.server.server2.directory-rel': '[ProfD]Mail/pop',
  'mail.identity.id1.useremail': 'wick@example.test',
  'mail.identity.id1.fullName': 'Wick',
  'mail.identity.id1.valid': true,
  'mail.identity.id1.smtpServer': 'smtp1',
  'mail.identity.id1.fcc': false,
  'mail.smtpservers': 'smtp1',
  'mail.smtp.defaultserver': 'smtp1',
  'mail.smtpserver.smtp1.hostname': '127.0.0.1',
  'mail.smtpserver.smtp1.try_ssl': 0,
  'mail.smtpserver.smtp1.authMethod': 1,
  'mail.provider.suppress_dialog_on_startup': true,
  'mailnews.start_page.enabled': false,
};

/** Shared by the scripts that run inside. */
const inside = `
  const { MailServices } = ChromeUtils.importESModule('resource:///modules/MailServices.sys.mjs');
  const wait = async (look) => {
    for (const end = Date.now() + 60000; Date.now() < end; ) {
      const found = look();
      if (found) return found;
      await new Promise((done) => setTimeout(done, 20));
    }
    throw new Error('Waited too long for: ' + look);
  };
  const find = (type) => [...Services.wm.getEnumerator(type)][0];
  const openDraft = (open) => new Promise((done) => {
    const watcher = {
      observe(opened, topic) {
        if (topic !== 'domwindowopened') return;
        Services.ww.unregisterNotification(watcher);
        opened.addEventListener('compose-startup-done', () => done(opened), { once: true });
      },
    };
    Services.ww.registerNotification(watcher);
    open();
  });
  const main = await wait(() => find('mail:3pane'));
  const tabs = await wait(() => {
    const found = main.document.getElementById('tabmail');
    return found?.currentAbout3Pane?.folderTree && found;
  });
  const pane = tabs.currentAbout3Pane;
`;

const importKey = `
  const { RNP } = ChromeUtils.importESModule('chrome://openpgp/content/modules/RNP.sys.mjs');
  const { exitCode, errorMsg } = await RNP.importSecKeyBlockImpl(null, () => '', false, args[0], []);
  if (exitCode !== 0) throw new Error(errorMsg);
  // As its window “Add Key” does: only a key of one's own can be used to send.
  const { PgpSqliteDb2 } = ChromeUtils.importESModule('chrome://openpgp/content/modules/sqliteDb.sys.mjs');
  await PgpSqliteDb2.acceptAsPersonalKey(args[1]);
`;

const openMail = `
  const [name, id, count, encrypted] = args;
  const root = MailServices.accounts.localFoldersServer.rootFolder;
  const folder = await wait(() => root.subFolders.find((it) => it.name === name));
  pane.displayFolder(folder.URI);
  await wait(() => pane.gDBView?.rowCount === count);
  const about = await wait(() => {
    const found = pane.messageBrowser.contentWindow;
    return found?.gMessageListeners && found;
  });
  const events = ['MsgLoaded', 'SecureMailLoaded'];
  const loaded = Promise.all(events.slice(0, encrypted ? 2 : 1).map((event) => new Promise((done) => about.addEventListener(event, done, { once: true }))));
  const rows = Array.from({ length: count }, (_, row) => row);
  pane.threadTree.selectedIndex = rows.find((row) => pane.gDBView.getMsgHdrAt(row).messageId === id);
  await loaded;
  const { document } = about;
  const byId = (id) => document.getElementById(id);
  const page = about.getMessagePaneBrowser().contentDocument;
  return {
    subject: byId('expandedsubjectBox').textContent.replace(/^Subject:?\\s*/, ''),
    text: page.body.innerText,
    html: page.body.innerHTML,
    notices: [...document.querySelectorAll('notification-message, #imip-bar')]
      .filter((it) => it.checkVisibility({ visibilityProperty: true }))
      .map((it) => it.messageText?.textContent ?? it.id),
    encrypted: !byId('encryptedHdrIcon').hidden
      && byId('encryptedHdrIcon').getAttribute('src')?.endsWith('/message-encrypted-ok.svg'),
    signed: !byId('signedHdrIcon').hidden,
    attachments: about.currentAttachments.map(({ name, contentType }) => ({ name, type: contentType })),
  };
`;

const saveAttachment = `
  const [index, path] = args;
  await tabs.currentAboutMessage.currentAttachments[index].saveToFile(path);
`;

/** What “Import OpenPGP Key” does once its questions are answered with yes, the button “New Message”, and “Encrypt”. */
const answerEncrypted = `
  const [index, ownKeyId, to, text] = args;
  const { EnigmailKeyRing } = ChromeUtils.importESModule('chrome://openpgp/content/modules/keyRing.sys.mjs');
  const attachment = tabs.currentAboutMessage.currentAttachments[index];
  const data = new TextDecoder().decode(await attachment.fetchAttachment());
  const message = {};
  const failed = await EnigmailKeyRing.importKeyAsync(main, false, data, false, '', message, null, false, [], 'unverified');
  if (failed) throw new Error(message.value);
  const identity = MailServices.accounts.defaultAccount.defaultIdentity;
  identity.setUnicharAttribute('openpgp_key_id', ownKeyId);
  const params = Cc['@mozilla.org/messengercompose/composeparams;1'].createInstance(Ci.nsIMsgComposeParams);
  params.composeFields = Cc['@mozilla.org/messengercompose/composefields;1'].createInstance(Ci.nsIMsgCompFields);
  Object.assign(params, { identity, type: Ci.nsIMsgCompType.New, format: Ci.nsIMsgCompFormat.PlainText });
  Object.assign(params.composeFields, { to, subject: 'Answer', body: text });
  const draft = await openDraft(() => MailServices.compose.OpenComposeWindowWithParams(null, params));
  const byId = (id) => draft.document.getElementById(id);
  await wait(() => draft.document.querySelector('mail-address-pill') && !byId('button-encryption').disabled);
  if (!draft.gSendEncrypted) draft.toggleEncryptMessage();
  await wait(() => !byId('button-send').disabled && !byId('cmd_sendNow').hasAttribute('disabled'));
  draft.goDoCommand('cmd_sendNow');
  await wait(() => draft.closed);
`;

/** The menu of an attachment, then what “Decrypt and Save As…” does once a name is chosen. */
const decryptAttachment = `
  const [index, path] = args;
  const { EnigmailDecryption } = ChromeUtils.importESModule('chrome://openpgp/content/modules/decryption.sys.mjs');
  const { FileUtils } = ChromeUtils.importESModule('resource://gre/modules/FileUtils.sys.mjs');
  const about = tabs.currentAboutMessage;
  const attachment = about.currentAttachments[index];
  const menu = about.document.getElementById('attachmentItemContext');
  menu.attachments = [attachment];
  about.Enigmail.hdrView.onShowAttachmentContextMenu();
  const items = [...menu.children].filter((it) => it.id.startsWith('enigmail_ctx') && !it.hidden).map((it) => it.label);
  const data = new Uint8Array(await attachment.fetchAttachment()).reduce((text, byte) => text + String.fromCharCode(byte), '');
  const [exit, flags, message] = [{}, {}, {}];
  await EnigmailDecryption.decryptAttachment(about, new FileUtils.File(path), attachment.name, data, exit, flags, message);
  if (exit.value !== 0) throw new Error(message.value);
  return items;
`;

const openFile = `
  const { MailUtils } = ChromeUtils.importESModule('resource:///modules/MailUtils.sys.mjs');
  const { FileUtils } = ChromeUtils.importESModule('resource://gre/modules/FileUtils.sys.mjs');
  const file = new FileUtils.File(args[0]);
  const draft = await openDraft(() => MailUtils.openEMLFile(main, file, Services.io.newFileURI(file)));
  const { document } = draft;
  // Addresses become buttons in their own time.
  await wait(() => document.querySelector('mail-address-pill'));
  return {
    to: [...document.querySelectorAll('mail-address-pill')].map((it) => it.fullAddress),
    subject: document.getElementById('msgSubject').value,
    text: document.getElementById('messageEditor').contentDocument.body.innerText,
    attachments: [...document.querySelectorAll('#attachmentBucket richlistitem')].map((it) => it.attachment.name),
  };
`;

const sendDraft = `
  const draft = find('msgcompose');
  await wait(() => !draft.document.getElementById('cmd_sendNow').hasAttribute('disabled'));
  draft.goDoCommand('cmd_sendNow');
  await wait(() => draft.closed);
`;

/** Every text of its own localisation for menus, buttons and settings. */
const findUnknownNames = `
  const folder = 'resource://app/localization/en-US/messenger/';
  const files = ['openpgp/openpgp', 'openpgp/openpgp-frontend', 'messengercompose/messengercompose', 'messenger',
    'accountSettings', 'about3Pane', 'menubar', 'accountManager'];
  const read = async (url) => await (await main.fetch(url)).text().catch(() => '');
  const texts = await Promise.all([
    ...files.map((it) => read(folder + it + '.ftl').catch(() => '')),
    read('chrome://messenger/locale/am-e2e.properties'),
    read('chrome://messenger/locale/messenger.dtd'),
  ]);
  const own = new Set(texts.join('\\n').split('\\n').map((line) => line.replace(/^.*?=\\s*/, '').replace(/…?\\s*$/, '')));
  return args[0].filter((name) => !own.has(name));
`;

/**
 * @param mails as they travelled
 * @param smtpPort where it sends to
 */
export async function startThunderbird(
  mails: readonly string[],
  smtpPort: number,
): Promise<Thunderbird> {
  const sending = { 'mail.smtpserver.smtp1.port': smtpPort };
  const program = await startProgram('thunderbird', { ...preferences, ...sending }, (profile) => {
    const folder = join(profile, 'Mail/Local Folders');
    mkdirSync(folder, { recursive: true });
    const lines = mails.map((mail) => `From - Sun Nov 22 00:00:00 2026\r\n${mail}\r\n\r\n`);
    writeFileSync(join(folder, folderName), lines.join(''));
  });
  await program.send('Marionette:SetContext', { value: 'chrome' });
  await program.send('WebDriver:SetTimeouts', { script: 120_000 });
  const run = (body: string, ...args: readonly unknown[]) => program.run(inside + body, ...args);
  return {
    version: program.version,
    importSecretKey: async (...args) => void (await run(importKey, ...args)),
    open: async (id, encrypted = true) =>
      (await run(openMail, folderName, id, mails.length, encrypted)) as ShownMail,
    saveAttachment: async (index, file) => void (await run(saveAttachment, index, file)),
    decryptAttachment: async (index, file) =>
      (await run(decryptAttachment, index, file)) as string[],
    answerEncrypted: async (...args) => void (await run(answerEncrypted, ...args)),
    async takePicture() {
      const { value } = (await program.send('WebDriver:TakeScreenshot', { full: false })) as {
        value: string;
      };
      return Buffer.from(value, 'base64');
    },
    openFile: async (file) => (await run(openFile, file)) as ShownDraft,
    sendDraft: async () => void (await run(sendDraft)),
    findUnknownNames: async (names) => (await run(findUnknownNames, names)) as string[],
    close: program.close,
  };
}
