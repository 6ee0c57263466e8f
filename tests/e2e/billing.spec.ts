import type { Page } from '@playwright/test'
import { setBalance } from '../helpers/app/database'
import { createDodo } from '../helpers/app/dodo'
import { controlDodo } from '../helpers/app/dodo-control'
import { pay } from './steps/checkout'
import { expect, headerBalance, test } from './steps/fixtures'
import { expectAccessible, inspect } from './steps/inspect'

const dodo = createDodo(process.env)

type DodoState = {
  subscriptions: { subscription_id: string; customer: { email: string }; on_demand: boolean }[]
  payments: { subscription_id: string; total_amount: number; created_at: string }[]
}

/** Dodo's id of somebody's newest subscription: to a plan, or a mandate for top-ups. */
async function subscriptionOf(email: string, isMandate = false): Promise<string> {
  const { subscriptions } = await controlDodo<DodoState>(process.env, 'state')
  const found = subscriptions.findLast(
    (entry) => entry.customer.email === email && entry.on_demand === isMandate,
  )
  if (!found) throw new Error(`${email} has no such subscription.`)
  return found.subscription_id
}

/** What a subscription was charged, oldest first, in cents. */
async function chargesOf(subscriptionId: string): Promise<number[]> {
  const { payments } = await controlDodo<DodoState>(process.env, 'state')
  return payments
    .filter((entry) => entry.subscription_id === subscriptionId)
    .map((entry) => entry.total_amount)
}

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
const topUpCard = (page: Page) =>
  page.locator('[data-slot=card]').filter({ has: page.getByRole('switch', { name: 'Automatic top-up' }) })

test('a plan is subscribed to, changed up at the price shown, and down when the month ends', async ({
  page,
  person,
}) => {
  await subscribe(page)
  await expect(headerBalance(page)).toHaveText('150 credits')
  await expect(planCard(page)).toContainText('Active')
  await expect(planCard(page)).toContainText(/Renews on \d/)
  await expect(page.getByRole('listitem').filter({ hasText: '+100 credits' })).toContainText('$19.00')

  await page.getByRole('button', { name: 'Change to Enterprise' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change to Enterprise' })
  await expect(dialog).toContainText('+900')
  await expectAccessible(page, 'the dialog of a plan change')
  const button = dialog.getByRole('button', { name: /^Pay \$/ })
  const shown = /\$([\d.]+)/.exec((await button.textContent()) ?? '')?.[1]
  await button.click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('You are on Enterprise now.')).toBeVisible()
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
  await expect(headerBalance(page)).toHaveText('150 credits')
  await page.getByRole('button', { name: 'Keep Pro' }).click()
  await expect(planCard(page)).toContainText('Renews on')
  await expect(page.getByRole('button', { name: 'Keep Pro' })).toHaveCount(0)
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

test('top-up is set up with a card by keyboard, buys by itself, and is switched off', async ({
  page,
  person,
  sql,
}) => {
  await page.goto('/billing')
  const toggle = page.getByRole('switch', { name: 'Automatic top-up' })
  await toggle.focus()
  await page.keyboard.press('Space')
  await expect(page.getByRole('radio', { name: /^Pro/ })).toBeChecked()
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('radio', { name: /^Starter/ })).toBeChecked()
  await page.getByLabel('Most to spend in 30 days').fill('5')
  await page.getByLabel('When fewer credits are left than').fill('30')
  await page.keyboard.press('Enter')
  await expect(page.getByText('At least $9.99, or it could never buy Starter.')).toBeVisible()
  await expectAccessible(page, 'the top-up form with an error')
  await page.getByLabel('Most to spend in 30 days').fill('50')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Pay with card' })).toBeVisible()

  // Left without a card it waits for one.
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.waitForURL('**/billing?top-up=cancelled')
  await expect(page.getByText('No card was entered')).toBeVisible()
  await expect(topUpCard(page)).toContainText('Waiting for a card')
  for (const theme of ['light', 'dark'] as const) await inspect(page, '/billing?top-up=cancelled', theme)
  await page.getByRole('button', { name: 'Enter a card' }).click()
  await pay(page)
  await page.waitForURL('**/billing?top-up=done*')
  await expect(page.getByText('Automatic top-up is on')).toBeVisible()
  await expect(topUpCard(page)).toContainText(
    'Buys Starter (100 credits, $9.99) below 30 credits, at most $50 in 30 days.',
  )
  await expect(headerBalance(page)).toHaveText('50 credits')

  // The webhooks of whoever buys next set off what is due, as a paid call would.
  await setBalance(sql, person.id, 29)
  await dodo.subscription(await subscriptionOf(person.email, true), 'event', { type: 'subscription.updated' })
  await expect(headerBalance(page)).toHaveText('129 credits')
  await page.reload()
  await expect(topUpCard(page)).toContainText('Bought for $9.99 in the last 30 days.')

  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(toggle).toBeFocused()
  await toggle.click()
  await expect(page.getByText('Automatic top-up is off.')).toBeVisible()
  await expect(toggle).not.toBeChecked()
  await expect(topUpCard(page)).toContainText('Buys a package by itself')
})

test('a top-up that we stopped says why and is switched on again with a card', async ({
  page,
  person,
  sql,
}) => {
  const data = { packageId: 'starter', threshold: 20, monthlyCapCents: 5000, isEnabled: true }
  const answer = await page.request.post('/api/top-up', { data })
  await dodo.pay((await answer.json()).checkoutUrl)
  await dodo.subscription(await subscriptionOf(person.email, true), 'card', { declines: true })
  await setBalance(sql, person.id, 10)
  await expect(async () => {
    // Any webhook sets off what is due; the next try is 10 minutes later.
    await sql`update public.top_up_settings set last_try_at = null where user_id = ${person.id}`
    await dodo.subscription(await subscriptionOf(person.email, true), 'event', {
      type: 'subscription.updated',
    })
    const [row] = await sql`select is_enabled from public.top_up_settings where user_id = ${person.id}`
    expect(row).toEqual({ is_enabled: false })
  }).toPass()
  for (const theme of ['light', 'dark'] as const) await inspect(page, '/billing', theme)
  await expect(topUpCard(page)).toContainText('Stopped')
  await expect(topUpCard(page)).toContainText('Two payments in a row did not go through.')
  await page.getByRole('button', { name: 'Switch on with a card' }).click()
  await pay(page)
  await page.waitForURL('**/billing?top-up=done*')
  await expect(headerBalance(page)).toHaveText('110 credits')
})

test('what cannot be saved is said in place and can be tried again', async ({ page }) => {
  await page.goto('/billing')
  await page.getByRole('switch').click()
  await page.route('**/api/top-up', (route) => route.abort())
  await page.getByRole('button', { name: 'Continue to your card' }).click()
  await expect(topUpCard(page).getByRole('alert')).toContainText('The server could not be reached.')
  await page.unroute('**/api/top-up')
  await page.getByRole('button', { name: 'Continue to your card' }).click()
  await expect(page.getByRole('heading', { name: 'Pay with card' })).toBeVisible()
})
