/** A product as a package of an ecosystem, in OSV's words (OSV schema 1.7.5, affected[].package; package URLs: ECMA-427). */
import { PackageURL } from 'packageurl-js';
import type { Product } from '../desk/product/product.ts';

export interface Package {
  readonly ecosystem: string;
  readonly name: string;
  readonly purl?: string;
}

type Parts = { readonly namespace: string | undefined; readonly name: string };

const joined =
  (separator: string) =>
  ({ namespace, name }: Parts) =>
    namespace === undefined ? name : `${namespace}${separator}${name}`;

/** Ecosystem and package name by type of package URL. */
const byPurlType: Readonly<Record<string, readonly [string, (parts: Parts) => string]>> = {
  bioconductor: ['Bioconductor', joined('/')],
  bitnami: ['Bitnami', joined('/')],
  cargo: ['crates.io', joined('/')],
  composer: ['Packagist', joined('/')],
  conan: ['ConanCenter', ({ name }) => name],
  cran: ['CRAN', joined('/')],
  gem: ['RubyGems', joined('/')],
  githubactions: ['GitHub Actions', joined('/')],
  golang: ['Go', joined('/')],
  hackage: ['Hackage', joined('/')],
  hex: ['Hex', joined('/')],
  julia: ['Julia', ({ name }) => name],
  maven: ['Maven', joined(':')],
  npm: ['npm', joined('/')],
  nuget: ['NuGet', joined('/')],
  opam: ['opam', joined('/')],
  pub: ['Pub', joined('/')],
  pypi: ['PyPI', ({ name }) => name.toLowerCase().replaceAll(/[-_.]+/g, '-')],
  swift: ['SwiftURL', joined('/')],
  'vscode-extension': ['VSCode', joined('/')],
};

/** Ecosystems that OSV knows, each with an optional suffix after a colon. */
const known = new Set([
  ...['AlmaLinux', 'Alpaquita', 'Alpine', 'Android', 'Azure Linux', 'BellSoft Hardened Containers'],
  ...['Bioconductor', 'Bitnami', 'Chainguard', 'CleanStart', 'ConanCenter', 'CRAN', 'crates.io'],
  ...['Debian', 'Docker Hardened Images', 'Echo', 'FreeBSD', 'GHC', 'GitHub Actions', 'Go'],
  ...['Hackage', 'Hex', 'Julia', 'Kubernetes', 'Linux', 'Mageia', 'Maven', 'MinimOS', 'npm'],
  ...['NuGet', 'opam', 'openEuler', 'openSUSE', 'OSS-Fuzz', 'Packagist', 'Photon OS', 'Pub'],
  ...['PyPI', 'Red Hat', 'Rocky Linux', 'Root', 'RubyGems', 'SUSE', 'SwiftURL', 'TuxCare'],
  ...['Ubuntu', 'VSCode', 'Wolfi'],
]);

/** The package of a product, or null where no ecosystem of OSV fits. `ecosystem` of the product stands above its package URL. */
export function toPackage(product: Pick<Product, 'name' | 'purl' | 'ecosystem'>): Package | null {
  const purl = parsePurl(product.purl);
  const own = product.ecosystem;
  if (own !== undefined && !/^[^:]+(:.+)?$/.test(own)) return null;
  const type = purl === null ? undefined : byPurlType[purl.type];
  const ecosystem = own ?? type?.[0];
  if (ecosystem === undefined || !known.has(ecosystem.replace(/:.*$/, ''))) return null;
  const name = toName(product, purl, type !== undefined && type[0] === ecosystem ? type[1] : null);
  return { ecosystem, name, ...(purl === null ? {} : { purl: purl.text }) };
}

/** The product's package URL in its canonical form and without a version, or null. */
export function toPurl({ purl }: Pick<Product, 'purl'>): string | null {
  return parsePurl(purl)?.text ?? null;
}

function toName(
  product: Pick<Product, 'name'>,
  purl: (Parts & { readonly type: string }) | null,
  rule: ((parts: Parts) => string) | null,
): string {
  if (purl === null) return product.name;
  return rule === null ? purl.name : rule(purl);
}

function parsePurl(text: string | undefined): (Parts & { type: string; text: string }) | null {
  if (text === undefined) return null;
  try {
    const { type, namespace, name, qualifiers, subpath } = PackageURL.fromString(text);
    const whole = new PackageURL(type, namespace, name, undefined, qualifiers, subpath);
    return { type, namespace: namespace ?? undefined, name, text: whole.toString() };
  } catch {
    // Whether a package URL is well formed is for the desk's own check to say.
    return null;
  }
}
