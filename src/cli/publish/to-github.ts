/** An advisory as GitHub takes it: the body of "Create a repository advisory" (GitHub REST API, security-advisories). */
import type { Advisory } from '../../advisory/advisory.ts';
import { toPackage } from '../../advisory/ecosystem.ts';
import { type Facts, findProduct } from '../../advisory/facts.ts';
import { toPlainMarkdown } from '../../advisory/formats/plain-markdown.ts';

/** GitHub's names of OSV's ecosystems; every other one is `other`. */
const ecosystems: Readonly<Record<string, string>> = {
  'crates.io': 'rust',
  'GitHub Actions': 'actions',
  Go: 'go',
  Hex: 'erlang',
  Maven: 'maven',
  npm: 'npm',
  NuGet: 'nuget',
  Packagist: 'composer',
  Pub: 'pub',
  PyPI: 'pip',
  RubyGems: 'rubygems',
  SwiftURL: 'swift',
};

/** Credits are left out, for GitHub knows people by their accounts and asks each of them. */
export function toGithub(facts: Facts, advisory: Advisory) {
  const { aliases, title, summary, body, cvss, cwe, remedies, affected } = advisory;
  const steps = remedies.map((it) => `- ${it.text.replaceAll(/[\\`*_[\]<>#]/g, '\\$&')}`);
  const description = [summary, ...(steps.length > 0 ? [steps.join('\n')] : [])];
  return {
    summary: title.slice(0, 1024),
    description: [...description, toPlainMarkdown(body, facts.site)].join('\n\n'),
    cve_id: aliases.find((it) => /^CVE-\d{4}-\d{4,}$/.test(it)) ?? null,
    vulnerabilities: affected.flatMap((it) => toVulnerabilities(facts, it)),
    cwe_ids: cwe,
    ...(cvss[0] === undefined ? { severity: null } : { cvss_vector_string: cvss[0] }),
  };
}

function toVulnerabilities(facts: Facts, affected: Advisory['affected'][number]) {
  const product = findProduct(facts, affected.product);
  const found = toPackage(product);
  const ecosystem = found === null ? 'other' : (ecosystems[found.ecosystem] ?? 'other');
  const common = {
    package: { ecosystem, name: found?.name ?? product.name },
    vulnerable_functions: affected.functions,
  };
  const ranges = affected.ranges.filter((it) => it.type !== 'GIT');
  return [
    ...ranges.map(({ introduced, fixed, last_affected }) => ({
      ...common,
      vulnerable_version_range: [
        ...(introduced === '0' && (fixed ?? last_affected) !== undefined
          ? []
          : [`>= ${introduced}`]),
        ...(fixed === undefined ? [] : [`< ${fixed}`]),
        ...(last_affected === undefined ? [] : [`<= ${last_affected}`]),
      ].join(', '),
      patched_versions: fixed ?? '',
    })),
    ...affected.versions.map((version) => ({
      ...common,
      vulnerable_version_range: `= ${version}`,
      patched_versions: '',
    })),
  ];
}
