import type { Page } from '@playwright/test'
import { chargesOf, dodo, subscriptionOf } from './steps/billing'
import { pay } from './steps/checkout'
import { expect, headerBalance, test } from './steps/fixtures'
import { expectAccessible, inspect } from './steps/inspect'

async function subscribe(page: Page, plan = 'Pro') {
  await page.goto('/billing')
  await page.getByRole('button', { name: `Subscribe to ${plan}` }).click()
  await pay(page)
  await page.waitForURL('**/billing?checkout=done*')
  await expect(page.getByText(`Welcome to ${plan}`)).toBeVisible()
}

/** The card at the top: the plan in force and what can be done about it. */
const planCard = (page: Page) =>
  page.locator('[data-slot=card]').filter({ has: page.getByRole('button', { name: 'Customer portal' }) })

test('a plan is subscribed to, changed up at the price shown, and down when the month ends', async ({
  page,
  person,
}) => {
  await subscribe(page)
  await expect(headerBalance(page)).toHaveText('150 credits')
  await expect(planCard(page)).toContainText('Active')
  await expect(planCard(page)).toContainText(/Renews on \d/)
  await expect(page.getByRole('listitem').filter({ hasText: '+100 credits' })).toContainText('$19.00')

  const change = page.getByRole('button', { name: 'Change to Enterprise' })
  await change.click()
  const dialog = page.getByRole('dialog', { name: 'Change to Enterprise' })
  await expect(dialog).toContainText('+900')
  await expectAccessible(page, 'the dialog of a plan change')
  await page.keyboard.press('Escape')
  await expect(change).toBeFocused()
  await change.press('Enter')
  const button = dialog.getByRole('button', { name: /^Pay \$/ })
  const shown = /\$([\d.]+)/.exec((await button.textContent()) ?? '')?.[1]
  await button.click()
  await expect(page.getByText('You are on Enterprise now.')).toBeVisible()
  await expect(dialog).toBeHidden()
  await expect(headerBalance(page)).toHaveText('1,050 credits')
  await expect(planCard(page)).toContainText('1,000 credits a month')
  const [, charged] = await chargesOf(await subscriptionOf(person.email))
  expect(charged).toBe(Math.round(Number(shown) * 100))

  await page.getByRole('button', { name: 'Change to Pro' }).click()
  const down = page.getByRole('dialog', { name: 'Change to Pro' })
  await expect(down).toContainText('$0.00')
  await down.getByRole('button', { name: 'Change at the end of the month' }).click()
  await expect(planCard(page)).toContainText('Changes to Pro on')
  await expect(page.getByText('Your next plan')).toBeVisible()
  await page.getByRole('button', { name: 'Keep Enterprise' }).click()
  await expect(planCard(page)).toContainText('Renews on')
  await expect(page.getByRole('button', { name: 'Change to Pro' })).toBeEnabled()
  expect(await chargesOf(await subscriptionOf(person.email))).toHaveLength(2)
})

test('a plan is cancelled for the end of its month and taken back', async ({ page }) => {
  await subscribe(page)
  await page.getByRole('button', { name: 'Cancel plan' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Cancel Pro?' })
  await expectAccessible(page, 'the dialog of a cancellation')
  await dialog.getByRole('button', { name: 'Cancel plan' }).click()
  await expect(dialog).toBeHidden()
  await expect(planCard(page)).toContainText(/Ends on \d.*, then Free/)
  await expect(planCard(page)).toContainText('Ending')
  await expect(page.getByRole('heading', { name: 'Pro', level: 2 })).toBeFocused()
  await expect(headerBalance(page)).toHaveText('150 credits')
  await page.getByRole('button', { name: 'Keep Pro' }).click()
  await expect(planCard(page)).toContainText('Renews on')
  await expect(page.getByRole('button', { name: 'Keep Pro' })).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Pro', level: 2 })).toBeFocused()
})

test('leaving the checkout changes nothing, and the page says so', async ({ page }) => {
  await page.goto('/billing')
  await page.getByRole('button', { name: 'Subscribe to Pro' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.waitForURL('**/billing?checkout=cancelled')
  await expect(page.getByText('You were not charged and your plan is as it was.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Subscribe to Pro' })).toBeEnabled()
})

test('the card is changed, a failed renewal says so, and another card brings the month', async ({
  page,
  person,
}) => {
  await subscribe(page)
  await page.getByRole('button', { name: 'Change card' }).click()
  await pay(page)
  await page.waitForURL('**/billing?*')
  await expect(planCard(page)).toContainText('Active')

  const id = await subscriptionOf(person.email)
  await dodo.subscription(id, 'card', { declines: true })
  await dodo.subscription(id, 'bill-now')
  await expect(async () => {
    await page.goto('/billing')
    await expect(planCard(page)).toContainText('Payment failed', { timeout: 1000 })
  }).toPass()
  await expect(page.getByRole('alert').filter({ hasText: 'did not go through' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Change to Enterprise' })).toBeDisabled()
  for (const theme of ['light', 'dark'] as const) await inspect(page, '/billing', theme)
  await page.getByRole('button', { name: 'Enter another card' }).click()
  await pay(page)
  await page.waitForURL('**/billing?*')
  await expect(planCard(page)).toContainText('Active')
  await expect(headerBalance(page)).toHaveText('250 credits')
})

test('a change of plan whose answer is lost is not called unchanged, and shows once there is a connection', async ({
  page,
  context,
}) => {
  await subscribe(page)
  await page.getByRole('button', { name: 'Change to Enterprise' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change to Enterprise' })
  await page.route('**/api/subscriptions/change', async (route) => {
    await route.fetch()
    await context.setOffline(true)
    await route.abort()
  })
  await dialog.getByRole('button', { name: /^Pay \$/ }).click()
  await expect(dialog.getByRole('alert')).toContainText('It is not known whether your plan was changed')
  await context.setOffline(false)
  await expect(planCard(page)).toContainText('1,000 credits a month')
  await expect(dialog).toBeHidden()
})

test('a larger plan whose payment is declined is not called changed, and is paid by another card', async ({
  page,
  person,
}) => {
  await subscribe(page)
  await dodo.subscription(await subscriptionOf(person.email), 'card', { declines: true })
  await page.getByRole('button', { name: 'Change to Enterprise' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change to Enterprise' })
  await dialog.getByRole('button', { name: /^Pay / }).click()
  await expect(page.getByText('Enterprise is not paid yet. You are still on Pro.')).toBeVisible()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('alert').filter({ hasText: 'Enterprise is not paid yet' })).toBeVisible()
  await expect(headerBalance(page)).toHaveText('150 credits')
  for (const theme of ['light', 'dark'] as const) await inspect(page, '/billing', theme)
  await page.getByRole('button', { name: 'Change card' }).click()
  await pay(page)
  await page.waitForURL('**/billing?*')
  await expect(planCard(page)).toContainText('1,000 credits a month')
  await expect(page.getByRole('alert').filter({ hasText: 'is not paid yet' })).toHaveCount(0)
})

test('a change of plan that was made elsewhere meanwhile shows, and its window closes', async ({ page }) => {
  await subscribe(page)
  await page.getByRole('button', { name: 'Change to Enterprise' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change to Enterprise' })
  const shown = /\$([\d.]+)/.exec(
    (await dialog.getByRole('button', { name: /^Pay / }).textContent()) ?? '',
  )?.[1]
  const data = { planId: 'enterprise', expectedCents: Math.round(Number(shown) * 100) }
  expect((await page.request.post('/api/subscriptions/change', { data })).ok()).toBe(true)
  await dialog.getByRole('button', { name: /^Pay / }).click()
  await expect(page.getByText('This plan is not on sale, or it is the one you have.')).toBeVisible()
  await expect(dialog).toBeHidden()
  await expect(planCard(page)).toContainText('1,000 credits a month')
})

test('a page that waits for a payment goes on waiting without a connection', async ({ page, context }) => {
  await page.goto('/billing?checkout=done')
  await expect(page.getByText('Setting up your plan')).toBeVisible()
  await page.evaluate(() => Object.assign(window, { isSameDocument: true }))
  const failed = page.waitForEvent('requestfailed')
  await context.setOffline(true)
  await failed
  await context.setOffline(false)
  const answer = await page.request.post('/api/subscriptions', { data: { planId: 'pro' } })
  await dodo.pay((await answer.json()).checkoutUrl)
  await expect(page.getByText('Welcome to Pro')).toBeVisible()
  expect(await page.evaluate(() => 'isSameDocument' in window)).toBe(true)
})
