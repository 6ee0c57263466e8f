import { expect, test, vi } from 'vitest'
import { TOOLS, type Tool } from '../../../lib/tools/catalogue'
import { isToolReady } from '../../../lib/tools/offers'

vi.mock('@/lib/ai/media/provider', () => ({ isMediaConfigured: (feature: string) => feature === 'made' }))

const PAGE = '/tools/image'

test.each([
  ['with a page', { page: PAGE }, true],
  ['with a page, in want of a provider', { page: PAGE, needs: 'provider' }, false],
  ['with a page and a provider', { page: PAGE, needs: 'provider', feature: 'made' }, true],
  ['with a provider and no page', { page: null, needs: 'provider', feature: 'made' }, false],
  ['without a page', { page: null }, false],
] as const)('a tool %s: ready is %s', (_what, changes, isReady) => {
  const { needs: _needs, ...plain }: Tool = TOOLS.video
  expect(isToolReady({ ...plain, ...changes })).toBe(isReady)
})
