import type { Page } from '@playwright/test'

/** Opens a page whose scripts are held back, as on a slow line: it can be seen and filled in, and nothing runs. Answers what wakes it. */
export async function openAsleep(page: Page, path: string): Promise<() => void> {
  let wake = () => {}
  const woken = new Promise<void>((resolve) => {
    wake = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await woken
    await route.continue()
  })
  await page.goto(path, { waitUntil: 'commit' })
  return () => wake()
}
