import { expect, it } from 'vitest'
import { hostnameOf } from '../../local/cli/app'

it('keeps the app on this machine unless somebody says where it listens', () => {
  expect(hostnameOf([])).toEqual(['--hostname', 'localhost'])
  expect(hostnameOf(['--turbopack'])).toEqual(['--hostname', 'localhost'])
  for (const given of [['--hostname', '0.0.0.0'], ['--hostname=0.0.0.0'], ['-H', '::']])
    expect(hostnameOf(given)).toEqual([])
})
