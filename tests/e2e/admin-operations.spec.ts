import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { createPayment } from '../helpers/app/dodo-webhook'
import { signInAdmin } from '../helpers/app/people'
import { expect, test } from './steps/fixtures'
import { expectMissing } from './steps/forms'
import { expectAccessible, expectToFit, inspect } from './steps/inspect'

const admins = test.extend<{ admin: Page }>({
  admin: async ({ openAs }, use) => use(await openAs(await signInAdmin(process.env))),
})

type Sql = Parameters<Parameters<typeof test>[2]>[0]['sql']

/** Inserts an event that a delivery left failed. */
async function addFailedEvent(sql: Sql, payment: object) {
  const id = `evt_${randomUUID()}`
  await sql`select public.store_webhook_event(${id}, 'payment.succeeded', ${sql.json(payment as never)})`
  await sql`select public.finish_webhook_event(${id}, 'failed', 'The database was away.')`
  return id
}

/** Delivers a payment of 5.00 for a package that was agreed at 9.99, which is parked. */
async function addParkedPayment(sql: Sql, buyerId: string) {
  const [purchase] = await sql<{ id: string }[]>`select id from public.start_purchase(${buyerId}, 'starter')`
  const payment = createPayment(purchase?.id, { total_amount: 500 })
  const id = await addFailedEvent(sql, payment)
  await sql`select public.complete_purchase(
    ${id}, ${payment.payment_id}, ${purchase?.id ?? null}, 'pdt_starter', 500, 'USD')`
  return { id, purchaseId: purchase?.id }
}

/** Looks at the window that a button opens, on a phone and on a large screen, in both colour schemes; leaves it open. */
async function inspectWindow(page: Page, button: string, name: string) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 })
      await page.getByRole('button', { name: button }).click()
      await expect(page.getByRole('dialog', { name })).toBeVisible()
      await expectAccessible(page, `${name} at ${width} px, ${colorScheme}`)
      await expectToFit(page)
      await page.keyboard.press('Escape')
    }
  }
  await page.getByRole('button', { name: button }).click()
  return page.getByRole('dialog', { name })
}

admins('a failed event is found and replayed, and its credits come once', async ({ admin, person, sql }) => {
  const [purchase] = await sql<
    { id: string }[]
  >`select id from public.start_purchase(${person.id}, 'starter')`
  const payment = createPayment(purchase?.id)
  const id = await addFailedEvent(sql, payment)
  await admin.goto('/admin/webhooks')
  await admin.getByLabel('State').selectOption('Failed')
  await admin.waitForURL(/status=failed/)
  await expect(admin.getByText(id)).toBeVisible()
  await admin.getByRole('searchbox').fill(payment.payment_id)
  await admin.getByRole('searchbox').press('Enter')
  await expect(admin.getByRole('main').getByRole('listitem')).toHaveCount(1)
  await admin.getByRole('link', { name: 'payment.succeeded' }).click()
  await expect(admin.getByRole('alert').filter({ hasText: 'The database was away.' })).toBeVisible()
  await expect(admin.getByText(`"${payment.payment_id}"`)).toBeVisible()
  for (const theme of ['light', 'dark'] as const) await inspect(admin, `/admin/webhooks/${id}`, theme)

  await admin.getByRole('button', { name: 'Replay' }).dblclick()
  await expect(admin.getByText('Processed. What it leads to shows below.')).toBeVisible()
  await expect(admin.getByRole('link', { name: 'Starter, 100 credits' })).toBeVisible()
  await expect(admin.getByRole('button', { name: 'Replay' })).toHaveCount(0)
  await expect(admin.getByText(/after attempt 1 had failed: The database was away\./)).toBeVisible()
  const [account] = await sql`select available from public.credit_accounts where owner_id = ${person.id}`
  expect(account).toEqual({ available: 150 })
  const trail = await sql`select action from public.admin_actions where subject = ${`webhook:${id}`}`
  expect(trail).toEqual([{ action: 'replay_webhook' }])
})

admins('an event that still matches nothing is parked again, and says so', async ({ admin, sql }) => {
  const id = await addFailedEvent(sql, createPayment(randomUUID()))
  await admin.goto(`/admin/webhooks/${id}`)
  await admin.getByRole('button', { name: 'Replay' }).click()
  await expect(admin.getByText(/^Still needs a decision/)).toBeVisible()
  await expect(admin.getByText('Needs a decision', { exact: true }).first()).toBeVisible()
  await expect(admin.getByRole('button', { name: 'Replay' })).toBeVisible()
})

admins('a payment that differs is accepted, and its credits come once', async ({ admin, person, sql }) => {
  const { id, purchaseId } = await addParkedPayment(sql, person.id)
  for (const theme of ['light', 'dark'] as const) {
    await inspect(admin, `/admin/purchases?q=${person.email}`, theme)
  }
  await expect(admin.getByRole('button', { name: 'Accept payment' })).toBeVisible()
  await admin.goto(`/admin/webhooks/${id}`)
  const dialog = await inspectWindow(admin, 'Accept payment', 'Accept this payment?')
  await expect(dialog.getByText('$9.99 without tax')).toBeVisible()
  await expect(dialog.getByText('$5.00 with tax')).toBeVisible()
  const submit = dialog.getByRole('button', { name: 'Grant 100 credits' })
  await expectMissing(admin, submit, dialog.getByLabel('Reason'), /Say why\./)
  await dialog.getByLabel('Reason').fill('A voucher of ours.')
  await submit.dblclick()
  await expect(admin.getByText('Accepted. The buyer has the credits.')).toBeVisible()
  await expect(dialog).toHaveCount(0)
  await expect(admin.getByText('Payment accepted')).toBeVisible()
  await expect(admin.getByText('“A voucher of ours.”')).toBeVisible()
  for (const name of ['Accept payment', 'Replay', 'Mark as resolved']) {
    await expect(admin.getByRole('button', { name })).toHaveCount(0)
  }
  const [account] = await sql`select available from public.credit_accounts where owner_id = ${person.id}`
  expect(account).toEqual({ available: 150 })
  const trail = await sql`
    select action, target_id from public.admin_actions where subject = ${`purchase:${purchaseId}`}`
  expect(trail).toEqual([{ action: 'accept_purchase', target_id: person.id }])
})

admins('a second payment leads to its buyer, and says what to do', async ({ admin, person, sql }) => {
  const { id: first, purchaseId } = await addParkedPayment(sql, person.id)
  const payment = createPayment(purchaseId)
  const id = await addFailedEvent(sql, payment)
  await sql`select public.complete_purchase(
    ${id}, ${payment.payment_id}, ${purchaseId ?? null}, 'pdt_starter', 999, 'USD')`
  await admin.goto('/admin/webhooks')
  await admin.getByRole('searchbox').fill(purchaseId ?? '')
  await admin.getByRole('searchbox').press('Enter')
  for (const each of [first, id]) await expect(admin.getByText(each)).toBeVisible()
  await admin.goto(`/admin/webhooks/${id}`)
  await expect(admin.getByText(/^Refund it at Dodo, or give credits with “Adjust balance”/)).toBeVisible()
  await expect(admin.getByText(/^purchase was already paid by/i)).toBeVisible()
  await expect(admin.getByRole('link', { name: 'Starter, 100 credits' })).toBeVisible()
  await expect(admin.getByRole('button', { name: 'Mark as resolved' })).toBeVisible()
  await expect(admin.getByRole('button', { name: 'Accept payment' })).toHaveCount(0)
  for (const theme of ['light', 'dark'] as const) await inspect(admin, `/admin/webhooks/${id}`, theme)
  await admin.getByRole('link', { name: person.email }).click()
  await admin.waitForURL(`/admin/users/${person.id}`)
  await expect(admin.getByRole('button', { name: 'Adjust balance' })).toBeVisible()
})

admins('an event that belongs to nothing is dealt with, and waits no more', async ({ admin, sql }) => {
  const address = `payer-${randomUUID()}@example.com`
  const payment = createPayment(randomUUID(), { customer: { customer_id: `cus_${address}`, email: address } })
  const id = await addFailedEvent(sql, payment)
  await admin.goto(`/admin/webhooks?q=${address}`)
  await expect(admin.getByText(id)).toBeVisible()
  await admin.goto(`/admin/webhooks/${id}`)
  await expect(admin.getByText('No purchase or subscription matches')).toBeVisible()
  await expect(admin.getByRole('link', { name: address })).toHaveAttribute(
    'href',
    `/admin/users?q=${encodeURIComponent(address)}`,
  )
  const dialog = await inspectWindow(admin, 'Mark as resolved', 'Mark this event as resolved?')
  const submit = dialog.getByRole('button', { name: 'Mark as resolved' })
  await expectMissing(admin, submit, dialog.getByLabel('Reason'), /Say why\./)
  await dialog.getByLabel('Reason').fill('A payment of another shop.')
  await submit.dblclick()
  await expect(dialog).toHaveCount(0)
  await expect(admin.getByText('Marked as resolved', { exact: true })).toBeVisible()
  await expect(admin.getByText('“A payment of another shop.”')).toBeVisible()
  await expect(admin.getByText('Ignored', { exact: true })).toBeVisible()
  await expect(admin.getByRole('button', { name: 'Replay' })).toHaveCount(0)
  for (const theme of ['light', 'dark'] as const) await inspect(admin, `/admin/webhooks/${id}`, theme)
  const trail = await sql`select action from public.admin_actions where subject = ${`webhook:${id}`}`
  expect(trail).toEqual([{ action: 'dismiss_webhook' }])
})

for (const path of ['webhooks', 'crons', 'mails', 'catalogue', 'subscriptions', 'leads', 'models']) {
  test(`/admin/${path} does not exist for anyone but admins`, async ({ page }) => {
    await page.goto(`/admin/${path}`)
    await expect(page.getByRole('heading', { level: 1, name: 'This page does not exist' })).toBeVisible()
  })
}
