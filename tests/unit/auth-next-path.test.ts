import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withNext } from '@/lib/auth/form/next-link'
import { nextPathFromLink, safeNextPath } from '@/lib/auth/next-path'

const SITE = 'https://creditkit.example'

/** Where a browser on our site goes when it is told to go to `path`. */
const originOf = (path: string) => new URL(path, SITE).origin

describe('safeNextPath', () => {
  it.each([
    '/',
    '/buy-credits',
    '/dashboard?tab=history&page=2#row-7',
    '/a/b/../c',
    '/search?q=//evil.example',
    '/%09/evil.example',
    '/%2F%2Fevil.example',
    '/@evil.example',
    '/caf\u00e9/\u8cb7',
  ])('keeps %j on this site', (next) => {
    const path = safeNextPath(next, '/fallback')
    expect(path).not.toBe('/fallback')
    expect(path).toBe(new URL(next, SITE).href.slice(SITE.length))
    expect(originOf(path)).toBe(SITE)
  })

  it.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/%2e//evil.example',
    '/%2E%2e//evil.example',
    '/a/..//evil.example',
    '/.\\/evil.example',
    'https://evil.example',
    'https:evil.example',
    'https:/evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'evil.example',
    ' /dashboard',
    '',
    '//',
    '//[',
  ])('refuses %j', (next) => {
    expect(safeNextPath(next, '/fallback')).toBe('/fallback')
  })

  it.each([undefined, null, 7, true, {}, ['/a', '/b'], ['//evil.example']])(
    'refuses %j, which is no text',
    (next) => {
      expect(safeNextPath(next)).toBe('/dashboard')
    },
  )

  it('never leads anywhere else, and gives the same answer for its own answer', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '%2f',
      '\t',
      '\n',
      '@',
      ':',
      '?',
      '#',
      'evil.example',
      'a',
      ' ',
    )
    const nasty = fc.array(piece, { maxLength: 9 }).map((pieces) => `/${pieces.join('')}`)
    fc.assert(
      fc.property(fc.oneof(nasty, fc.webUrl(), fc.string({ unit: 'binary' })), (next) => {
        const path = safeNextPath(next)
        expect(originOf(path)).toBe(SITE)
        expect(safeNextPath(path)).toBe(path)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('nextPathFromLink', () => {
  const site = new URL(SITE)

  it.each([
    ['https://creditkit.example/buy-credits?x=1#y', '/buy-credits?x=1#y'],
    ['https://creditkit.example', '/'],
    ['HTTPS://CREDITKIT.EXAMPLE/terms', '/terms'],
    ['/buy-credits', '/buy-credits'],
    ['', '/dashboard'],
    [undefined, '/dashboard'],
    [['https://creditkit.example/a'], '/dashboard'],
    ['http://creditkit.example/terms', '/dashboard'],
    ['https://creditkit.example:8443/terms', '/dashboard'],
    ['https://creditkit.example.evil.example/', '/dashboard'],
    ['https://creditkit.example@evil.example/', '/dashboard'],
    ['https://evil.example/buy-credits', '/dashboard'],
    ['https://creditkit.example//evil.example', '/dashboard'],
    ['javascript:alert(1)', '/dashboard'],
    ['//evil.example', '/dashboard'],
  ])('%j leads to %s', (next, path) => {
    expect(nextPathFromLink(next, site)).toBe(path)
  })
})

describe('withNext', () => {
  it('carries the path through one query parameter and back', () => {
    const next = '/a?b=c&d=e#f/\u00e9'
    const link = new URL(withNext('/sign-in', next), SITE)
    expect(link.pathname).toBe('/sign-in')
    expect([...link.searchParams]).toEqual([['next', next]])
  })

  it('keeps what the link asks already and leaves out the usual destination', () => {
    expect(withNext('/sign-in?problem=provider', '/a')).toBe('/sign-in?problem=provider&next=%2Fa')
    expect(withNext('/sign-in', '/dashboard')).toBe('/sign-in')
  })
})
