import type { Page } from '@playwright/test'
import { required, signInAdmin } from '../helpers/app/people'
import { createMailboxClient } from '../helpers/mailbox'
import { expect, test } from './steps/fixtures'
import { inspect } from './steps/inspect'

const admins = test.extend<{ admin: Page }>({
  admin: async ({ openAs }, use) => use(await openAs(await signInAdmin(process.env))),
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
  await expect(admin.getByRole('listitem').filter({ hasText: 'Nothing to do' }).first()).toBeVisible()
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
  await expect(admin.getByText('It will be tried again now.')).toBeVisible()
  const mailbox = createMailboxClient(required(process.env, 'MAILBOX_URL'))
  await mailbox.waitForMail({ to: person.email, since })
  await admin.reload()
  await expect(admin.getByText(/^Tried again by admin@example\.com/)).toBeVisible()
})

admins('a mail that can’t be composed is not retried, but called off', async ({ admin, sql, person }) => {
  const [mail] = await sql<{ id: number }[]>`
    insert into public.email_outbox (user_id, kind, key, data, status, attempts, error)
    values (${person.id}, 'refund', 'broken', '{"credits": "many"}', 'failed', 8, 'credits') returning id`
  await admin.goto(`/admin/mails/${mail?.id}`)
  await expect(admin.getByText('It can’t be composed')).toBeVisible()
  await expect(admin.getByRole('button', { name: 'Don’t send' })).toBeVisible()
  await expect(admin.getByRole('button', { name: 'Retry' })).toHaveCount(0)
})

admins('a job that did not run when it was due is late', async ({ admin, sql }) => {
  await sql`
    insert into public.cron_runs (job, started_at, duration_ms, result)
    values ('send-followup-emails', now() - interval '4 days', 100, '{}')`
  await admin.goto('/admin/crons')
  const job = admin.getByRole('listitem').filter({ hasText: 'Follow-up mails' }).first()
  await expect(job.getByText('Late')).toBeVisible()
  await expect(job.getByText('Succeeded')).toHaveCount(0)
  await admin.goto('/admin')
  await expect(admin.getByRole('link', { name: 'Follow-up mails did not run when due' })).toBeVisible()
  await admin.goto('/admin/crons')
  await admin.getByRole('button', { name: 'Run now: Follow-up mails' }).click()
  await expect(admin.getByText('Follow-up mails: done')).toBeVisible()
  await expect(job.getByText('Late')).toHaveCount(0)
})
