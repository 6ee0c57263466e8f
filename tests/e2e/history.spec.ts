import { randomUUID } from 'node:crypto'
import { signInAdmin } from '../helpers/app/people'
import type { TestSql } from '../helpers/database'
import { openAsleep } from './steps/asleep'
import { openCheckout, pay } from './steps/checkout'
import { expect, test } from './steps/fixtures'
import { expectAccessible, expectToFit } from './steps/inspect'

type Spending = { feature: string; model?: string; credits: number; held?: number }

async function spend(sql: TestSql, userId: string, { feature, model, credits, held = credits }: Spending) {
  const requestId = randomUUID()
  const [hold] = await sql<{ hold_id: number }[]>`
    select hold_id from public.hold_credits(${userId}, ${held}, ${requestId}, ${feature}, ${model ?? null})`
  await sql`
    select public.finish_call(${userId}, ${requestId}, ${hold?.hold_id ?? 0}, ${feature}, ${model ?? null}, ${credits}, 100, 900, 1500)`
}

test('a history is narrowed down by filters and search, which stand in the address', async ({
  page,
  person,
  sql,
}) => {
  for (let n = 0; n < 27; n += 1) await spend(sql, person.id, { feature: 'code-review', credits: 1 })
  await spend(sql, person.id, { feature: 'video-generation', model: 'veo2', credits: 15 })
  await page.goto('/history')
  const rows = page.getByRole('list', { name: 'Transactions' }).getByRole('listitem')
  const sum = page.getByTestId('history-sum')
  await expect(rows).toHaveCount(25)
  await expect(sum).toHaveText('29 transactions: +50 in, −42 out')
  await page.getByRole('link', { name: 'Older' }).click()
  await expect(rows).toHaveCount(4)
  await expect(page.getByRole('link', { name: 'Older' })).toHaveCount(0)

  const type = page.getByLabel('Type', { exact: true })
  await type.focus()
  await type.selectOption('Credits added')
  await page.waitForURL('/history?type=grant')
  await expect(rows).toHaveCount(1)
  await expect(sum).toHaveText('1 transaction: +50 in, 0 out')
  await expect(type).toBeFocused()
  await type.selectOption('All types')
  await page.waitForURL('/history')

  await page.getByRole('searchbox').fill('veo2')
  await page.getByRole('searchbox').press('Enter')
  await page.waitForURL('/history?q=veo2')
  await expect(rows).toHaveCount(1)
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.getByLabel('Source').selectOption('Gift')
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.goBack()
  await page.goto('/history?q=veo2&source=gift')
  await expect(page.getByLabel('Source')).toHaveValue('gift')
  await page.getByRole('link', { name: 'Clear filters' }).first().click()
  await expect(rows).toHaveCount(25)

  const today = new Date()
  const day = new Date(today.getTime() - today.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
  await page.getByLabel('To').fill('2024-05-01')
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.getByLabel('To').fill(day)
  await expect(rows).toHaveCount(25)
  await expect(page.getByLabel('To')).toHaveValue(day)
})

test.describe('eight hours behind UTC', () => {
  test.use({ timezoneId: 'Etc/GMT+8' })
  test('days of UTC say so, and become the reader’s together', async ({ page }) => {
    await page.goto('/history?from=2026-11-03&to=2026-11-03')
    await expect(page.getByLabel('From (UTC)')).toHaveValue('2026-11-03')
    await page.getByLabel('To (UTC)').fill('2026-11-04')
    await page.waitForURL('/history?from=2026-11-03T08%3A00%3A00.000Z&to=2026-11-05T08%3A00%3A00.000Z')
    await expect(page.getByLabel('From', { exact: true })).toHaveValue('2026-11-03')
    await expect(page.getByLabel('To', { exact: true })).toHaveValue('2026-11-04')
  })
})

test('what was chosen before the page was awake is looked for', async ({ page }) => {
  const wake = await openAsleep(page, '/history')
  await page.getByLabel('Type').selectOption('refund')
  await page.getByRole('searchbox').fill('veo2')
  wake()
  await page.waitForURL('/history?type=refund')
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.getByRole('searchbox').press('Enter')
  await page.waitForURL(/[?&]q=veo2/)

  const wakeAgain = await openAsleep(page, '/history')
  await page.getByLabel('To').fill('2024-05-01')
  wakeAgain()
  await page.waitForURL(/[?&]to=2024-05-/)
  await expect(page.getByText('Nothing matches')).toBeVisible()
})

test('what lies far back is looked for when it is asked for', async ({ page, person, sql }) => {
  await sql`select public.grant_credits(${person.id}, 10000, 'bonus', 'much')`
  await sql`select public.deduct_credits(${person.id}, 1, 'one:' || n, 'code-review') from generate_series(1, 10000) n`
  await page.goto('/history?q=sign-up')
  await expect(page.getByText('Nothing found so far')).toBeVisible()
  await expectAccessible(page, 'axe on a history that goes on')
  await page.getByRole('link', { name: 'Look further back' }).click()
  await expect(page.getByRole('list', { name: 'Transactions' }).getByRole('listitem')).toHaveCount(1)
  await expect(page.getByTestId('history-sum')).toHaveText('0 of the newest 10,000 transactions: 0 in, 0 out')
  await expect(page.getByRole('link', { name: 'Older' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Newest' }).click()
  await expect(page.getByText('Nothing found so far')).toBeVisible()
})

test('the export holds the whole filtered list', async ({ page, person, sql }) => {
  for (let n = 0; n < 30; n += 1)
    await spend(sql, person.id, { feature: n % 6 ? 'code-review' : 'image-generation', credits: 1 })
  await page.goto('/history?feature=code-review')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('credit-history.csv')
  const stream = await download.createReadStream()
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  const lines = Buffer.concat(chunks).toString().trimEnd().split('\r\n')
  expect(lines).toHaveLength(26)
  expect(lines.slice(1).every((line) => line.includes(',code-review,'))).toBe(true)
})

test('a transaction is explained beside the list, by keyboard alone', async ({ page, person, sql }) => {
  await openCheckout(page)
  await pay(page)
  await expect(page.getByRole('heading', { name: /credits added/ })).toBeVisible()
  await spend(sql, person.id, { feature: 'video-generation', model: 'veo2', credits: 60, held: 64 })
  const [spent] = await sql<{ id: number }[]>`select id from public.get_transactions(${person.id}, 1)`
  await sql`select public.refund_transaction(${person.id}, ${spent?.id ?? 0}, ${randomUUID()}, 5, 'No sound')`

  await page.goto('/history')
  const link = page.getByRole('link', { name: /^Video generation/ })
  await link.focus()
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog', { name: `Transaction ${spent?.id}` })
  await expect(sheet.getByText('−60 credits')).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`transaction=${spent?.id}`))
  await expect(sheet).toContainText('100 in, 900 out')
  await expect(sheet).toContainText('64 credits were put on hold')
  await expect(sheet).toContainText('60 were spent and 4 returned.')
  await expect(sheet.getByRole('listitem').filter({ hasText: 'Sign-up bonus' })).toContainText('50 credits')
  const bought = sheet.getByRole('listitem').filter({ hasText: 'Purchase' })
  await expect(bought).toContainText('10 credits')
  await expect(bought).toContainText('Paid')
  await expect(bought.getByRole('link', { name: /^Invoice \(PDF\)/ })).toHaveAttribute(
    'href',
    /\/api\/purchases\/.+\/invoice/,
  )
  await expectAccessible(page, 'a transaction')
  await page.setViewportSize({ width: 390, height: 800 })
  await expectToFit(page)

  await sheet.getByRole('link', { name: /^No sound/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByText('+5 credits')).toBeVisible()
  await expect(page.getByRole('dialog').getByText('Refund of')).toBeVisible()
  await page.goBack()
  await expect(sheet.getByText('−60 credits')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).toHaveURL('/history')
  await expect(link).toBeFocused()
})

test('a link to a transaction works without its row, and to another’s as to none', async ({
  page,
  person,
  sql,
  openAs,
}) => {
  const [row] = await sql<{ id: number }[]>`select id from public.get_transactions(${person.id}, 1)`
  await page.goto(`/history?type=refund&transaction=${row?.id}`)
  await expect(page.getByRole('dialog').getByText('+50 credits')).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await expect(page).toHaveURL('/history?type=refund')
  const other = await openAs(await signInAdmin(process.env))
  await other.goto(`/history?transaction=${row?.id}`)
  await expect(
    other.getByRole('dialog').getByText('There is no such transaction in your history.'),
  ).toBeVisible()
})
