import type { Page } from '@playwright/test'
import { setBalance } from '../helpers/app/database'
import { dodo, subscriptionOf } from './steps/billing'
import { pay } from './steps/checkout'
import { expect, headerBalance, test } from './steps/fixtures'
import { expectAccessible, inspect } from './steps/inspect'

const topUpCard = (page: Page) =>
  page.locator('[data-slot=card]').filter({ has: page.getByRole('switch', { name: 'Automatic top-up' }) })

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
  await page.getByLabel('Limit for 30 days').fill('5')
  await page.getByLabel('When the balance falls below').fill('30')
  await page.keyboard.press('Enter')
  await expect(page.getByText('At least $9.99, or it could never buy Starter.')).toBeVisible()
  await expectAccessible(page, 'the top-up form with an error')
  await page.getByLabel('Limit for 30 days').fill('50')
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
  await sql`update public.top_up_settings set last_try_at = now() where user_id = ${person.id}`
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

test('a top-up that could not be switched off says so beside its open choices', async ({ page, person }) => {
  const data = { packageId: 'starter', threshold: 20, monthlyCapCents: 5000, isEnabled: true }
  const answer = await page.request.post('/api/top-up', { data })
  await dodo.pay((await answer.json()).checkoutUrl)
  await subscriptionOf(person.email, true)
  await page.goto('/billing')
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page.route('**/api/top-up', (route) => route.abort())
  await page.getByRole('switch').click()
  await expect(topUpCard(page).getByRole('alert')).toContainText('The server could not be reached.')
  await expect(page.getByRole('switch')).toBeChecked()
})
