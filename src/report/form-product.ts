/** Shows what depends on the product: who can read the report, what is promised, which other ways there are. */

import type { Certificate, ReportConfig } from './config.ts';
import type { FormParts } from './form-parts.ts';
import { showCertificates } from './form-view.ts';
import { toAnswerText, toReaderText } from './product-text.ts';

/** @param readers who a report about `product` would be encrypted to now */
export function showProduct(
  parts: FormParts,
  config: ReportConfig,
  product: string,
  readers: readonly Certificate[],
): void {
  const known = config.products.find(({ id }) => id === product);
  showCertificates(parts, 'readers', readers);
  parts.fill('promised', toAnswerText((known ?? config).acknowledgeHours, config.away));
  parts.fill('product-readers', known === undefined ? '' : toReaderText(known, readers));
  parts.only('ways', known === undefined || known.channels === null ? '' : known.id);
}
