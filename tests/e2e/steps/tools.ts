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

/** A prompt that the built-in model takes about a second and a half to answer. */
export const LONG_PROMPT = Array.from({ length: 70 }, (_, index) => index % 10).join(' ')

/** Waits for written text while more is being written, and resolves it. */
export async function waitForPart(page: Page): Promise<string> {
  const part = await page.waitForFunction(() => {
    const region = document.querySelector('[aria-label=Result][aria-busy=true]')
    const text = region?.querySelector('p.whitespace-pre-wrap')?.textContent ?? ''
    return text.length > 20 ? text : undefined
  })
  return (await part.jsonValue()) ?? ''
}
