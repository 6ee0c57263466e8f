import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { createPayment } from '../helpers/app/dodo-webhook'
import { required, signInAdmin } from '../helpers/app/people'
import { createMailboxClient } from '../helpers/mailbox'
import { expect, test } from './steps/fixtures'
import { inspect } from './steps/inspect'

const admins = test.extend<{ admin: Page }>({
  admin: async ({ openAs }, use) => use(await openAs(await signInAdmin(process.env))),
})

/** Inserts an event that a delivery left failed. */
async function addFailedEvent(sql: Parameters<Parameters<typeof test>[2]>[0]['sql'], payment: object) {
  const id = `evt_${randomUUID()}`
  await sql`select public.store_webhook_event(${id}, 'payment.succeeded', ${sql.json(payment as never)})`
  await sql`select public.finish_webhook_event(${id}, 'failed', 'The database was away.')`
  return id
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
  await expect(admin.getByText(/^Parked again/)).toBeVisible()
  await expect(admin.getByText('Waits for a decision')).toBeVisible()
  await expect(admin.getByRole('button', { name: 'Replay' })).toBeVisible()
})

admins('a job is run now, once for two clicks', async ({ admin, sql }) => {
  const [before] = await sql<{ n: number }[]>`
    select count(*) as n from public.cron_runs where job = 'cleanup-models'`
  await admin.goto('/admin/crons')
  await admin.getByRole('button', { name: 'Run now: Model clean-up' }).dblclick()
  await expect(admin.getByText('Model clean-up: done')).toBeVisible()
  const [after] = await sql<{ n: number }[]>`
    select count(*) as n from public.cron_runs where job = 'cleanup-models'`
  expect(after?.n).toBe((before?.n ?? 0) + 1)
  await admin.getByLabel('Job').selectOption('Model clean-up')
  await admin.waitForURL(/job=cleanup-models/)
  await expect(
    admin.getByRole('listitem').filter({ hasText: 'Nothing was to be done' }).first(),
  ).toBeVisible()
})

admins('a mail that was given up is read, retried and arrives', async ({ admin, sql, person }) => {
  const since = new Date()
  const [mail] = await sql<{ id: number }[]>`
    insert into public.email_outbox (user_id, kind, key, data, status, attempts, error)
    select ${person.id}, kind, 'again', data, 'failed', 8, 'no such host'
    from public.email_outbox where user_id = ${person.id} and kind = 'welcome' returning id`
  await admin.goto(`/admin/mails?q=${person.email}&status=failed`)
  await admin.getByRole('link', { name: 'Welcome' }).click()
  await expect(admin.frameLocator('iframe').getByText(person.email)).toBeVisible()
  for (const theme of ['light', 'dark'] as const) await inspect(admin, `/admin/mails/${mail?.id}`, theme)
  await admin.getByRole('button', { name: 'Retry' }).click()
  await expect(admin.getByText('It is on its way again.')).toBeVisible()
  const mailbox = createMailboxClient(required(process.env, 'MAILBOX_URL'))
  await mailbox.waitForMail({ to: person.email, since })
  await admin.reload()
  await expect(admin.getByText(/^Tried again by admin@example\.com/)).toBeVisible()
})

for (const path of ['webhooks', 'crons', 'mails', 'catalogue', 'subscriptions', 'leads', 'models']) {
  test(`/admin/${path} does not exist for anyone but admins`, async ({ page }) => {
    await page.goto(`/admin/${path}`)
    await expect(page.getByRole('heading', { level: 1, name: 'This page does not exist' })).toBeVisible()
  })
}
