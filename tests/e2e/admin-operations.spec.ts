import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { createPayment } from '../helpers/app/dodo-webhook'
import { required, signInAdmin } from '../helpers/app/people'
import { createMailboxClient } from '../helpers/mailbox'
import { expect, test } from './steps/fixtures'
import { expectAccessible, inspect } from './steps/inspect'

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
  await expect(admin.getByText('It waits for somebody')).toBeVisible()
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

admins(
  'a price is scheduled, takes effect by itself, and another is taken back',
  async ({ admin, sql, person }) => {
    const feature = `journey-${randomUUID().slice(0, 8)}`
    await sql`insert into public.feature_pricing (feature, credits) values (${feature}, 2)`
    await sql`insert into public.usage_logs (account_id, request_id, feature, credits, duration_ms, outcome)
    select id, gen_random_uuid(), ${feature}, 2, 5, 'succeeded' from public.credit_accounts where owner_id = ${person.id}`
    await admin.goto('/admin/catalogue')
    const row = admin.getByRole('listitem').filter({ hasText: feature.slice(1).replaceAll('-', ' ') })
    const open = async (credits: string) => {
      await row.getByRole('button', { name: 'Edit' }).click()
      await admin.getByLabel('Credits', { exact: true }).fill(credits)
      await admin.getByLabel('Reason').fill('It costs us more.')
    }
    await open('5')
    await expect(admin.getByTestId('impact')).toContainText(
      '1 account has used it in the last 30 days: 1 call, 2 credits.',
    )
    await expect(admin.getByTestId('impact')).toContainText('about 5 credits')
    await admin.getByLabel('Take effect later').click()
    await expect(admin.getByRole('button', { name: 'Schedule' })).toBeDisabled()
    await admin.getByLabel('From').fill('2099-01-02T03:04')
    await expectAccessible(admin, 'the price dialog')
    await admin.getByRole('button', { name: 'Schedule' }).click()
    await expect(row).toContainText('5 credits from 2 Jan 2099, 03:04')
    await expect(row).toContainText('2 credits')
    await sql`update public.feature_pricing set effective_from = now() - interval '1 second'
    where feature = ${feature} and effective_from > now()`
    await admin.reload()
    await expect(row).toContainText('5 credits')
    await expect(row).not.toContainText('2099')

    await open('9')
    await admin.getByLabel('Take effect later').click()
    await admin.getByLabel('From').fill('2099-01-02T03:04')
    await admin.getByRole('button', { name: 'Schedule' }).click()
    await row.getByRole('button', { name: 'Take back' }).click()
    await admin.getByRole('alertdialog').getByRole('button', { name: 'Take back' }).click()
    await expect(row).not.toContainText('2099')
  },
)

admins('a package is edited, and not over what somebody else saved meanwhile', async ({ admin, sql }) => {
  const id = `p-${randomUUID().slice(0, 8)}`
  await sql`insert into public.credit_packages (id, name, credits, price_cents, dodo_product_id, is_active, position)
    values (${id}, ${id}, 10, 199, ${`pdt_${id}`}, false, 99)`
  await admin.goto('/admin/catalogue')
  await admin.getByRole('button', { name: `Edit ${id}` }).click()
  await expect(admin.getByTestId('impact')).toContainText('No checkout is open.')
  await expect(admin.getByTestId('impact')).toContainText('Dodo knows no product of this id')
  await admin.getByLabel('Price in USD').fill('2,5')
  await expect(admin.getByRole('list', { name: 'What changes' })).toHaveText('Price in USD: $1.99 → $2.50')
  await expectAccessible(admin, 'the package dialog')
  await admin.getByLabel('Reason').fill('Rounder.')
  await sql`update public.credit_packages set credits = 20 where id = ${id}`
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByText(/^Somebody else changed this meanwhile/)).toBeVisible()
  await expect(admin.getByLabel('Credits', { exact: true })).toHaveValue('20')
  await admin.getByLabel('Price in USD').fill('2.50')
  await admin.getByLabel('Reason').fill('Rounder.')
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByRole('listitem').filter({ hasText: id })).toContainText('$2.50')
  const [trail] =
    await sql`select reason, before, after from public.admin_actions where subject = ${`package:${id}`}`
  expect(trail).toMatchObject({ reason: 'Rounder.', before: { priceCents: 199 }, after: { priceCents: 250 } })
})

admins('a package is added with a lower price by quantity', async ({ admin, sql }) => {
  const id = `n-${randomUUID().slice(0, 8)}`
  await admin.goto('/admin/catalogue')
  await admin.getByRole('button', { name: 'New package' }).click()
  const add = admin.getByRole('button', { name: 'Add', exact: true })
  await admin.getByLabel('Id', { exact: true }).fill(id)
  await admin.getByLabel('Name').fill(`Pack ${id}`)
  await admin.getByLabel('Credits', { exact: true }).fill('30')
  await admin.getByLabel('Price in USD').fill('3')
  await admin.getByLabel('Product at Dodo', { exact: true }).fill(`pdt_${id}`)
  await admin.getByLabel('Bought at a time, at most').fill('100')
  await admin.getByLabel('Reason').fill('For the autumn.')
  await admin.getByRole('button', { name: 'Add a lower price' }).click()
  await expect(add).toBeDisabled()
  await admin.getByLabel('From, lower price 1').fill('10')
  await admin.getByLabel('Each, USD, lower price 1').fill('2.5')
  await admin.getByLabel('Product at Dodo, lower price 1').fill(`pdt_${id}_10`)
  await expectAccessible(admin, 'the window of a new package')
  await add.click()
  await expect(admin.getByRole('listitem').filter({ hasText: id })).toContainText('cheaper from 10 on')
  expect(await sql`select price_cents from public.package_tiers where package_id = ${id}`).toEqual([
    { price_cents: 250 },
  ])
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
