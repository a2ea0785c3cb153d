/** The rules over answers to delivery tests; their letters are explained beside all others in `rules.ts`. */
import type { Rule } from './rule.ts';

export const deliveryRules = {
  'delivery-future': {
    code: 'POSTERN-D019',
    level: 'error',
    asks: 'A delivery test was not opened on a day to come. In a demonstration this is a warning.',
  },
  'delivery-old': {
    code: 'POSTERN-D020',
    level: 'warning',
    asks: 'Where delivery tests are switched on, the owner of each key opened one in the last 180 days.',
  },
  'delivery-missing': {
    code: 'POSTERN-D021',
    level: 'warning',
    asks: 'Where delivery tests are switched on, the owner of each key has opened one.',
  },
  'delivery-twice': {
    code: 'POSTERN-D022',
    level: 'warning',
    asks: 'The owner of a key has one answer to a delivery test, the newest.',
  },
  'delivery-elsewhere': {
    code: 'POSTERN-D023',
    level: 'warning',
    asks: 'An answer is to a delivery test of the site that the desk names.',
  },
  'delivery-no-relay': {
    code: 'POSTERN-D024',
    level: 'warning',
    asks: 'Delivery tests are switched on only where there is a relay.',
  },
  'delivery-signature': {
    code: 'POSTERN-S004',
    level: 'error',
    asks: 'An answer to a delivery test is one clear-signed text, and its signature holds.',
  },
  'delivery-signer': {
    code: 'POSTERN-S005',
    level: 'warning',
    asks: 'An answer to a delivery test is signed with a key that reports are encrypted to.',
  },
} as const satisfies Readonly<Record<string, Rule>>;
