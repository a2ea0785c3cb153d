/** The command that moves a project to one version of a package, by the type of its package URL (ECMA-427). */
import { PackageURL } from 'packageurl-js';

type Command = (name: string, version: string) => string;

/** Types whose package managers take a version on one line. Others need a file to be edited, so they have none. */
const commands: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    npm: (name, version) => `npm install ${name}@${version}`,
    pypi: (name, version) => `pip install '${name}==${version}'`,
    cargo: (name, version) => `cargo update --package ${name} --precise ${version}`,
    composer: (name, version) => `composer require '${name}:${version}'`,
    gem: (name, version) => `gem install ${name} --version ${version}`,
    golang: (name, version) => `go get ${name}@v${version.replace(/^v/, '')}`,
    nuget: (name, version) => `dotnet add package ${name} --version ${version}`,
  } satisfies Record<string, Command>),
);

/**
 * @param purl package URL without a version
 * @returns null where the type has no such command, or a name could not stand in one
 */
export function toUpgrade(purl: string, version: string): string | null {
  const [, type = ''] = /^pkg:([^/]+)\//.exec(purl) ?? [];
  const command = commands.get(type);
  if (command === undefined) return null;
  const whole = toWholeName(purl);
  // What people paste into a shell holds nothing that a shell would take for more than a name.
  const plain = /^[\w@.+/-]+$/.test(whole) && /^[\w.+-]+$/.test(version);
  return plain ? command(whole, version) : null;
}

/** Namespace and name; empty for what is no package URL, which the desk's own check says. */
function toWholeName(purl: string): string {
  try {
    const { namespace, name } = PackageURL.fromString(purl);
    return [namespace, name].filter(Boolean).join('/');
  } catch {
    return '';
  }
}
