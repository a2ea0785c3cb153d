/** A reporter's Firefox: a report goes through the form of a real desk, gpg opens what arrived, and no page breaks its own policy. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import PostalMime, { type Email } from 'postal-mime';
import { createGpg, type Gpg } from '../helpers/gpg.ts';
import { type StartedDesk, startDesk } from '../helpers/started-desk.ts';
import { until } from '../relay/doors.ts';
import { type Program, startProgram } from './marionette.ts';

const summary = 'A crafted scene – “écrit” outside its folder';
const attached = new Uint8Array(300_000).map((_, at) => (at * 7) % 251);

/** The key, as WebDriver writes it. */
const enter = '\uE007';

/** How WebDriver names an element. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

describe('in Firefox', () => {
  let [desk, firefox, gpg]: [StartedDesk?, Program?, Gpg?] = [];
  const folder = mkdtempSync(join(tmpdir(), 'postern-firefox-'));

  async function send(command: string, parameters: Record<string, unknown> = {}): Promise<unknown> {
    return await firefox?.send(command, parameters);
  }

  async function open(path: string): Promise<void> {
    await send('WebDriver:Navigate', { url: `${desk?.url}${path}` });
  }

  /** Runs a function body in the page. */
  async function ask(body: string, ...args: readonly unknown[]): Promise<unknown> {
    const answer = await send('WebDriver:ExecuteScript', { script: body, args });
    return (answer as { value: unknown }).value;
  }

  async function find(selector: string): Promise<string> {
    return await until(async () => {
      const found = await send('WebDriver:FindElement', {
        using: 'css selector',
        value: selector,
      }).catch(() => null);
      return (found as { value: Record<string, string> } | null)?.value[elementKey];
    });
  }

  async function type(selector: string, text: string): Promise<void> {
    await send('WebDriver:ElementSendKeys', { id: await find(selector), text });
  }

  async function click(selector: string): Promise<void> {
    await send('WebDriver:ElementClick', { id: await find(selector) });
  }

  async function inProgram<T>(work: () => Promise<T>): Promise<T> {
    await send('Marionette:SetContext', { value: 'chrome' });
    try {
      return await work();
    } finally {
      await send('Marionette:SetContext', { value: 'content' });
    }
  }

  /** Errors and warnings that its console has of our pages, and forgets them. */
  async function takeComplaints(): Promise<readonly string[]> {
    return (await inProgram(async () => {
      return await firefox?.run(
        `const all = Services.console.getMessageArray().filter((it) => it instanceof Ci.nsIScriptError);
        Services.console.reset();
        return all
          .filter((it) => (it.sourceName + it.errorMessage).includes(args[0]))
          .map((it) => it.category + ': ' + it.errorMessage);`,
        desk?.url,
      );
    })) as string[];
  }

  async function takePicture(name: string): Promise<void> {
    const pictures = process.env.POSTERN_PICTURES;
    if (pictures === undefined) return;
    const answer = await send('WebDriver:TakeScreenshot', { full: true });
    const { value } = answer as { value: string };
    writeFileSync(join(pictures, `firefox-${name}.png`), Buffer.from(value, 'base64'));
  }

  async function fillForm(): Promise<void> {
    await find('form button[type=submit]');
    await ask(`const list = document.querySelector('select[name=product]');
      list.selectedIndex = 1;
      list.dispatchEvent(new Event('change', { bubbles: true }));`);
    await type('input[name=summary]', summary);
    await type('textarea[name=report]', '## Steps\n\nOpen it.');
    await type('input[name=reply]', 'wick@example.org');
  }

  /** Until the page has moved the focus there. */
  async function waitForHeading(text: string): Promise<void> {
    const script = 'return document.activeElement?.textContent.includes(arguments[0])';
    await until(async () => await ask(script, text)).catch(async (cause: unknown) => {
      const shown = await ask(`return document.querySelector('main').innerText`);
      throw new Error(`The focus is not on “${text}”, but this is shown: ${shown}`, { cause });
    });
  }

  async function openMessage(message: Uint8Array | string): Promise<Email> {
    assert.ok(gpg);
    const opened = await PostalMime.parse(await gpg.decrypt(message));
    assert.match(opened.subject ?? '', /^\[.+\] A crafted scene – “écrit” outside its folder$/);
    return opened;
  }

  before(async () => {
    [desk, gpg] = await Promise.all([startDesk(), createGpg()]);
    await gpg.run(['--import'], readFileSync(join(desk.state, 'keys', 'secret.asc')));
    firefox = await startProgram('firefox-esr', {
      'browser.startup.page': 0,
      'browser.download.folderList': 2,
      'browser.download.dir': folder,
      'browser.download.always_ask_before_handling_new_types': false,
    });
    await send('WebDriver:SetTimeouts', { script: 60_000 });
    writeFileSync(join(folder, 'scène 1.lantern'), attached);
  });

  after(async () => {
    await firefox?.close();
    await Promise.all([desk?.stop(), gpg?.close()]);
    rmSync(folder, { recursive: true });
  });

  it('a report with a file is encrypted, received with a checked receipt, and gpg opens what arrived', async (t) => {
    t.diagnostic(firefox?.version ?? '');
    await takeComplaints();
    await open('/report/');
    await fillForm();
    await type('input[type=file]', join(folder, 'scène 1.lantern'));
    await takePicture('filled');
    await click('form button[type=submit]');
    await waitForHeading('Your report was received');
    await takePicture('received');
    assert.deepEqual(await takeComplaints(), []);

    const inbox = join(desk?.state ?? '', 'mail', 'new');
    const [name = ''] = await until(() => {
      const names = readdirSync(inbox);
      return names.length > 0 && names;
    });
    const mail = readFileSync(join(inbox, name), 'latin1');
    const opened = await openMessage(mail.slice(mail.indexOf('-----BEGIN PGP MESSAGE-----')));
    assert.match(opened.text ?? '', /wick@example\.org/);
    const file = opened.attachments.find(({ filename }) => filename === 'scène 1.lantern');
    const content = file?.content ?? '';
    assert.ok(typeof content !== 'string' && Buffer.from(new Uint8Array(content)).equals(attached));
  });

  it('the search finds words, within its own policy, and /check/ has its form', async () => {
    await open('/search/');
    await type('main input[type=search]', `scene${enter}`);
    await until(async () => await ask(`return document.querySelectorAll('main mark').length > 0`));
    await open('/check/');
    await find('main form');
    assert.deepEqual(await takeComplaints(), []);
  });

  it('a page that breaks its policy would be heard of', async () => {
    await open('/');
    await ask(
      `document.head.append(Object.assign(document.createElement('style'), { textContent: 'p {}' }))`,
    );
    const complaints = await until(async () => {
      const found = await takeComplaints();
      return found.length > 0 && found;
    });
    assert.match(complaints[0] ?? '', /Content-Security-Policy: .*inline style/);
  });

  it('no page breaks its own policy or complains, in light and in dark', async () => {
    await open('/sitemap-index.xml');
    const sitemap = String(await ask('return document.documentElement.outerHTML'));
    assert.match(sitemap, /sitemap/);
    const seen = new Set(['/']);
    for (const scheme of [1, 0]) {
      await inProgram(
        async () =>
          await firefox?.run(
            `Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', args[0])`,
            scheme,
          ),
      );
      for (const path of seen) {
        await open(path);
        const links = await ask(
          `return [...document.querySelectorAll('a[href]')].filter((it) => it.origin === location.origin && it.pathname.endsWith('/')).map((it) => it.pathname)`,
        );
        for (const link of links as string[]) if (!link.startsWith('/_')) seen.add(link);
        const wide = await ask('return document.documentElement.scrollWidth > innerWidth');
        assert.equal(wide, false, `${path} scrolls sideways`);
        if (['/', '/report/', '/keys/', '/advisories/'].includes(path))
          await takePicture(`${scheme === 0 ? 'dark' : 'light'}${path.replaceAll('/', '-')}`);
      }
    }
    assert.ok(seen.size > 40, [...seen].join());
    assert.deepEqual(await takeComplaints(), []);
  });

  it('with site and relay gone, the encrypted report is saved as a file and as a mail, and gpg opens both', async () => {
    // Whatever the form loads is there after a first report.
    await open('/report/');
    await fillForm();
    await click('form button[type=submit]');
    await waitForHeading('Your report was received');
    await click('[data-do=again]');
    await fillForm();
    await desk?.stop();
    desk = undefined;
    await click('form button[type=submit]');
    await waitForHeading('Nobody has confirmed your report yet');
    await click('[data-do=save-sealed]');
    await click('[data-do=save-mail]');
    const readSaved = async (ending: string) =>
      await until(() => {
        const name = readdirSync(folder).find((it) => it.endsWith(ending));
        const text = name === undefined ? '' : readFileSync(join(folder, name), 'latin1');
        return text.includes('-----END PGP MESSAGE-----') && text;
      });
    await openMessage(await readSaved('.asc'));
    const [attachment] = (await PostalMime.parse(await readSaved('.eml'))).attachments;
    const content = attachment?.content ?? '';
    await openMessage(typeof content === 'string' ? content : new Uint8Array(content));
  });
});
