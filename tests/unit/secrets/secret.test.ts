import { expect, test } from 'vitest'
import { isSameSecret } from '../../../lib/auth/secret'

const SECRET = 'a secret of some length'

test('a secret is itself', () => {
  expect(isSameSecret(SECRET, SECRET)).toBe(true)
})

test.each([
  ['another one of the same length', 'A secret of some length'],
  ['its start', SECRET.slice(0, -1)],
  ['more than it', `${SECRET} `],
  ['nothing', undefined],
  ['null', null],
  ['an empty one', ''],
])('%s does not match it', (_what, given) => {
  expect(isSameSecret(given, SECRET)).toBe(false)
})

test.each([undefined, '', null])('where no secret is set, %j opens nothing', (given) => {
  expect(isSameSecret(given, undefined)).toBe(false)
  expect(isSameSecret(given, '')).toBe(false)
})

test('what an unset variable turns into in a template matches nothing', () => {
  expect(isSameSecret('undefined', undefined)).toBe(false)
})
