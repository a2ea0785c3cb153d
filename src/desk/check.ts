/** Rules over the desk as a whole: what must be there, and what must not be left over from the demonstration. */
import type { Desk } from './desk.ts';
import { createFinding, type Finding } from './finding.ts';
import type { Certificate } from './keys/certificate.ts';
import type { RuleName } from './rules.ts';

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
    ...checkPolicy(whole),
    ...checkUrl(whole),
    ...checkCertificates(whole),
    ...checkLeftovers(whole),
  ];
}

function checkPolicy({ policy, files }: Whole): Finding[] {
  const findings: Finding[] = [];
  if (files.policy === 0) {
    findings.push(
      folder(
        'policy-missing',
        'policy/',
        'no section of a policy',
        'Write at least one section, such as policy/reporting.mdx.',
      ),
    );
  }
  for (const section of policy) {
    if (section.body.trim() !== '') continue;
    findings.push(
      folder(
        'policy-empty',
        section.file,
        'a section without text',
        'Write the section, or remove the file.',
      ),
    );
  }
  if (files.products === 0) {
    findings.push(
      folder(
        'product-missing',
        'products/',
        'no product',
        'Say in products/<id>.yaml what the policy covers.',
      ),
    );
  }
  return findings;
}

function checkUrl({ desk, url }: Whole): Finding[] {
  if (desk.example || desk.url !== undefined || url !== null) return [];
  const wanted = 'Add url, the address at which this site is published, or set POSTERN_URL.';
  return [folder('desk-url-missing', 'desk.yaml', 'no url', wanted)];
}

function checkCertificates({ desk, certificates }: Whole): Finding[] {
  // Nothing is encrypted to a desk that takes reports elsewhere only.
  if (!desk.channels.some(({ kind }) => kind === 'form')) return [];
  if (certificates.length >= desk.quorum) return [];
  const found =
    certificates.length === 0
      ? 'no certificate that reports could be encrypted to'
      : `${certificates.length} usable certificate, fewer than the quorum of ${desk.quorum}`;
  const wanted =
    'Export one with gpg --armor --export FINGERPRINT > FILE, and take it: npm run desk -- key add FILE.';
  // The form of a demonstration says that the desk cannot receive yet.
  return [
    { ...folder('key-missing', 'keys/', found, wanted), level: desk.example ? 'warning' : 'error' },
  ];
}

function checkLeftovers({ desk, examples }: Whole): Finding[] {
  if (desk.example) return [];
  return examples
    .filter((it) => it.example)
    .map((it) =>
      folder(
        'example-left',
        it.file,
        'an example of the demonstration',
        'Remove the file, or set example: true in desk.yaml.',
      ),
    );
}

function folder(rule: RuleName, file: string, found: string, wanted: string): Finding {
  return createFinding({ rule, file, found, wanted });
}
