// @vitest-environment happy-dom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { toast } from 'sonner'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PreferenceList } from '../../components/notifications/preference-list'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

/** What the server was sent and has not answered yet, oldest first. */
let sent: { body: object; answer(isSaved: boolean): Promise<void> }[] = []
let unmount = () => {}

beforeEach(() => {
  sent = []
  vi.spyOn(toast, 'error').mockReturnValue('')
  vi.spyOn(globalThis, 'fetch').mockImplementation(
    (_path, request) =>
      new Promise((resolve) => {
        const answer = (isSaved: boolean) =>
          act(async () => resolve(Response.json({}, { status: isSaved ? 200 : 500 })))
        sent.push({ body: JSON.parse(String(request?.body)), answer })
      }),
  )
})
afterEach(() => {
  unmount()
  vi.restoreAllMocks()
})

/** The switches of one kind, both on. */
function mount() {
  const container = document.createElement('div')
  const root = createRoot(container)
  const setting = { byMail: true, inApp: true, isRequired: false, isMarketing: false }
  const settings = [{ kind: 'low_balance' as const, ...setting }]
  act(() => root.render(createElement(PreferenceList, { settings })))
  unmount = () => act(() => root.unmount())
  const find = (way: string) =>
    container.querySelector<HTMLElement>(`[role=switch][aria-label="Low balance ${way}"]`)
  return {
    flip: (way = 'by mail') => act(() => find(way)?.click()),
    isOn: (way = 'by mail') => find(way)?.getAttribute('aria-checked') === 'true',
  }
}

/** Answer the oldest request that waits, the only one unless a test says so. */
const answerNext = (isSaved: boolean) => sent.shift()?.answer(isSaved)
const bodies = () => sent.map(({ body }) => body)

test('a switch that is flipped twice is saved twice, one after the other', async () => {
  const { flip, isOn } = mount()
  flip()
  flip()
  expect(bodies()).toEqual([{ kind: 'low_balance', byMail: false }])
  await answerNext(true)
  expect(bodies()).toEqual([{ kind: 'low_balance', byMail: true }])
  await answerNext(true)
  expect(bodies()).toEqual([])
  expect(isOn()).toBe(true)
})

test('what was wished in between is not sent', async () => {
  const { flip, isOn } = mount()
  for (let n = 0; n < 3; n += 1) flip()
  await answerNext(true)
  expect(bodies()).toEqual([])
  expect(isOn()).toBe(false)
  flip()
  expect(bodies()).toEqual([{ kind: 'low_balance', byMail: true }])
})

test('a failure does not undo a newer wish, which is sent as well', async () => {
  const { flip, isOn } = mount()
  flip()
  flip()
  await answerNext(false)
  expect(isOn()).toBe(true)
  expect(bodies()).toEqual([{ kind: 'low_balance', byMail: true }])
  await answerNext(true)
  expect(isOn()).toBe(true)
  expect(toast.error).not.toHaveBeenCalled()
})

test('what could not be saved goes back to what was', async () => {
  const { flip, isOn } = mount()
  flip()
  flip()
  await answerNext(true)
  await answerNext(false)
  expect(isOn()).toBe(false)
  expect(toast.error).toHaveBeenCalledOnce()
})

test('another switch is not waited for', async () => {
  const { flip, isOn } = mount()
  flip()
  flip('in the app')
  expect(bodies()).toEqual([
    { kind: 'low_balance', byMail: false },
    { kind: 'low_balance', inApp: false },
  ])
  expect([isOn(), isOn('in the app')]).toEqual([false, false])
})
