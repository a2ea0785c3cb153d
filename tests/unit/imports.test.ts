/** The rooms of the source and the import rule between them: the table, held against every file, and proofs that it bites. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anyPackage, checkRooms, type Room, runTimeAddress } from '../helpers/check-rooms.ts';
import { readSources } from '../helpers/read-sources.ts';
import { nodeAdapters } from '../helpers/relay-adapters.ts';

/** The catalogue, by its name for whatever language is built, never by its folder. */
const words = '#words/';

/** Records, and the words they are put in, as components and layouts take them. */
const asComponent = [
  { what: 'src/read.ts', as: 'type' },
  { what: 'src/desk/', as: 'type' },
  { what: 'src/advisory/', as: 'type' },
  // Pure functions that put a record into words or links; no reader, no schema.
  'src/desk/site.ts',
  'src/desk/channel.ts',
  'src/desk/keys/key-change.ts',
  'src/desk/prose/page-language.ts',
  'src/desk/product/product-desk.ts',
  'src/desk/promise.ts',
  'src/desk/keys/qr.ts',
  'src/desk/policy/away-view.ts',
  'src/desk/policy/policy-view.ts',
  'src/desk/product/support.ts',
  'src/advisory/versions/answers.ts',
  'src/advisory/versions/check-words.ts',
  'src/advisory/people/credit-groups.ts',
  'src/advisory/cwe.ts',
  'src/advisory/feeds/feeds.ts',
  'src/advisory/lists.ts',
  'src/advisory/formats/machine-links.ts',
  'src/advisory/people/public-credit.ts',
  'src/advisory/record/record.ts',
  'src/advisory/record/record-plot.ts',
  'src/advisory/record/record-words.ts',
  'src/advisory/versions/release-line.ts',
  'src/advisory/versions/release-page.ts',
  'src/advisory/severity.ts',
  'src/advisory/versions/verdict.ts',
  'src/advisory/versions/versions.ts',
  'src/contract.ts',
  'src/styles/',
  words,
] as const;

/** The form's fields and texts, as data. */
const formData = [
  { what: 'src/report/config.ts', as: 'type' },
  'src/report/by-hand.ts',
  'src/report/choose-readers.ts',
  'src/report/details.ts',
  'src/report/fields.ts',
  'src/report/hand-groups.ts',
  'src/report/needs.ts',
  'src/report/product-text.ts',
  'src/report/questions.ts',
  'src/report/text-form.ts',
  'src/report/what-to-include.ts',
] as const;

const rooms: readonly Room[] = [
  {
    path: 'src/words/',
    may: ['src/contract.ts', 'src/desk/', 'src/advisory/', 'src/report/'].map((what) => ({
      what,
      as: 'type',
    })),
    instead:
      'A catalogue holds sentences alone, for a browser loads it too: what a sentence needs comes in as its arguments.',
  },
  {
    path: 'src/contract.ts',
    may: [],
    instead:
      'It is on both sides of the wire: what needs more belongs into src/report or src/relay.',
  },
  {
    path: 'src/desk/',
    may: [
      'zod',
      {
        what: 'openpgp',
        in: ['keys/certificate.ts', 'keys/key-strength.ts', 'keys/mailbox.ts', 'signed-text.ts'],
      },
      {
        what: 'satteri',
        in: ['prose/mdast.ts', 'prose/prose.ts', 'prose/prose-markup.ts', 'policy/security-md.ts'],
      },
      { what: 'uqr', in: ['keys/qr.ts'] },
      { what: 'yaml', in: ['source/source.ts', 'source/yaml-advice.ts'] },
      words,
    ],
    instead:
      'The desk is pure and knows no advisory: files are read in src/read.ts, what joins both belongs into src/advisory.',
  },
  {
    path: 'src/advisory/',
    may: [
      'src/desk/',
      'zod',
      'ae-cvss-calculator',
      'feedsmith',
      'packageurl-js',
      'satteri',
      'semver',
      words,
    ],
    instead: 'Advisories are pure: files are read in src/read.ts and written in src/build.',
  },
  {
    path: 'src/read.ts',
    may: ['src/read/', 'src/desk/', 'src/advisory/', 'yaml', 'zod', 'node:fs', 'node:path'],
    instead:
      'The one door is plain Node, for commands use it too; Astro’s side is src/content.config.ts.',
  },
  {
    path: 'src/read/',
    may: ['src/desk/', 'src/advisory/', { what: 'zod', as: 'type' }, 'node:fs', 'node:path'],
    instead:
      'What lies behind the one door reads files, and leaves their meaning to desk and advisory.',
  },
  {
    path: 'src/content.config.ts',
    may: [
      'src/read.ts',
      'src/desk/',
      'src/advisory/',
      'astro:content',
      'astro/loaders',
      'node:path',
      'node:url',
    ],
    instead: 'It hands records on and renders bodies, nothing more.',
  },
  {
    path: 'src/records.ts',
    may: ['src/read.ts', 'src/desk/', 'src/advisory/', 'astro:content'],
    instead: 'It hands Astro’s collections to pages, nothing more.',
  },
  {
    path: 'src/env.d.ts',
    may: [{ what: 'src/read.ts', as: 'type' }],
    instead: 'It only declares types.',
  },
  {
    path: 'src/report/',
    may: [
      'src/contract.ts',
      { what: 'openpgp', in: ['openpgp.ts'] },
      { what: 'ae-cvss-calculator', in: ['cvss.ts'] },
      { what: 'exifr', in: ['exifr.ts'] },
      'src/styles/whole.ts',
      words,
    ],
    browser: true,
    instead:
      'The form runs in a browser and is audited by reading: each library is in the one file named after it, and facts of the desk come in as its configuration.',
  },
  {
    path: 'src/browse/',
    may: [
      'src/contract.ts',
      'src/advisory/versions/check-answer.ts',
      { what: 'src/advisory/versions/check-index.ts', as: 'type' },
      'src/advisory/versions/check-words.ts',
      'src/advisory/versions/release-line.ts',
      'src/advisory/versions/release-page.ts',
      'src/advisory/versions/verdict.ts',
      'src/advisory/versions/versions.ts',
      'src/styles/whole.ts',
      'semver',
      words,
      // The search index is made after the bundle, below whatever path the site has.
      { what: runTimeAddress, in: ['pagefind-bundle.ts'] },
    ],
    browser: true,
    instead:
      'Reading needs no form, no relay and no schema; facts come from the page or a published file.',
  },
  {
    path: 'src/relay/',
    may: [
      'src/contract.ts',
      'hono',
      { what: '@hono/node-server', in: ['serve.ts'] },
      { what: 'nodemailer', in: ['courier-smtp.ts'] },
      { what: 'node:*', in: nodeAdapters },
      { what: 'cloudflare:*', in: ['workers.ts'] },
    ],
    instead:
      'The relay knows nothing of the desk; both sides share src/contract.ts, and only an adapter touches its platform.',
  },
  {
    path: 'src/styles/',
    may: [],
    instead:
      'Colours, sizes, the mark and where lines break are data, and know nothing of what they are for.',
  },
  {
    path: 'src/components/',
    may: [...asComponent, ...formData],
    script: ['src/report/', 'src/browse/'],
    instead: 'A component takes records as props: read them in the page, with src/records.ts.',
  },
  {
    path: 'src/layouts/',
    may: [...asComponent, 'src/components/', 'src/desk/content-policy.ts'],
    script: ['src/browse/'],
    instead: 'A layout takes records as props: read them in the page, with src/records.ts.',
  },
  {
    path: 'src/pages/',
    may: [
      'src/records.ts',
      { what: 'src/read.ts', as: 'type' },
      'src/desk/',
      'src/advisory/',
      'src/contract.ts',
      'src/components/',
      'src/layouts/',
      'src/styles/',
      words,
    ],
    script: ['src/browse/'],
    instead:
      'A page takes records from src/records.ts, projections from src/desk and src/advisory, and shows them with components.',
  },
  {
    path: 'src/build/',
    may: [
      'src/contract.ts',
      'src/desk/',
      'src/advisory/',
      'src/read.ts',
      'src/report/',
      'src/relay/',
      'node:*',
      anyPackage,
    ],
    instead: 'The hook works on records alone; what a page shows is no business of it.',
  },
  {
    path: 'src/cli/',
    may: [
      'src/build/',
      'src/contract.ts',
      'src/desk/',
      'src/advisory/',
      'src/read.ts',
      'src/read/',
      'src/report/',
      'src/relay/',
      'src/styles/',
      'node:*',
      anyPackage,
    ],
    instead: 'A command works on records and on what others publish, never on pages.',
  },
];

/** What the rule says of one file with one text. */
function check(path: string, text: string): readonly string[] {
  return checkRooms(rooms, new Map([[path, text]]));
}

function assertRefused(path: string, text: string, said: RegExp): void {
  const faults = check(path, text);
  assert.equal(faults.length, 1, `${path} with ${text}: ${faults.join('\n')}`);
  assert.match(faults[0] ?? '', said);
}

test('no file imports what its room may not', () => {
  const sources = readSources();
  assert.ok(sources.size > 100, 'the source was read');
  assert.deepEqual(checkRooms(rooms, sources), []);
});

test('every room of the table is there', () => {
  const sources = [...readSources().keys()];
  for (const { path } of rooms) {
    assert.ok(
      sources.some((source) => source.startsWith(path)),
      `${path} holds a file`,
    );
  }
});

test('every file that the table names is there, or not written yet', () => {
  const later = ['src/relay/workers.ts'];
  const sources = readSources();
  for (const room of rooms) {
    for (const grant of room.may) {
      const files = typeof grant === 'string' ? [] : (grant.in ?? []).map((it) => room.path + it);
      const what = typeof grant === 'string' ? grant : grant.what;
      for (const file of [...files, ...(/^src\/.*\.ts$/.test(what) ? [what] : [])]) {
        assert.notEqual(sources.has(file), later.includes(file), `${file}, named by ${room.path}`);
      }
    }
  }
});

const refused: readonly (readonly [path: string, text: string, said: RegExp])[] = [
  [
    'src/contract.ts',
    "import { z } from 'zod';",
    /:1 imports zod\. src\/contract\.ts may import: nothing\. .*both sides/,
  ],
  [
    'src/contract.ts',
    "import type { Desk } from './desk/desk.ts';",
    /imports src\/desk\/desk\.ts as a type/,
  ],
  ['src/desk/site.ts', "import { getEntry } from 'astro:content';", /imports astro:content/],
  [
    'src/desk/site.ts',
    "import { readFileSync } from 'node:fs';",
    /imports node:fs\..*src\/read\.ts/,
  ],
  [
    'src/desk/site.ts',
    "import { parse } from 'yaml';",
    /imports yaml\..*yaml in source\/source\.ts/,
  ],
  [
    'src/desk/desk.ts',
    "import type { Advisory } from '../advisory/advisory.ts';",
    /imports src\/advisory\/advisory\.ts/,
  ],
  [
    'src/advisory/lists.ts',
    "import { send } from '../relay/app.ts';",
    /imports src\/relay\/app\.ts/,
  ],
  [
    'src/advisory/lists.ts',
    "import { fields } from '../report/fields.ts';",
    /imports src\/report\/fields\.ts/,
  ],
  [
    'src/read.ts',
    "import { getCollection } from 'astro:content';",
    /imports astro:content\..*src\/content\.config\.ts/,
  ],
  ['src/report/state.ts', "import { createHash } from 'node:crypto';", /imports node:crypto/],
  ['src/report/state.ts', "import { z } from 'zod';", /imports zod/],
  [
    'src/report/state.ts',
    "import { encrypt } from 'openpgp/lightweight';",
    /openpgp in openpgp\.ts/,
  ],
  [
    'src/report/state.ts',
    "import type { Advisory } from '../advisory/advisory.ts';",
    /imports src\/advisory/,
  ],
  ['src/report/state.ts', "import { lint } from '../relay/packet-lint.ts';", /imports src\/relay/],
  [
    'src/report/start-worker.ts',
    "import url from '../relay/worker.ts?worker&url';",
    /imports src\/relay\/worker\.ts\./,
  ],
  [
    'src/report/start-worker.ts',
    "const url = new URL('../browse/x.ts', import.meta.url);",
    /imports src\/browse\/x\.ts/,
  ],
  [
    'src/browse/search.ts',
    "import { fields } from '../report/fields.ts';",
    /imports src\/report\/fields\.ts/,
  ],
  [
    'src/browse/search.ts',
    "import { advisorySchema } from '../advisory/advisory.ts';",
    /imports src\/advisory\/advisory\.ts/,
  ],
  [
    'src/relay/app.ts',
    "import type { Desk } from '../desk/desk.ts';",
    /imports src\/desk\/desk\.ts.*knows nothing/,
  ],
  ['src/relay/app.ts', "import { readFile } from 'node:fs/promises';", /imports node:fs\/promises/],
  [
    'src/relay/courier.ts',
    "import nodemailer from 'nodemailer';",
    /nodemailer in courier-smtp\.ts/,
  ],
  [
    'src/relay/app.ts',
    "const it = await import('cloudflare:sockets');",
    /imports cloudflare:sockets/,
  ],
  [
    'src/components/A.astro',
    "---\nimport { getEntry } from 'astro:content';\n---\n",
    /:2 imports astro:content\..*as props/,
  ],
  [
    'src/components/A.astro',
    "---\nimport { readDesk } from '../read.ts';\n---\n",
    /imports src\/read\.ts\..*src\/read\.ts as a type/,
  ],
  [
    'src/components/A.astro',
    "---\nimport { send } from '../report/send.ts';\n---\n",
    /imports src\/report\/send\.ts\./,
  ],
  [
    'src/components/A.astro',
    "<p>a</p>\n<script>\n  import '../relay/app.ts';\n</script>",
    /:3 imports src\/relay\/app\.ts in a <script>/,
  ],
  [
    'src/components/A.astro',
    "<script src='../desk/desk.ts'></script>",
    /imports src\/desk\/desk\.ts in a <script>/,
  ],
  [
    'src/components/A.astro',
    "<script>import '../report/form.ts'; import '../browse/x.ts';</script>",
    /imports 2 modules in scripts/,
  ],
  [
    'src/components/A.astro',
    "<script>import '../report/form.ts';</script>\n<script>import '../browse/x.ts';</script>",
    /imports 2 modules/,
  ],
  [
    'src/layouts/A.astro',
    "---\nimport { getRecords } from '../records.ts';\n---\n",
    /imports src\/records\.ts/,
  ],
  [
    'src/pages/a.astro',
    "---\nimport { seal } from '../report/seal.ts';\n---\n",
    /imports src\/report\/seal\.ts/,
  ],
  [
    'src/pages/a.astro',
    "---\nimport { toMime } from '../relay/mime.ts';\n---\n",
    /imports src\/relay\/mime\.ts/,
  ],
  [
    'src/pages/a.astro',
    "---\nimport { getEntry } from 'astro:content';\n---\n",
    /imports astro:content\..*src\/records\.ts/,
  ],
  [
    'src/pages/a.astro',
    "<script>import '../report/form.ts';</script>",
    /imports src\/report\/form\.ts in a <script>/,
  ],
  [
    'src/components/B.astro',
    "---\nimport A from '../pages/a.astro';\n---\n",
    /imports src\/pages\/a\.astro/,
  ],
  ['src/build/x.ts', "import { open } from '../cli/open.ts';", /imports src\/cli\/open\.ts/],
  ['src/build/x.ts', "import A from '../components/A.astro';", /imports src\/components\/A\.astro/],
  ['src/cli/x.ts', "export { getRecords } from '../records.ts';", /imports src\/records\.ts/],
  ['src/cli/x.ts', "import { readFile } from 'fs';", /imports fs\./],
  ['src/cli/x.ts', "import { sync } from 'astro:content';", /imports astro:content\./],
  [
    'src/cli/x.ts',
    "import manifest from '../../package.json' with { type: 'json' };",
    /imports \.\/package\.json/,
  ],
  ['src/cli/x.ts', 'const it = await import(name);', /what only the run time knows/],
  ['src/cli/x.ts', "const all = import.meta.glob('../pages/*');", /imports src\/pages\/\*/],
  ['src/cli/x.ts', "const it = require('../pages/a.astro');", /imports src\/pages\/a\.astro/],
  ['src/cli/x.ts', "type A = import('../pages/a.ts').A;", /imports src\/pages\/a\.ts as a type/],
  [
    'src/words/en/x.ts',
    "import { toLink } from '../../desk/site.ts';",
    /imports src\/desk\/site\.ts\..*sentences alone/,
  ],
  ['src/words/en/x.ts', "import { z } from 'zod';", /imports zod/],
  [
    'src/pages/a.astro',
    "---\nimport { footer } from '../words/en/footer.ts';\n---\n",
    /imports src\/words\/en\/footer\.ts\..*#words\//,
  ],
  ['src/relay/x.ts', "import { footer } from '#words/footer';", /imports #words\/footer/],
  ['src/cli/x.ts', "import { footer } from '#words/footer';", /imports #words\/footer/],
  ['src/attic/x.ts', 'export const a = 1;', /is in no room/],
  ['src/desk/x.ts', 'export const a = () => document.title;', /:1 uses document/],
  [
    'src/relay/x.ts',
    "export const a = 1;\nlocalStorage.setItem('a', 'b');",
    /:2 uses localStorage/,
  ],
];

for (const [path, text, said] of refused) {
  test(`refused in ${path}: ${text.replaceAll('\n', ' ')}`, () => assertRefused(path, text, said));
}

test('what the table grants is not refused', () => {
  const granted: readonly (readonly [string, string])[] = [
    [
      'src/desk/source/source.ts',
      "import { parseDocument } from 'yaml';\nconst document = 1;\nexport { document };",
    ],
    [
      'src/advisory/lists.ts',
      "import type { Desk } from '../desk/desk.ts';\nimport { z } from 'zod';",
    ],
    ['src/report/openpgp.ts', "import { encrypt } from 'openpgp/lightweight';"],
    [
      'src/report/start-worker.ts',
      "import url from './seal.worker.ts?worker&url';\ndocument.title;",
    ],
    ['src/relay/spool-sqlite.ts', "import { DatabaseSync } from 'node:sqlite';"],
    [
      'src/components/A.astro',
      "---\nimport type { Records } from '../read.ts';\nimport { type Desk } from '../desk/desk.ts';\n---\n<script>\n  import '../report/form.ts';\n</script>",
    ],
    ['src/words/en/x.ts', "import type { Desk } from '../../desk/desk.ts';"],
    [
      'src/pages/a.astro',
      "---\nimport { getRecords } from '../records.ts';\nimport '../styles/index.css';\n---\n<script>import '../browse/x.ts';</script>",
    ],
    [
      'src/cli/x.ts',
      "import { fields } from '../report/fields.ts';\nimport { run } from 'node:test';",
    ],
  ];
  for (const [path, text] of granted) assert.deepEqual(check(path, text), [], path);
});

test('rooms that import one another in a circle are told, with the place of each step', () => {
  const two: Room[] = [
    { path: 'src/a/', may: ['src/b/'], instead: '' },
    { path: 'src/b/', may: ['src/c.ts'], instead: '' },
    { path: 'src/c.ts', may: ['src/a/'], instead: '' },
  ];
  const faults = checkRooms(
    two,
    new Map([
      ['src/a/x.ts', "import '../b/y.ts';"],
      ['src/b/y.ts', "import type { C } from '../c.ts';"],
      ['src/c.ts', "import './a/z.ts';"],
    ]),
  );
  assert.equal(faults.length, 1);
  assert.match(
    faults[0] ?? '',
    /^src\/a\/ → src\/b\/ → src\/c\.ts → src\/a\/ is a circle \(src\/a\/x\.ts:1, src\/b\/y\.ts:1, src\/c\.ts:1\)/,
  );
});
