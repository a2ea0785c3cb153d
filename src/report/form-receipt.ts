/** Checks a receipt that somebody pastes, by the keys of the page and without a request. Loaded when it is needed. */

import type { ReportConfig } from './config.ts';
import type { FormParts } from './form-parts.ts';
import { checkReceipt, parseReceipt, wrongReceipts } from './receipt.ts';
import { parseReceiptText } from './receipt-text.ts';

export async function showReceiptCheck(
  parts: FormParts,
  config: ReportConfig,
  box: HTMLTextAreaElement,
): Promise<void> {
  const typed = box.value;
  const said = typed.trim() === '' ? '' : await judge(typed, config);
  // What was typed meanwhile has a check of its own.
  if (box.value === typed) parts.fill('receipt-said', said);
}

async function judge(typed: string, { relay }: ReportConfig): Promise<string> {
  const receipt = parseReceipt(parseReceiptText(typed));
  if (receipt === null || relay === null) {
    return 'This is no whole receipt. Wanted: id, sha256, receivedAt, relay and signature.';
  }
  const { id, sha256, receivedAt } = receipt;
  const expected = {
    sha256,
    relay: relay.origin ?? location.origin,
    receiptKeys: relay.receiptKeys,
  };
  const check = await checkReceipt(receipt, expected);
  switch (check.kind) {
    case 'wrong':
      return `This receipt is not good: ${wrongReceipts[check.reason]}.`;
    case 'unchecked':
      return 'This browser cannot check signatures of this kind. The guide says how to check it with openssl.';
    case 'verified':
      return `This receipt is good. The relay had report ${id} on its disk at ${receivedAt.replace('T', ' ').replace('Z', ' UTC')}.`;
  }
}
