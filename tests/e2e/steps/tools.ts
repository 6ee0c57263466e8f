import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures'

/** Where a tool's work shows. */
export const result = (page: Page): Locator => page.getByRole('region', { name: 'Result' })

/** What a tool says when a run did not work. Next has an alert of its own. */
export const problem = (page: Page): Locator => page.locator('main').getByRole('alert')

/** Waits until what a run came to is shown. */
export async function expectReceipt(page: Page, cost: string): Promise<void> {
  await expect(result(page).getByText('Took')).toBeVisible()
  await expect(result(page).locator('dl')).toContainText(`Cost${cost}`)
}

/** A prompt that the built-in model takes two seconds to answer. */
export const LONG_PROMPT = Array.from({ length: 80 }, (_, index) => index % 10).join(' ')

/** Waits for written text while more is being written, and resolves it. */
export const waitForPart = (page: Page): Promise<string> => readPart(page, false)

/** Waits for written text and presses Stop in the same frame: on a busy machine a click from outside comes after the end. */
export const stopAtPart = (page: Page): Promise<string> => readPart(page, true)

async function readPart(page: Page, stop: boolean): Promise<string> {
  const part = await page.waitForFunction((stop) => {
    const region = document.querySelector('[aria-label=Result][aria-busy=true]')
    const text = region?.querySelector('p.whitespace-pre-wrap')?.textContent ?? ''
    if (text.length <= 20) return undefined
    if (stop)
      [...document.querySelectorAll('button')].find((button) => button.textContent === 'Stop')?.click()
    return text
  }, stop)
  return (await part.jsonValue()) ?? ''
}
