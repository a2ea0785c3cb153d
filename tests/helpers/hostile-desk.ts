/** Writes a desk with everything that breaks a layout: long words, long lists, text from right to left, an accent of its own. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeGeneratedDesk } from './generated-desk.ts';

/** What tests look for in the desk. */
export interface HostileDesk {
  /** Id of an advisory with a title of 200 characters, a word of 90, and 60 credits. */
  readonly long: string;
  /** Id of an advisory whose title is Arabic, and half of its text. */
  readonly rightToLeft: string;
  readonly longTitle: string;
  readonly arabicTitle: string;
  /** The accent of its theme, as browsers write it, on light and on dark. */
  readonly accent: { readonly light: string; readonly dark: string };
}

const people = 60;
const longWord = 'x'.repeat(90);
const longTitle = `A ${'configuration'.repeat(4)} of ${'several words '.repeat(9)}ends`.padEnd(
  200,
  '.',
);
const arabicTitle = 'ملف معد خصيصا يكتب خارج المجلد المخصص له';

/** Each kind of block that has a side, and code, which is written from the left. */
const arabicProse = `
## التفاصيل

يكتب الأمر \`anvil --open\` الملف خارج المجلد في الإصدار 2.3.0.

- النقطة الأولى
- النقطة الثانية (2.3.1)

> اقتباس قصير.

| الإصدار | الحالة |
| --- | --- |
| 2.3.0 | متأثر |

\`\`\`
anvil --open "ملف"
\`\`\`
`;

/** @param count how many advisories, at least 2 */
export function writeHostileDesk(folder: string, count: number): HostileDesk {
  const [first, second] = writeGeneratedDesk(folder, count);
  if (first === undefined || second === undefined) throw new Error('Ask for at least 2.');
  const change = (file: string, edit: (text: string) => string) =>
    writeFileSync(join(folder, file), edit(readFileSync(join(folder, file), 'utf8')));
  change('desk.yaml', (text) =>
    text
      .replace('name: Generated', `name: A project with a rather long name of its own`)
      .replace('channels:', 'channels:\n  - kind: form')
      .replace('Nobody writes', `Nobody writes to ${longWord}, and nobody writes`),
  );
  change(
    'policy/reporting.mdx',
    (text) =>
      `${text}\n## ${longWord}\n\n\`${longWord}\` and [${longWord}](https://example.org/)\n`,
  );
  change('products/anvil.yaml', (text) =>
    text.replace('name: Anvil', `name: ${'Anvil'.repeat(12)}`),
  );
  change(`advisories/${first.year}/${first.id}.mdx`, (text) =>
    text
      .replace(/^title: .*$/m, `title: ${JSON.stringify(longTitle)}`)
      .replace(/^summary: .*$/m, `summary: It hits ${longWord}.`)
      .replace(/\n---\n\n## Impact/, `\n${renderCredits()}---\n\n## Impact\n\n\`${longWord}\``),
  );
  change(`advisories/${second.year}/${second.id}.mdx`, (text) =>
    text.replace(/^title: .*$/m, `title: ${arabicTitle}`).concat(arabicProse),
  );
  mkdirSync(join(folder, 'hall-of-fame'));
  for (let index = 0; index < people; index += 1) {
    const name = index === 0 ? longWord : `Person ${index} with a Name`;
    writeFileSync(
      join(folder, 'hall-of-fame', `person-${index}.mdx`),
      `---\nconsent: named\nname: ${name}\nexample: true\n---\n`,
    );
  }
  mkdirSync(join(folder, 'keys'));
  cpSync('tests/fixtures/desk/keys/cato.asc', join(folder, 'keys', 'cato.asc'));
  writeFileSync(
    join(folder, 'theme.css'),
    ':root {\n  --color-accent: light-dark(rgb(91 42 134), rgb(201 166 239));\n  --color-accent-contrast: light-dark(white, rgb(29 11 46));\n}\n',
  );
  return {
    long: first.id,
    rightToLeft: second.id,
    longTitle,
    arabicTitle,
    accent: { light: 'rgb(91, 42, 134)', dark: 'rgb(201, 166, 239)' },
  };
}

function renderCredits(): string {
  const lines = Array.from(
    { length: people },
    (_, index) => `  - { reporter: person-${index}, role: FINDER }\n`,
  );
  return `credits:\n${lines.join('')}`;
}
