import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const WIDTHS = [1440, 390]

/** What the page complained about on its console, or threw. The answer 404 of a page is no complaint of the page. */
function recordComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    const text = message.text()
    const isAnswer = text.startsWith('Failed to load resource') && message.location().url === page.url()
    // What axe would run in the preview of a mail, which runs nothing.
    const isSandbox = text.startsWith("Blocked script execution in 'about:srcdoc'")
    if (['error', 'warning'].includes(message.type()) && !isAnswer && !isSandbox) complaints.push(text)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return complaints
}

/** Opens `path` at every width and expects it accessible, quiet and no wider than the screen. */
export async function inspect(page: Page, path: string, theme: 'light' | 'dark'): Promise<void> {
  const complaints = recordComplaints(page)
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('[data-slot=skeleton]')).toHaveCount(0)
    await expect(page.locator('html')).toHaveClass(theme === 'dark' ? /\bdark\b/ : /^(?!.*\bdark\b)/)
    await expect(page.locator('main')).toHaveCount(1)
    await expectAccessible(page, `axe on ${path} at ${width} px`)
    await expectToFit(page)
  }
  expect(complaints).toEqual([])
}

/** Expects the page, as it is now, to have no fault that axe can find. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // What fades is read at full strength: nothing moves.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  // A frame without scripts, such as the preview of a mail, can't answer axe.
  const { violations } = await new AxeBuilder({ page }).exclude('iframe[sandbox=""]').analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  expect(found, what).toEqual([])
}

/** Expects the page, as it is now, to be no wider than the screen. */
export async function expectToFit(page: Page): Promise<void> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(excess, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0)
}
