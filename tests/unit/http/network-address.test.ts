import { expect, it } from 'vitest'
import { networkAddress } from '@/lib/http/network-address'

const of = (headers: Record<string, string>) => networkAddress(new Headers(headers))

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:41234', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::9', '2001:db8:0:0'],
  ['2001:DB8:1:2::9', '2001:db8:1:2'],
  ['[2001:db8:1:2::9]:443', '2001:db8:1:2'],
  ['', 'unknown'],
])('a proxy that reports %j names %j', (reported, address) => {
  expect(of({ 'x-real-ip': reported })).toBe(address)
})

it('is what the nearest proxy added, not what the visitor claims', () => {
  expect(of({ 'x-forwarded-for': '198.51.100.1, 203.0.113.7' })).toBe('203.0.113.7')
  expect(of({ 'x-forwarded-for': '198.51.100.1', 'x-real-ip': '203.0.113.7' })).toBe('203.0.113.7')
  expect(of({})).toBe('unknown')
})
