/** The texts of a built page, each with the language that a screen reader would speak it in. */

export interface SpokenText {
  readonly text: string;
  readonly lang: string;
}

/** Attributes that are read out. */
const spoken = /\s(?:aria-label|title|alt|placeholder)="([^"]*)"/g;

const empty = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** Everything within `<body>`, commands and machine text (`code`, `kbd`, `textarea`) left out. */
export function readSpokenTexts(html: string): SpokenText[] {
  const found: SpokenText[] = [];
  const open: { name: string; lang: string }[] = [];
  const say = (text: string, lang: string) => {
    if (!/\p{L}/u.test(text) || open.some(({ name }) => silent.test(name))) return;
    found.push({ text: decode(text.trim()), lang });
  };
  for (const [, closing, name = '', rest = '', text = ''] of html.matchAll(
    /<(\/?)([a-z][\w-]*)((?:"[^"]*"|[^>"])*)>([^<]*)/gi,
  )) {
    if (closing === '/') {
      const at = open.findLastIndex((it) => it.name === name);
      if (at !== -1) open.splice(at);
    } else {
      const lang = /\slang="([^"]*)"/.exec(rest)?.[1] ?? open.at(-1)?.lang ?? '';
      for (const [, value = ''] of rest.matchAll(spoken)) say(value, lang);
      if (!empty.test(name) && !rest.endsWith('/')) open.push({ name, lang });
    }
    if (open.some((it) => it.name === 'body')) say(text, open.at(-1)?.lang ?? '');
  }
  return found;
}

const silent = /^(?:code|kbd|head|script|style|textarea)$/;

function decode(text: string): string {
  return text.replaceAll('&#39;', '’').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
