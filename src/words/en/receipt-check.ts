/** A place to check a receipt later. */

export const receiptCheck = {
  heading: 'Check a receipt',
  label: 'Paste the receipt that you saved, as text or JSON',
} as const;
