import { expect, test } from 'vitest'
import { asApiError, offlineError } from '../../lib/api-client'

test('only what a call threw is taken for something to tell people', () => {
  const offline = offlineError()
  expect(asApiError(offline)).toBe(offline)
  const mistake = new TypeError('x is undefined')
  expect(() => asApiError(mistake)).toThrow(mistake)
})
