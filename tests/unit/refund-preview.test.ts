import { describe, expect, test } from 'vitest'
import { parseAmount, previewMoneyRefund } from '../../lib/purchases/refund-preview'

/** 100 credits for 9.99, nothing spent, 50 other credits beside them. */
const PURCHASE = {
  credits: 100,
  cents: 999,
  returnedCents: 0,
  refundableCents: 999,
  clawedBack: 0,
  unspent: 100,
  available: 150,
  isGranted: true,
}

describe('what a refund takes', () => {
  test.each([
    [999, {}, { takenBack: 100, fromPurchase: 100, fromOthers: 0, owed: 0 }],
    [500, {}, { takenBack: 50, fromPurchase: 50, fromOthers: 0, owed: 0 }],
    [1, {}, { takenBack: 0, fromPurchase: 0, fromOthers: 0, owed: 0 }],
    [999, { unspent: 30, available: 30 }, { takenBack: 100, fromPurchase: 30, fromOthers: 0, owed: 70 }],
    [999, { unspent: 30, available: 80 }, { takenBack: 100, fromPurchase: 30, fromOthers: 50, owed: 20 }],
    [
      499,
      { returnedCents: 500, clawedBack: 50, unspent: 50 },
      { takenBack: 50, fromPurchase: 50, fromOthers: 0, owed: 0 },
    ],
    [999, { isGranted: false }, { takenBack: 0, fromPurchase: 0, fromOthers: 0, owed: 0 }],
  ])('for %i cents', (cents, changes, taken) => {
    expect(previewMoneyRefund({ ...PURCHASE, ...changes }, cents)).toEqual(taken)
  })
})

describe('an amount as it is typed', () => {
  test.each([
    ['12.50', 'USD', 1250],
    ['12,5', 'EUR', 1250],
    [' 7 ', 'USD', 700],
    ['0.01', 'USD', 1],
    ['1234567', 'USD', 123_456_700],
    ['100', 'JPY', 100],
    ['1.005', 'KWD', 1005],
  ])('%j of %s is %i', (text, currency, cents) => {
    expect(parseAmount(text, currency)).toBe(cents)
  })

  test.each([
    '',
    ' ',
    '0',
    '0.00',
    '-1',
    '+1',
    '1.005',
    '1.',
    '.5',
    '1e3',
    '0x10',
    '1,000.00',
    '1 000',
    '٣',
    'NaN',
    '9'.repeat(13),
  ])('%j is none', (text) => {
    expect(parseAmount(text, 'USD')).toBeNull()
  })

  test('a currency without cents takes none', () => {
    expect(parseAmount('100.5', 'JPY')).toBeNull()
  })
})
