/** Checks a receipt that somebody pastes, by the keys of the page and without a request. Loaded when it is needed. */

import { receiptJudged, wrongReceipts } from '#words/receipt';
import type { ReportConfig } from './config.ts';
import type { FormParts } from './form-parts.ts';
import { checkReceipt, parseReceipt } from './receipt.ts';
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
    return receiptJudged.notWhole;
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
      return receiptJudged.wrong(wrongReceipts[check.reason]);
    case 'unchecked':
      return receiptJudged.unchecked;
    case 'verified':
      return receiptJudged.good(id, receivedAt.replace('T', ' ').replace('Z', ' UTC'));
  }
}
