import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { PRODUCT_NAME } from '../../lib/brand'
import { required } from '../helpers/app/people'
import { createMailboxClient } from '../helpers/mailbox'
import { notify } from '../helpers/notices'
import { expect, headerBalance, test } from './steps/fixtures'
import { switchSockets } from './steps/sockets'

const refund = (cents: number) => ({ credits: 0, refunded_cents: cents, currency: 'USD', debt: 0 })

const bell = (page: Page) => page.getByRole('button', { name: /^Notifications/ }).filter({ visible: true })
const count = (page: Page) => page.getByTestId('unread-count').filter({ visible: true })
const panel = (page: Page) => page.getByRole('dialog', { name: 'Notifications' })

test('the bell counts what is new, live, over the one socket that the balance has', async ({
  page,
  openAs,
  person,
  sql,
}) => {
  const sockets = new Set<string>()
  page.on('websocket', (socket) => sockets.add(socket.url()))
  let joins = 0
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      if (String(payload).includes('phx_join')) joins += 1
    }),
  )
  await page.goto('/dashboard')
  await expect(count(page)).toHaveText('1')
  await expect.poll(() => joins).toBe(1)
  const other = await openAs(person)
  await other.goto('/tools')
  await expect(count(other)).toHaveText('1')

  await bell(page).click()
  await expect(panel(page).getByRole('link', { name: `Welcome to ${PRODUCT_NAME}` })).toBeVisible()
  await notify(sql, person.id, 'refund', 'refund:1', refund(999))
  for (const tab of [page, other]) await expect(count(tab)).toHaveText('2')
  // The open panel shows it without being opened again.
  await expect(panel(page).getByRole('link', { name: /^We refunded \$9\.99/ })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).disableRules('region').analyze()
  expect(violations).toEqual([])

  await panel(page).getByRole('button', { name: 'Mark all as read' }).click()
  for (const tab of [page, other]) await expect(count(tab)).toHaveCount(0)
  expect(joins).toBe(1)
  expect(sockets.size).toBe(1)
})

test('following a notification reads it and goes where it leads', async ({ page, person, sql }) => {
  await notify(sql, person.id, 'low_balance', 'low:1', { level: 20, available: 10, reference: 50 })
  await page.goto('/dashboard')
  await expect(count(page)).toHaveText('2')
  await bell(page).click()
  await panel(page)
    .getByRole('link', { name: /^You have 10 credits left/ })
    .click()
  await page.waitForURL('/buy-credits')
  await expect(count(page)).toHaveText('1')
  await expect(panel(page)).toHaveCount(0)
  await page.reload()
  await expect(count(page)).toHaveText('1')
})

test('what came while the socket was down is counted once it is back', async ({ page, person, sql }) => {
  const sockets = await switchSockets(page)
  await page.goto('/dashboard')
  await expect.poll(sockets.isJoined).toBe(true)
  await sockets.cut()
  await notify(sql, person.id, 'refund', 'refund:1', refund(999))
  await expect(headerBalance(page)).toBeVisible()
  sockets.mend()
  await expect(count(page)).toHaveText('2', { timeout: 20_000 })
})

test('the page has all of them, page by page, and marks them read', async ({ page, person, sql }) => {
  for (let n = 1; n <= 24; n += 1) await notify(sql, person.id, 'refund', `refund:${n}`, refund(n * 100))
  await page.goto('/dashboard')
  await bell(page).click()
  await panel(page).getByRole('link', { name: 'See all' }).click()
  await page.waitForURL('/notifications')
  const items = page.getByRole('main').getByRole('listitem')
  await expect(items).toHaveCount(20)
  await expect(items.first()).toContainText('We refunded $24.00 (unread)')
  await page.getByRole('link', { name: 'Older' }).click()
  await expect(items).toHaveCount(5)
  await expect(items.last()).toContainText(`Welcome to ${PRODUCT_NAME}`)
  await page.getByRole('link', { name: 'Newest' }).click()
  await expect(items).toHaveCount(20)
  await page.getByRole('main').getByRole('button', { name: 'Mark all as read' }).click()
  await expect(page.getByRole('main').getByText('(unread)')).toHaveCount(0)
  await expect(count(page)).toHaveCount(0)
})

test('what comes while the page is open is listed, and marked read with all others', async ({
  page,
  person,
  sql,
}) => {
  await page.goto('/notifications')
  const main = page.getByRole('main')
  await expect(main.getByText('1 unread')).toBeVisible()
  await notify(sql, person.id, 'refund', 'refund:1', refund(999))
  await expect(main.getByRole('listitem').first()).toContainText('We refunded $9.99 (unread)')
  await main.getByRole('button', { name: 'Mark all as read' }).click()
  await expect(count(page)).toHaveCount(0)
  await expect(main.getByText('(unread)')).toHaveCount(0)
})

test('preferences hold: a kind that is switched off is not told', async ({ page, person, sql }) => {
  await page.goto('/settings/notifications')
  const mail = page.getByRole('switch', { name: 'Low balance by mail' })
  const inApp = page.getByRole('switch', { name: 'Low balance in the app' })
  const tips = page.getByRole('switch', { name: 'Tips and reminders by mail' })
  const saved = () => page.waitForResponse('**/api/notifications/preferences')
  for (const toggle of [mail, inApp, tips]) {
    await expect(toggle).toBeChecked()
    const answer = saved()
    await toggle.click()
    expect((await answer).status()).toBe(200)
  }
  await page.reload()
  for (const toggle of [mail, inApp, tips]) await expect(toggle).not.toBeChecked()
  await expect(page.getByText('Always').first()).toBeVisible()
  const [told] = await sql<{ low: boolean; tip: boolean }[]>`select
    private.notify(${person.id}, 'low_balance', 'low') as low,
    private.notify(${person.id}, 'follow_up_inactive', 'tip') as tip`
  expect(told).toEqual({ low: false, tip: false })

  // What can't be saved goes back.
  await page.route('**/api/notifications/preferences', (route) => route.abort())
  await mail.click()
  await expect(page.getByText('That could not be saved. Try again.')).toBeVisible()
  await expect(mail).not.toBeChecked()
})

test('a mail’s link unsubscribes after one click on a page, without signing in', async ({
  browser,
  baseURL,
  person,
  sql,
  request,
}) => {
  await notify(sql, person.id, 'low_balance', 'low', { level: 20, available: 10, reference: 50 })
  await request.get('/api/cron/ledger', {
    headers: { authorization: `Bearer ${required(process.env, 'CRON_SECRET')}` },
  })
  const mailbox = createMailboxClient(required(process.env, 'MAILBOX_URL'))
  const mail = await mailbox.waitForMail({ to: person.email, subject: 'You have 10 credits left' })
  const link = new URL(mail.links.find((href) => new URL(href).pathname === '/unsubscribe') ?? '')
  const context = await browser.newContext({ baseURL })
  const stranger = await context.newPage()
  await stranger.goto(`${link.pathname}${link.search}`)
  await expect(stranger.getByRole('heading', { name: 'Unsubscribe from “Low balance”?' })).toBeVisible()
  await stranger.getByRole('button', { name: 'Unsubscribe' }).click()
  await expect(stranger.getByRole('heading', { name: 'You are unsubscribed' })).toBeVisible()
  expect(await sql`select by_mail from public.notification_preferences where user_id = ${person.id}`).toEqual(
    [{ by_mail: false }],
  )
  await context.close()
})
