// @vitest-environment happy-dom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useRefresh } from '../../components/ui/use-refresh'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
const router = vi.hoisted(() => ({ refresh: vi.fn() }))
vi.mock('next/navigation', () => ({ useRouter: () => router }))

const server = vi.fn<typeof fetch>()
const root = createRoot(document.createElement('div'))
let refresh: () => void

beforeEach(() => {
  vi.stubGlobal('fetch', server.mockResolvedValue(new Response()))
  const Page = () => {
    refresh = useRefresh()
    return null
  }
  act(() => root.render(createElement(Page)))
})
afterEach(() => {
  act(() => root.render(null))
  vi.resetAllMocks()
})

test('a page is read anew when the server can be reached', async () => {
  await act(async () => refresh())
  expect(router.refresh).toHaveBeenCalledOnce()
})

test('without a connection a page stays, and is read anew once when it is back', async () => {
  server.mockRejectedValue(new TypeError('Failed to fetch'))
  await act(async () => refresh())
  await act(async () => refresh())
  expect(router.refresh).not.toHaveBeenCalled()
  server.mockResolvedValue(new Response())
  window.dispatchEvent(new Event('online'))
  await vi.waitFor(() => expect(router.refresh).toHaveBeenCalledOnce())
  window.dispatchEvent(new Event('online'))
  await act(async () => refresh())
  expect(router.refresh).toHaveBeenCalledTimes(2)
})
