import AxeBuilder from '@axe-core/playwright'
import { test as bare } from '@playwright/test'
import { signInAdmin } from '../helpers/app/people'
import { openCheckout } from './steps/checkout'
import { expect, test } from './steps/fixtures'
import { inspect } from './steps/inspect'

const TOOLS = ['/tools', '/tools/text', '/tools/image', '/tools/code', '/tools/review']
const PUBLIC = [
  '/',
  '/pricing',
  '/terms',
  '/privacy',
  '/api-reference',
  '/sign-in',
  '/sign-up',
  '/forgot-password',
  '/reset-password',
  '/auth/link-expired',
  '/auth/half-confirmed',
  '/auth/account-deleted',
  '/unsubscribe',
  '/no-such-page',
  ...TOOLS,
]
const PROTECTED = [
  '/dashboard',
  '/models',
  '/example-tool',
  '/buy-credits',
  '/buy-credits?checkout=cancelled',
  '/billing',
  '/billing?checkout=cancelled',
  '/billing/receipts',
  '/history',
  '/usage',
  '/notifications',
  '/settings',
  '/settings/security',
  '/settings/notifications',
  '/settings/data',
  ...TOOLS,
]
const ADMIN = [
  '/admin',
  '/admin/purchases',
  '/admin/ledger',
  '/admin/webhooks',
  '/admin/mails',
  '/admin/crons',
  '/admin/catalogue',
  '/admin/subscriptions',
  '/admin/leads',
  '/admin/models',
]
const THEMES = ['light', 'dark'] as const

for (const theme of THEMES) {
  for (const path of PUBLIC) {
    bare(`${path} is accessible, quiet and fits for strangers, ${theme}`, ({ page }) =>
      inspect(page, path, theme),
    )
  }
  for (const path of PROTECTED) {
    test(`${path} is accessible, quiet and fits, ${theme}`, ({ page }) => inspect(page, path, theme))
  }
  for (const path of ADMIN) {
    test(`${path} is accessible, quiet and fits for admins, ${theme}`, async ({ openAs }) =>
      inspect(await openAs(await signInAdmin(process.env)), path, theme))
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
  '/models',
  '/example-tool',
  '/buy-credits?checkout=cancelled',
  '/payment-success?purchase=',
  '/tools/code/5d5c2a0e-0000-4000-8000-000000000000?file=index.html&line=2',
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

test('the admin page does not exist for anyone else', async ({ page }) => {
  await page.goto('/admin')
  await expect(page.getByRole('heading', { level: 1, name: 'This page does not exist' })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Admin' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Account' }).click()
  await expect(page.getByRole('menuitem')).toHaveText([/Buy credits/, /Settings/, /Sign out/])
})

bare('an address that does not exist answers 404', async ({ page }) => {
  expect((await page.goto('/no-such-page'))?.status()).toBe(404)
})
