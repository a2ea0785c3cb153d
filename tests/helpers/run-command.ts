/** Runs a command on a small desk of its own, in a folder that is gone afterwards. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Command } from '../../src/cli/command/command.ts';
import type { Prompts } from '../../src/cli/command/prompts.ts';
import { createIo } from './command-io.ts';

const desk: Readonly<Record<string, string>> = {
  'desk.yaml':
    'name: Acme\nsummary: Acme makes tools.\nurl: https://security.acme.example\nrepository: https://git.acme.example/tool\nids: ACME\nreviewed: 2026-11-01\nchannels:\n  - kind: code-host\n',
  'products/tool.yaml':
    'name: Tool\npurl: pkg:npm/tool\nrepository: https://git.acme.example/tool\n',
  'policy/reporting.mdx': '---\ntitle: Reporting\norder: 1\n---\n\nWrite to us.\n',
  'hall-of-fame/known.mdx': '---\nconsent: handle\n---\n',
  'advisories/2026/ACME-2026-0001.mdx': `---
id: ACME-2026-0001
aliases:
  - CVE-2026-1111
title: An old flaw
summary: Whoever runs the tool is hit.
status: published
dates:
  published: 2026-03-01
revisions:
  - number: 1
    date: 2026-03-01
    change: First publication.
affected:
  - product: tool
    ranges:
      - type: SEMVER
        introduced: "0"
        fixed: 1.0.1
remedies:
  - kind: fix
    text: Update to 1.0.1.
# A note that stays.
---

## Impact

Small.
`,
};

export interface CommandFolder {
  readonly path: string;
  run(
    command: Command,
    args: readonly string[],
    given?: { stdin?: string; env?: Record<string, string>; prompts?: Prompts },
  ): Promise<{ code: number; out: string; err: string }>;
  read(file: string): string;
  write(file: string, content: string | Uint8Array): void;
  /** Every file of the desk, sorted. */
  list(): string[];
  [Symbol.dispose](): void;
}

/** @param files in addition to the small desk, or in exchange, below `content/` */
export function makeCommandFolder(files: Readonly<Record<string, string>> = {}): CommandFolder {
  const path = mkdtempSync(join(tmpdir(), 'postern-command-'));
  const write = (file: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), content);
  };
  for (const [file, text] of Object.entries({ ...desk, ...files })) write(`content/${file}`, text);
  return {
    path,
    write,
    async run(command, args, { stdin = '', env = {}, prompts = null } = {}) {
      const { io, said } = createIo({
        stdin,
        prompts,
        env: { POSTERN_DATE: '2026-11-22', ...env },
        cwd: path,
      });
      const code = await command.run([...args], io);
      return { code, ...said };
    },
    read: (file) => readFileSync(join(path, file), 'utf8'),
    list: () =>
      readdirSync(join(path, 'content'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 9))
        .sort(),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}
