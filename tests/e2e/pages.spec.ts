import AxeBuilder from '@axe-core/playwright'
import { test as bare, type Page } from '@playwright/test'
import { signInAdmin } from '../helpers/app/people'
import { openCheckout } from './steps/checkout'
import { expect, test } from './steps/fixtures'

const PUBLIC = [
  '/',
  '/terms',
  '/privacy',
  '/sign-in',
  '/sign-up',
  '/forgot-password',
  '/reset-password',
  '/auth/link-expired',
  '/auth/half-confirmed',
  '/no-such-page',
]
const PROTECTED = ['/dashboard', '/example-tool', '/buy-credits', '/buy-credits?checkout=cancelled']
const WIDTHS = [1440, 390]
const THEMES = ['light', 'dark'] as const

/** What the page complained about on its console, or threw. The answer 404 of a page is no complaint of the page. */
function recordComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    const text = message.text()
    const isAnswer = text.startsWith('Failed to load resource') && message.location().url === page.url()
    if (['error', 'warning'].includes(message.type()) && !isAnswer) complaints.push(text)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return complaints
}

/** Opens `path` at every width and expects it accessible, quiet and no wider than the screen. */
async function inspect(page: Page, path: string, theme: 'light' | 'dark') {
  const complaints = recordComplaints(page)
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('main [data-slot=skeleton]')).toHaveCount(0)
    await expect(page.locator('html')).toHaveClass(theme === 'dark' ? /\bdark\b/ : /^(?!.*\bdark\b)/)
    await expect(page.locator('main')).toHaveCount(1)
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
    expect(found, `axe on ${path} at ${width} px`).toEqual([])
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(excess, `${path} is not wider than ${width} px`).toBeLessThanOrEqual(0)
  }
  expect(complaints).toEqual([])
}

for (const theme of THEMES) {
  for (const path of PUBLIC) {
    bare(`${path} is accessible, quiet and fits, ${theme}`, ({ page }) => inspect(page, path, theme))
  }
  for (const path of PROTECTED) {
    test(`${path} is accessible, quiet and fits, ${theme}`, ({ page }) => inspect(page, path, theme))
  }
  test(`a payment that is waited for is accessible, quiet and fits, ${theme}`, async ({
    page,
    openAs,
    person,
  }) => {
    const purchaseId = await openCheckout(page)
    await inspect(await openAs(person), `/payment-success?purchase=${purchaseId}`, theme)
  })
}

test('the menus are accessible when open', async ({ page }) => {
  await page.goto('/dashboard')
  await page.getByRole('button', { name: 'Account' }).click()
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
  // An open menu lies outside of the landmarks, over a page that is hidden meanwhile.
  const { violations } = await new AxeBuilder({ page }).disableRules('region').analyze()
  expect(violations).toEqual([])
})

for (const path of [
  '/dashboard',
  '/example-tool',
  '/buy-credits?checkout=cancelled',
  '/payment-success?purchase=',
]) {
  test(`${path} asks strangers to sign in and takes them back`, async ({
    page: own,
    browser,
    baseURL,
    person,
  }) => {
    const purchase = path.endsWith('purchase=') ? await openCheckout(own) : ''
    const target = `${path}${purchase}`
    const context = await browser.newContext({ baseURL })
    const page = await context.newPage()
    await page.goto(target)
    await page.waitForURL((url) => url.pathname === '/sign-in')
    expect(new URL(page.url()).searchParams.get('next')).toBe(target)
    await page.getByLabel('Email').fill(person.email)
    await page.getByLabel('Password', { exact: true }).fill(person.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL(target)
    await expect(page.getByTestId('header-balance')).toHaveText('50 credits')
    await context.close()
  })
}

test('the admin page does not exist for anyone else', async ({ page, openAs }) => {
  await page.goto('/admin')
  await expect(page.getByRole('heading', { level: 1, name: 'This page does not exist' })).toBeVisible()
  await expect(page.getByText('Ledger health')).toHaveCount(0)
  await page.getByRole('button', { name: 'Account' }).click()
  await expect(page.getByRole('menuitem')).toHaveText([/Buy credits/, /Sign out/])

  const adminPage = await openAs(await signInAdmin(process.env))
  for (const theme of THEMES) await inspect(adminPage, '/admin', theme)
  await expect(adminPage.getByText('All is well')).toBeVisible()
})

bare('an address that does not exist answers 404', async ({ page }) => {
  expect((await page.goto('/no-such-page'))?.status()).toBe(404)
})
