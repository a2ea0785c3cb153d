/**
 * `npm run golden`: writes again what the tests compare with texts in the repository. The difference in version control is the review.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { caseNames, expectedFile, renderCase } from './checks/cases.ts';
import { renderSettingsGuide, settingsGuideFile } from './relay/own-settings-guide.ts';
import { cweNamesFile, renderCweNames } from './unit/advisory/own-cwe-names.ts';
import { commandGuideFile, renderCommandGuide } from './unit/cli/own-command-guide.ts';
import { fieldGuideFile, renderFieldGuide } from './unit/desk/own-field-guide.ts';
import { fileKinds, renderSchema, schemaFile } from './unit/desk/own-schemas.ts';
import { ownSecurityMd, renderOwnSecurityMd } from './unit/desk/own-security-md.ts';
import { writeOwnMachineFiles } from './unit/own-machine-files.ts';
import { renderWireGuide, wireGuideFile } from './unit/own-wire-guide.ts';

for (const name of caseNames()) writeFileSync(expectedFile(name), await renderCase(name));
writeFileSync(ownSecurityMd, await renderOwnSecurityMd());
writeFileSync(cweNamesFile, renderCweNames());
for (const kind of fileKinds) {
  mkdirSync(dirname(schemaFile(kind)), { recursive: true });
  writeFileSync(schemaFile(kind), renderSchema(kind));
}
writeFileSync(fieldGuideFile, renderFieldGuide());
writeFileSync(commandGuideFile, renderCommandGuide());
writeFileSync(settingsGuideFile, renderSettingsGuide());
writeFileSync(wireGuideFile, renderWireGuide());
await writeOwnMachineFiles();
