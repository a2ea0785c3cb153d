/** What a built page refers to, taken from its HTML as our own build writes it. */

/** Values of every attribute of that name. */
export function attributes(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map((match) =>
    decode(match[1] ?? ''),
  );
}

/** Ids that a fragment can point at. */
export function ids(html: string): Set<string> {
  return new Set(attributes(html, 'id'));
}

/** Attributes of elements that make a browser load something while the page is read. */
export function loadedAddresses(html: string): string[] {
  const scripts = [...html.matchAll(/<(?:script|img|source|iframe|audio|video|embed)\b[^>]*>/g)];
  const links = [
    ...html.matchAll(/<link\b[^>]*rel="(?:stylesheet|icon|preload|modulepreload|manifest)"[^>]*>/g),
  ];
  return [
    ...scripts.flatMap(([tag]) => attributes(tag, 'src')),
    ...links.flatMap(([tag]) => attributes(tag, 'href')),
  ];
}

function decode(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#38;', '&')
    .replaceAll('&amp;', '&')
    .replaceAll('&#34;', '"');
}
