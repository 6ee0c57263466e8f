// @vitest-environment happy-dom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeEach, expect, test, vi } from 'vitest'
import { PaymentStatus } from '../../../components/billing/payment-status'
import { START, useWatching } from './watching'

vi.mock('../../../lib/supabase/browser', () => import('./fake-supabase'))

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
})

const { user, theChannel } = useWatching()

const PENDING = {
  id: 'c0ffee00-0000-4000-8000-000000000000',
  status: 'pending' as const,
  credits: 100,
  amountCents: 999,
  currency: 'USD',
  failure: null,
}

/** The page of a purchase, with a look that answers whatever `found` is by then. */
async function open(purchase: object) {
  let found = purchase
  vi.stubGlobal('fetch', async (path: string) =>
    path.startsWith('/api/purchases/') ? Response.json(found) : new Response(),
  )
  const container = document.createElement('div')
  const root = createRoot(container)
  const status = { userId: user(), balance: START, purchase: { ...PENDING, ...purchase } }
  act(() => root.render(createElement(PaymentStatus, status)))
  const channel = await theChannel()
  return {
    container,
    channel,
    close: () => act(() => root.unmount()),
    become: (next: object) => {
      found = { ...PENDING, ...next }
    },
  }
}

const DECLINED = { status: 'failed', failure: 'The card was declined.' } as const

test('a payment that failed may be followed by one that goes through, and is looked for', async () => {
  const { container, become, close } = await open(DECLINED)
  expect(container.textContent).toContain('The payment did not go through')
  become({ status: 'completed' })
  await act(async () => void (await vi.advanceTimersByTimeAsync(10_000)))
  expect(container.textContent).toContain('100 credits added')
  become(DECLINED)
  await act(async () => void (await vi.advanceTimersByTimeAsync(20_000)))
  expect(container.textContent).toContain('100 credits added')
  close()
})

test('credits that come while the page says failed are looked at without waiting', async () => {
  const { container, channel, become, close } = await open(DECLINED)
  become({ status: 'completed' })
  await act(async () => channel.hear({ payload: { available: 150, held: 0, version: 4 } }))
  await vi.waitFor(() => expect(container.textContent).toContain('100 credits added'))
  close()
})

test('a look that still saw the payment pending does not undo the news that it arrived', async () => {
  const answers: ((purchase: object) => Promise<void>)[] = []
  const hold = () =>
    new Promise<Response>((resolve) => {
      answers.push((purchase) => act(async () => resolve(Response.json(purchase))))
    })
  vi.stubGlobal('fetch', (path: string) => (path.startsWith('/api/purchases/') ? hold() : new Response()))
  const container = document.createElement('div')
  const root = createRoot(container)
  const status = { userId: user(), balance: START, purchase: PENDING }
  act(() => root.render(createElement(PaymentStatus, status)))
  const channel = await theChannel()
  act(() => void vi.advanceTimersByTime(3_000))
  act(() => channel.hear({ payload: { available: 150, held: 0, version: 4 } }))
  expect(answers).toHaveLength(2)
  const [polled, told] = answers
  await told?.({ ...PENDING, status: 'completed' })
  expect(container.textContent).toContain('100 credits added')
  await polled?.(PENDING)
  expect(container.textContent).toContain('100 credits added')
  act(() => root.unmount())
})
