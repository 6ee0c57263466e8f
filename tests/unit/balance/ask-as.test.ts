// @vitest-environment happy-dom
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { TrialBalance } from '../../../components/tools/balance/trial-balance'
import { CreditManager } from '../../../lib/credit-manager'
import { NotificationFeed } from '../../../lib/notification-feed'
import { fake } from './fake-supabase'

vi.mock('../../../lib/supabase/browser', () => import('./fake-supabase'))

const START = { available: 50, held: 0, version: 3 }
const reload = vi.fn()
const leaving: (() => void)[] = []
let user = ''
/** Whoever the cookies name; null: a trial. */
let signedIn: string | null = null

beforeEach(() => {
  user = randomUUID()
  signedIn = user
  reload.mockClear()
  sessionStorage.clear()
  vi.spyOn(window.location, 'reload').mockImplementation(reload)
  vi.stubGlobal('fetch', async () =>
    Response.json({ userId: signedIn, available: 900, held: 0, version: 90, unread: 7 }),
  )
})
afterEach(async () => {
  for (const leave of leaving.splice(0)) leave()
  await vi.waitFor(() => expect(fake.channels).toEqual([]))
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** What a page of `user` shows: a balance and a bell. */
async function openPage() {
  const [manager, feed] = [CreditManager.for(user, START), NotificationFeed.for(user, 2)]
  leaving.push(
    manager.subscribe(() => undefined),
    feed.subscribe(() => undefined),
  )
  await vi.waitFor(() => expect(fake.channels).toHaveLength(1))
  return () => ({ ...manager.getSnapshot(), unread: feed.getSnapshot().unread })
}

/** The tab comes to the front, and all that it asks for has been answered. */
async function look() {
  window.dispatchEvent(new Event('focus'))
  await new Promise((resolve) => setTimeout(resolve, 10))
}

test.each(['somebody else', 'a trial'])('a page is not told what %s has: it is loaded again', async (who) => {
  const shown = await openPage()
  signedIn = who === 'a trial' ? null : randomUUID()
  await look()
  expect(shown()).toEqual({ ...START, unread: 2 })
  expect(reload).toHaveBeenCalledOnce()
})

test('a page that a reload did not change is not loaded again and again', async () => {
  const shown = await openPage()
  signedIn = randomUUID()
  for (let n = 0; n < 3; n += 1) await look()
  expect(reload).toHaveBeenCalledOnce()
  expect(shown()).toEqual({ ...START, unread: 2 })
})

test('a page is loaded again each time that somebody else has come', async () => {
  const shown = await openPage()
  const other = randomUUID()
  for (const whose of [other, user, other]) {
    signedIn = whose
    await look()
  }
  expect(reload).toHaveBeenCalledTimes(2)
  expect(shown()).toMatchObject({ available: 900, unread: 7 })
})

test('a page of somebody who has signed out stays as it is', async () => {
  const shown = await openPage()
  vi.stubGlobal('fetch', async () => Response.json({ error: { code: 'unauthorized' } }, { status: 401 }))
  await look()
  expect(shown()).toEqual({ ...START, unread: 2 })
  expect(reload).not.toHaveBeenCalled()
})

test('a trial does not show what the account has that was opened meanwhile', async () => {
  const trial = TrialBalance.for({ available: 19, held: 0, version: 2 })
  await trial.refresh()
  expect(reload).toHaveBeenCalledOnce()
  expect(trial.getSnapshot()).toMatchObject({ available: 19 })
  signedIn = null
  await trial.refresh()
  expect(trial.getSnapshot()).toMatchObject({ available: 900 })
  expect(reload).toHaveBeenCalledOnce()
})
