import { expect, it } from 'vitest'
import { toCell } from '@/lib/csv'

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '－1'])(
  'a spreadsheet does not run %j',
  (text) => expect(toCell(text)).toMatch(/^"?'/),
)

it('numbers stay numbers, and quotes, commas and line breaks stay inside their cell', () => {
  expect(toCell(-3)).toBe('-3')
  expect(toCell(null)).toBe('')
  expect(toCell('plain text')).toBe('plain text')
  expect(toCell('a "b", c')).toBe('"a ""b"", c"')
  expect(toCell('a\r\nb')).toBe('"a\r\nb"')
})
