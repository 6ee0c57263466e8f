import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { signInAdmin } from '../helpers/app/people'
import { expect, test } from './steps/fixtures'

const palette = (page: Page) => page.getByRole('dialog', { name: 'Command palette' })

/** Opens the palette with the keyboard, as soon as the page listens. */
async function open(page: Page) {
  await expect(page.getByRole('button', { name: 'Search and commands' })).toContainText(/K/)
  await page.keyboard.press('ControlOrMeta+k')
  await expect(palette(page).getByRole('combobox')).toBeFocused()
}

test('goes to pages and switches the theme by a few letters', async ({ page }) => {
  await page.goto('/dashboard')
  await open(page)
  await page.keyboard.type('invoice')
  await expect(page.getByRole('option')).toHaveText(['Receipts'])
  await page.keyboard.press('Enter')
  await page.waitForURL('**/billing/receipts')
  await expect(palette(page)).toHaveCount(0)

  await open(page)
  await page.keyboard.type('dark')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveClass(/\bdark\b/)

  await open(page)
  await page.keyboard.type('no such thing')
  await expect(page.getByText('No page, tool or setting goes by that name.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(palette(page)).toHaveCount(0)
})

test('opens by its button on a phone, is accessible in both themes, and gives the focus back', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.goto('/tools')
    const button = page.getByRole('button', { name: 'Search and commands' })
    await button.click()
    await expect(palette(page)).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).include('[data-slot=command-dialog]').analyze()
    expect(violations).toEqual([])
    await page.keyboard.press('Escape')
    await expect(button).toBeFocused()
  }
})

test('knows admin pages for admins only, and signs out', async ({ page, openAs }) => {
  await page.goto('/dashboard')
  await open(page)
  await page.keyboard.type('admin')
  await expect(page.getByText('No page, tool or setting goes by that name.')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('sign out')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === '/')

  const admin = await openAs(await signInAdmin(process.env))
  await admin.goto('/dashboard')
  await open(admin)
  await admin.keyboard.type('admin purchases')
  await admin.keyboard.press('Enter')
  await admin.waitForURL('**/admin/purchases')
  await open(admin)
  await admin.keyboard.type('user@example.com')
  await expect(admin.getByRole('option')).toHaveCount(3)
  await admin.keyboard.press('Enter')
  await admin.waitForURL('**/admin/users?q=user%40example.com')
  await expect(admin.getByRole('main').getByText('user@example.com')).toBeVisible()
})
