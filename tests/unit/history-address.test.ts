import { expect, it } from 'vitest'
import { toDay, toMoment, toReaders } from '@/components/history/filters/local-days'
import { nameTransaction } from '@/lib/credits/transaction-words'
import { historyFileHref, historyHref } from '@/lib/history/href'
import { HistoryQuery, toTransactionFilter } from '@/lib/history/query'

it('what makes no sense in an address counts as left out', () => {
  expect(
    HistoryQuery.parse({
      type: 'nonsense',
      feature: '',
      model: '',
      source: ['plan', 'gift'],
      grant: '-1',
      from: 'yesterday',
      to: '2026-11-31',
      q: '   ',
      before: '1.5',
      transaction: 'x',
      other: '1',
    }),
  ).toEqual({})
})

it('an address says the same as the query it was made of', () => {
  const query = HistoryQuery.parse({
    type: 'deduction',
    feature: 'text-generation',
    model: 'a/b c',
    from: '2026-11-01T00:00:00+01:00',
    to: '2026-11-05',
    q: ' a&b ',
    transaction: '12',
    before: '20',
  })
  const href = historyHref(query)
  expect(HistoryQuery.parse(Object.fromEntries(new URL(href, 'http://x').searchParams))).toEqual(query)
  const file = new URL(historyFileHref(query), 'http://x').searchParams
  expect(file.has('before') || file.has('transaction')).toBe(false)
  expect(file.get('format')).toBe('csv')
  expect(historyHref({})).toBe('/history')
})

it('what a route without a feature is called is a feature, however long its path', () => {
  const feature = `/api/projects/${'0'.repeat(36)}/scenes/${'0'.repeat(36)}/render`
  const search = new URL(historyHref({ type: 'deduction', feature }), 'http://x').searchParams
  expect(HistoryQuery.parse(Object.fromEntries(search))).toMatchObject({ feature })
  expect(nameTransaction({ type: 'deduction', feature: '/api/my-tool', description: null })).toBe(
    '/api/my-tool',
  )
})

it('a day ends when it is over, and a moment is itself', () => {
  expect(toTransactionFilter({ from: '2026-11-01', to: '2026-11-01' })).toMatchObject({
    from: new Date('2026-11-01T00:00:00Z'),
    to: new Date('2026-11-02T00:00:00Z'),
  })
  const moment = '2026-11-01T10:00:00Z'
  expect(toTransactionFilter({ to: moment }).to).toEqual(new Date(moment))
})

it('days of the reader and moments turn into each other', () => {
  for (const isEnd of [false, true]) {
    expect(toDay(toMoment('2026-03-29', { isEnd }), { isEnd, isUtc: false })).toBe('2026-03-29')
  }
  expect(toDay('2026-11-02T00:00:00Z', { isEnd: true, isUtc: true })).toBe('2026-11-01')
  expect(toDay('2026-11-02', { isEnd: true, isUtc: true })).toBe('2026-11-02')
  expect(toDay(undefined, { isEnd: true, isUtc: true })).toBe('')
  expect(toMoment('0020-03-29', { isEnd: false })).toBeUndefined()
  expect(toMoment('', { isEnd: false })).toBeUndefined()
})

it('a day of UTC becomes the same day of the reader’s, and a moment stays', () => {
  for (const isEnd of [false, true]) {
    expect(toReaders('2026-11-03', { isEnd })).toBe(toMoment('2026-11-03', { isEnd }))
    expect(toReaders('2026-11-03T05:00:00Z', { isEnd })).toBe('2026-11-03T05:00:00Z')
    expect(toReaders(undefined, { isEnd })).toBeUndefined()
  }
})
