/**
 * `npm run golden`: writes again what the tests compare with texts in the repository. The difference in version control is the review.
 */
import { writeFileSync } from 'node:fs';
import { caseNames, expectedFile, renderCase } from './checks/cases.ts';
import { cweNamesFile, renderCweNames } from './unit/advisory/own-cwe-names.ts';
import { ownSecurityMd, renderOwnSecurityMd } from './unit/desk/own-security-md.ts';

for (const name of caseNames()) writeFileSync(expectedFile(name), await renderCase(name));
writeFileSync(ownSecurityMd, await renderOwnSecurityMd());
writeFileSync(cweNamesFile, renderCweNames());
