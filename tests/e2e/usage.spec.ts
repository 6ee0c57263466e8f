import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expect, test } from './steps/fixtures'

test('usage adds up to its rows, and tells what it does not know', async ({ page, person, sql }) => {
  await page.goto('/usage')
  await expect(page.getByText('Nothing used in the last 30 days')).toBeVisible()
  await expect(page.getByText('Not enough data yet.')).toBeVisible()

  const use = (credits: number, feature: string, model: string | null) =>
    sql`select public.consume_credits(${person.id}, ${credits}, ${randomUUID()}, ${feature}, ${model}, 500, 1000)`
  await use(15, 'video-generation', 'veo2')
  await use(15, 'video-generation', 'veo2')
  await use(2, 'code-review', null)
  // Is no use, and in none of the lists that a figure of use leads to.
  await sql`select public.deduct_credits(${person.id}, 3, ${randomUUID()}, p_reference => 'adjustment')`
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Credits spent' }).locator('..')).toContainText('32')
  await expect(
    page.getByText('Video generation on hailuo instead of veo2 would have saved 14 credits'),
  ).toBeVisible()
  await expect(page.getByText('30 × 8 ÷ 15 = 16')).toBeVisible()
  await expect(page.getByText('Packages are the cheaper way for you')).toBeVisible()
  await page.getByRole('link', { name: '32 credits spent, their transactions' }).click()
  await expect(page.getByTestId('history-sum')).toHaveText('3 transactions: 0 in, −32 out')
  await page.goBack()
  const features = page.getByRole('table', { name: 'By feature' })
  await expect(features.getByRole('row')).toHaveCount(3)

  await page.getByRole('link', { name: '7 days' }).click()
  await page.waitForURL('/usage?days=7')
  await expect(page.getByRole('link', { name: '7 days' })).toHaveAttribute('aria-current', 'true')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV of By day' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('usage.csv')
  await features.getByRole('link', { name: /30 credits for Video generation/ }).click()
  await page.waitForURL(/\/history\?type=deduction&feature=video-generation&from=/)
  await expect(page.getByTestId('history-sum')).toHaveText('2 transactions: 0 in, −30 out')

  // A model that is called alike is another one.
  await use(1, 'video-generation', 'veo2-fast')
  await page.goto('/usage?days=7')
  await page.getByRole('link', { name: '30 credits for Video generation, veo2,' }).click()
  await expect(page.getByTestId('history-sum')).toHaveText('2 transactions: 0 in, −30 out')
  await page.getByRole('button', { name: /^Model veo2/ }).click()
  await expect(page.getByTestId('history-sum')).toHaveText('3 transactions: 0 in, −31 out')
})

test('the forecast names a day and its range', async ({ page, person, sql }) => {
  const [account] = await sql<{ id: number }[]>`
    select id from public.credit_accounts where owner_id = ${person.id}`
  await sql`
    insert into public.daily_usage (account_id, day, feature, model, calls, credits)
    select ${account?.id ?? 0}, (now() at time zone 'UTC')::date - n, 'code-review', '', 5, 5 from generate_series(1, 14) n`
  await page.goto('/usage')
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
  const likely = day.format(new Date(Date.now() + 10 * 86_400_000))
  await expect(page.getByTestId('forecast')).toHaveText(`Around ${likely}`)
  await expect(page.getByText('your average of 5 credits a day over the last 14 days')).toBeVisible()
})

/** Dismisses the banner that is there; resolves once the server has said that it will remember. */
async function dismiss(page: Page) {
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await answer
}

test('banners warn once for each reason', async ({ page, person, sql }) => {
  await page.goto('/dashboard')
  await expect(page.getByRole('heading', { name: 'Where your credits come from' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Dismiss' })).toHaveCount(0)
  await sql`select public.deduct_credits(${person.id}, 41, ${randomUUID()})`
  await sql`
    select public.grant_credits(${person.id}, 1, 'gift', ${randomUUID()}, p_expires_at => now() + interval '3 days')`
  await page.reload()
  await expect(page.getByText(/^1 credit expires on/)).toBeVisible()
  await dismiss(page)
  await expect(page.getByText(/^1 credit expires on/)).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Recent activity' })).toBeVisible()
  await expect(page.getByText(/^1 credit expires on/)).toHaveCount(0)

  await sql`select public.deduct_credits(${person.id}, 8, ${randomUUID()})`
  await page.reload()
  await expect(page.getByText('You have 2 credits left')).toBeVisible()
  await dismiss(page)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Recent activity' })).toBeVisible()
  await expect(page.getByText('You have 2 credits left')).toHaveCount(0)
  // Another level is another reason.
  await sql`select public.deduct_credits(${person.id}, 2, ${randomUUID()})`
  await page.reload()
  await expect(page.getByText('You have no credits left').first()).toBeVisible()
})

test('a banner that can’t be dismissed says so and comes back', async ({ page, context, person, sql }) => {
  await sql`select public.deduct_credits(${person.id}, 48, ${randomUUID()})`
  await page.goto('/dashboard')
  await expect(page.getByText('You have 2 credits left')).toBeVisible()
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(page.getByText('The server could not be reached.')).toBeVisible()
  await expect(page.getByText('You have 2 credits left')).toBeVisible()
})
