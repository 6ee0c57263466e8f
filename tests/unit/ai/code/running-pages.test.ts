import { runInNewContext } from 'node:vm'
import { Window } from 'happy-dom'
import { expect, it, vi } from 'vitest'
import { generateCode } from '../../../../lib/ai/code/generate-code'
import { useSettings } from '../settings'

useSettings()

/** Opens a generated page and runs its script, with nothing but what browsers have. */
async function openPage(brief: string) {
  const { files } = await generateCode({ brief, signal: new AbortController().signal })
  const read = (path: string) => files.find((file) => file.path === path)?.content ?? ''
  const window = new Window({ url: 'https://page.test/' })
  const { document, localStorage } = window
  document.write(read('index.html'))
  // Timers and the clock are looked up late, so that a test can hold them.
  const clock = {
    setTimeout: (work: () => void, ms?: number) => setTimeout(work, ms),
    setInterval: (work: () => void, ms?: number) => setInterval(work, ms),
    clearInterval: (id: NodeJS.Timeout) => clearInterval(id),
    Date,
  }
  runInNewContext(read('script.js'), { document, localStorage, ...clock })
  const find = (selector: string) => {
    const element = document.querySelector(selector)
    if (!element) throw new Error(`${selector} is not on the page`)
    return element
  }
  const all = (selector: string) =>
    [...document.querySelectorAll(selector)].map((one) => one.textContent.trim())
  const click = (selector: string) =>
    find(selector).dispatchEvent(new window.MouseEvent('click', { bubbles: true }))
  const send = (selector: string) =>
    find(selector).dispatchEvent(new window.Event('submit', { bubbles: true, cancelable: true }))
  const type = (selector: string, value: string) => {
    find(selector).setAttribute('value', value)
    Object.assign(find(selector), { value })
    find(selector).dispatchEvent(new window.Event('input', { bubbles: true }))
    find(selector).dispatchEvent(new window.Event('change', { bubbles: true }))
  }
  return { window, document, find, all, click, send, type }
}

it('adds to, ticks off, filters and removes from a to-do list', async () => {
  const { all, click, send, type, find } = await openPage('checklist: milk, bread')
  expect(all('#entries label')).toEqual(['Milk', 'Bread'])
  type('#entry', '<b>Eggs</b>')
  send('#add')
  expect(all('#entries label')).toEqual(['Milk', 'Bread', '<b>Eggs</b>'])
  expect(find('#count').textContent).toBe('3 entries are open')
  click('#entry-0')
  expect(find('#count').textContent).toBe('2 entries are open')
  click('[data-show="done"]')
  expect(all('#entries label')).toEqual(['Milk'])
  click('#entries button')
  expect(all('#entries label')).toEqual([])
  click('[data-show="all"]')
  expect(all('#entries label')).toEqual(['Bread', '<b>Eggs</b>'])
})

it.each([
  ['tip calculator', { bill: '100', tip: '20', people: '4' }, ['120', '30']],
  ['loan calculator', { amount: '1200', rate: '12', years: '1' }, ['106.62', '1,279.42']],
  ['bmi calculator', { weight: '80', height: '200' }, ['20']],
  ['convert celsius to fahrenheit', { degrees: '100' }, ['212', '37.78']],
  ['convert kilograms to pounds', { weight: '10' }, ['22.05', '4.54']],
  ['convert cups to millilitres', { volume: '1' }, ['236.59', '0']],
  ['exchange rate calculator', { amount: '10', rate: '2' }, ['20', '5']],
  ['convert miles to km', { distance: '10' }, ['6.21', '16.09']],
  ['a calculator', { first: '6', second: '4' }, ['10', '2', '24', '1.5', '150']],
])('works out: %s', async (brief, values, results) => {
  const { all, type } = await openPage(brief)
  for (const [id, value] of Object.entries(values)) type(`#${id}`, value)
  expect(all('[data-result]')).toEqual(results)
})

it('says what is missing for a result', async () => {
  const { all, type, find } = await openPage('a calculator')
  type('#first', '')
  expect(find('#problem').textContent).toContain('First number')
  expect(new Set(all('[data-result]'))).toEqual(new Set(['–']))
})

it('counts down, pauses and starts over', async () => {
  vi.useFakeTimers()
  try {
    const { click, find, document } = await openPage('a 2 minute timer')
    expect(find('#time').textContent).toBe('2:00')
    click('#start')
    vi.advanceTimersByTime(30_000)
    expect(find('#time').textContent).toBe('1:30')
    expect(document.title).toContain('1:30')
    click('#start')
    vi.advanceTimersByTime(30_000)
    expect(find('#time').textContent).toBe('1:30')
    expect(find('#state').textContent).toBe('Paused')
    click('#start')
    vi.advanceTimersByTime(90_000)
    expect(find('#state').textContent).toBe('Time is up')
    click('#again')
    expect(find('#time').textContent).toBe('2:00')
  } finally {
    vi.useRealTimers()
  }
})

it('opens the pictures of a gallery and leads through them', async () => {
  const { click, find, all } = await openPage('a gallery with boats and birds')
  click('.picture')
  expect(find('#large').hasAttribute('open')).toBe(true)
  expect(find('#caption').textContent).toBe('Boats (1 of 6)')
  click('#next')
  expect(find('#caption').textContent).toBe('Birds (2 of 6)')
  click('#previous')
  click('#previous')
  expect(find('#caption').textContent).toBe(`${all('.picture span').at(-1)} (6 of 6)`)
  expect(find('#frame svg').tagName.toLowerCase()).toBe('svg')
  click('#close')
  expect(find('#large').hasAttribute('open')).toBe(false)
})

it('thanks whoever leaves an address on a landing page', async () => {
  const { send, find } = await openPage('landing page for a choir')
  Object.assign(find('#email'), { value: 'ada@example.com' })
  send('#message')
  expect(find('#answer').textContent).toContain('ada@example.com')
})
