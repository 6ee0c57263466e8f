// @vitest-environment happy-dom
import { randomUUID } from 'node:crypto'
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useCreditManager } from '../../../lib/credit-manager'
import { fake } from './fake-supabase'

vi.mock('../../../lib/supabase/browser', () => import('./fake-supabase'))

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

const START = { available: 50, held: 0, version: 1 }
let user = ''

const mounted: (() => void)[] = []

/** A component that shows the balance, as somebody's page has several of. */
function mount(initial = START) {
  const container = document.createElement('div')
  const root = createRoot(container)
  const Balance = ({ balance }: { balance: typeof START }) => {
    const { available, held } = useCreditManager(user, balance)
    return `${available}, ${held} held`
  }
  const rerender = (balance: typeof START) => act(() => root.render(createElement(Balance, { balance })))
  const unmount = () => act(() => root.unmount())
  rerender(initial)
  mounted.push(unmount)
  return { text: () => container.textContent, rerender, unmount }
}

const tell = (payload: object) => fake.channels[0]?.hear({ payload })

beforeEach(() => {
  user = randomUUID()
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json({ ...START, userId: user }))
})
afterEach(async () => {
  for (const unmount of mounted.splice(0)) unmount()
  await vi.waitFor(() => expect(fake.channels).toHaveLength(0))
  vi.restoreAllMocks()
})

test('every component shows the same news, over one channel', async () => {
  const components = [mount(), mount(), mount()]
  await vi.waitFor(() => expect(fake.channels).toHaveLength(1))
  act(() => tell({ available: 7, held: 2, version: 2 }))
  expect(components.map(({ text }) => text())).toEqual(['7, 2 held', '7, 2 held', '7, 2 held'])
})

test('what the server renders later counts when it is newer, and not when it is older', async () => {
  const { text, rerender } = mount({ available: 40, held: 0, version: 5 })
  rerender({ available: 45, held: 0, version: 4 })
  expect(text()).toBe('40, 0 held')
  rerender({ available: 30, held: 0, version: 6 })
  expect(text()).toBe('30, 0 held')
  await vi.waitFor(() => expect(fake.channels).toHaveLength(1))
})

test('a component that comes later starts with the news, not with what its page was rendered with', async () => {
  mount()
  await vi.waitFor(() => expect(fake.channels).toHaveLength(1))
  act(() => tell({ available: 7, held: 0, version: 2 }))
  expect(mount().text()).toBe('7, 0 held')
})

test('the last component to go closes the channel', async () => {
  const [first, second] = [mount(), mount()]
  await vi.waitFor(() => expect(fake.channels).toHaveLength(1))
  first.unmount()
  await Promise.resolve()
  expect(fake.channels).toHaveLength(1)
  second.unmount()
  await vi.waitFor(() => expect(fake.channels).toHaveLength(0))
})

test('on the server it is the balance that was read, and nothing is opened', () => {
  const Balance = () => String(useCreditManager(user, START).available)
  expect(renderToString(createElement(Balance))).toBe('50')
  expect(fake.channels).toHaveLength(0)
})
