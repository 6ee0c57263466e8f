import type { Locator, Page, Request } from '@playwright/test'
import { expect } from './fixtures'

/** Does something on an admin's page that must not reach the server. */
export async function withoutAsking(page: Page, act: () => Promise<void>): Promise<void> {
  const asked: string[] = []
  const note = (request: Request) => {
    if (request.method() === 'POST' && request.url().includes('/api/admin/')) asked.push(request.url())
  }
  page.on('request', note)
  await act()
  page.off('request', note)
  expect(asked).toEqual([])
}

/** Sends a form that is not ready: it sends nothing, goes to the field where something is missing, and says there what. */
export async function expectMissing(
  page: Page,
  submit: Locator,
  field: Locator,
  words: RegExp,
): Promise<void> {
  await withoutAsking(page, async () => {
    await submit.click()
    await expect(field).toBeFocused()
    await expect(field).toHaveAccessibleDescription(words)
  })
}
