/** Rules over the desk as a whole: what must be there, and what must not be left over from the demonstration. */
import type { Desk } from './desk.ts';
import { createFinding, type Finding } from './finding.ts';
import type { Certificate } from './keys/certificate.ts';

interface Example {
  readonly file: string;
  readonly example: boolean;
}

interface Whole {
  readonly desk: Desk;
  /** The address that the environment names, or null. */
  readonly url: string | null;
  /** Certificates that can be used; a throw-away one counts, for it is what a preview is built with. */
  readonly certificates: readonly Certificate[];
  readonly policy: readonly { readonly file: string; readonly body: string }[];
  /** Files in `policy/` and in `products/`, also those with a fault. */
  readonly files: { readonly policy: number; readonly products: number };
  readonly examples: readonly Example[];
}

/** Findings of every rule over a desk. */
export function checkDesk(whole: Whole): Finding[] {
  return [
    ...checkTexts(whole),
    ...checkUrl(whole),
    ...checkRepository(whole),
    ...checkCertificates(whole),
    ...checkLeftovers(whole),
  ];
}

function checkTexts({ policy, files }: Whole): Finding[] {
  const findings: Finding[] = [];
  if (files.policy === 0) {
    const found = 'no section of a policy';
    const wanted = 'Write at least one section, such as policy/reporting.mdx.';
    findings.push(createFinding({ rule: 'policy-missing', file: 'policy/', found, wanted }));
  }
  for (const { file, body } of policy) {
    if (body.trim() !== '') continue;
    const found = 'a section without text';
    const wanted = 'Write the section, or remove the file.';
    findings.push(createFinding({ rule: 'policy-empty', file, found, wanted }));
  }
  if (files.products === 0) {
    const found = 'no product';
    const wanted = 'Say in products/<id>.yaml what the policy covers.';
    findings.push(createFinding({ rule: 'product-missing', file: 'products/', found, wanted }));
  }
  return findings;
}

function checkUrl({ desk, url }: Whole): Finding[] {
  if (desk.example || desk.url !== undefined || url !== null) return [];
  const wanted = 'Add url, the address at which this site is published, or set POSTERN_URL.';
  return [createFinding({ rule: 'desk-url-missing', file: 'desk.yaml', found: 'no url', wanted })];
}

function checkRepository({ desk }: Whole): Finding[] {
  if (desk.example || desk.repository !== undefined) return [];
  if (!desk.channels.some(({ kind }) => kind === 'code-host')) return [];
  const found = 'a private advisory as a way to report, and no repository that it is at';
  const wanted = 'Add repository, its address, so that people are led to it.';
  return [createFinding({ rule: 'channel-repository', file: 'desk.yaml', found, wanted })];
}

function checkCertificates({ desk, certificates }: Whole): Finding[] {
  // Nothing is encrypted to a desk that takes reports elsewhere only.
  if (!desk.channels.some(({ kind }) => kind === 'form')) return [];
  const count = certificates.length;
  if (count >= desk.quorum) return [];
  const found =
    count === 0
      ? 'no certificate that reports could be encrypted to'
      : `${count} usable certificate${count === 1 ? '' : 's'}, fewer than the quorum of ${desk.quorum}`;
  const wanted =
    'Export one with gpg --armor --export FINGERPRINT > FILE, and take it: npm run desk -- key add FILE.';
  // The form of a demonstration says that the desk cannot receive yet.
  const level = desk.example ? 'warning' : 'error';
  return [createFinding({ rule: 'key-missing', file: 'keys/', found, wanted, level })];
}

function checkLeftovers({ desk, examples }: Whole): Finding[] {
  if (desk.example) return [];
  const found = 'an example of the demonstration';
  const wanted = 'Remove the file, or set example: true in desk.yaml.';
  return examples
    .filter((it) => it.example)
    .map(({ file }) => createFinding({ rule: 'example-left', file, found, wanted }));
}
