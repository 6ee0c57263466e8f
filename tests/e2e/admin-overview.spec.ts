import type { Page } from '@playwright/test'
import { type Person, signInAdmin, signUpPerson } from '../helpers/app/people'
import { deduct, grant } from '../helpers/ledger'
import { pay, startPurchase } from '../helpers/purchases'
import { expect, test } from './steps/fixtures'
import { expectAccessible } from './steps/inspect'

/** Looks for somebody among the rows that a figure leads to, without leaving the days that it is of. */
async function findAmong(page: Page, { email }: Person) {
  const days = await page.getByRole('combobox', { name: /by UTC days/ }).inputValue()
  await page.getByRole('searchbox').fill(email)
  await page.getByRole('searchbox').press('Enter')
  await page.waitForURL(/[?&]q=/)
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: email })).toHaveCount(1)
  expect(new URL(page.url()).search).toContain(`=${days}&`)
}

test('an admin goes from a figure to its rows: a day’s money, who joined, who paid', async ({
  openAs,
  sql,
}) => {
  const person = await signUpPerson(process.env)
  const { id, dodo_product_id: productId, amount_cents: amountCents } = await startPurchase(sql, person.id)
  expect(await pay(sql, id, { productId, amountCents })).toBe('processed')
  const page = await openAs(await signInAdmin(process.env))
  const chart = page.locator('[data-slot=chart]').filter({ hasText: 'Revenue and refunds, USD' })
  const today = chart.getByRole('row', { name: /so far/ })
  // The daily figures may be some seconds older than the payment.
  await expect(async () => {
    await page.goto('/admin?days=7')
    await chart.getByText('Table of').click()
    await expect(today.getByRole('link').first()).toBeVisible({ timeout: 5_000 })
  }).toPass()
  await expectAccessible(page, 'the overview with its table open')
  await today.getByRole('link').first().click()
  await page.waitForURL(/\/admin\/purchases\?paid=\d{4}-\d\d-\d\d$/)
  await findAmong(page, person)
  for (const [figure, address] of [
    ['Sign-ups', 'joined-7'],
    ['First purchases', 'first_paid-7'],
    ['Paying users', 'paid-7'],
  ] as const) {
    await page.goto('/admin?days=7')
    await page.getByRole('main').getByRole('link', { name: figure }).click()
    await page.waitForURL(`/admin/users?when=${address}`)
    await findAmong(page, person)
  }
})

test('an admin goes from a day’s credits to its transactions, and narrows them down', async ({
  openAs,
  sql,
}) => {
  const person = await signUpPerson(process.env)
  await grant(sql, person.id, 4321, { source: 'purchase' })
  const page = await openAs(await signInAdmin(process.env))
  const main = page.getByRole('main')
  const chart = main.locator('#credits')
  const sold = chart.getByRole('row', { name: /so far/ }).locator('a[href*="kind=sold"]')
  await expect(async () => {
    await page.goto('/admin?days=7')
    await chart.getByText('Table of').click()
    await expect(sold).toBeVisible({ timeout: 5_000 })
  }).toPass()
  await sold.click()
  await page.waitForURL(/\/admin\/transactions\?kind=sold&days=\d{4}-\d\d-\d\d$/)
  await expect(main.getByText(/^\d[\d,]* transactions?, [\d,]+ credits? sold, counted up to/)).toBeVisible()
  await expectAccessible(page, 'the transactions')

  // Others' transactions come meanwhile: from the next row on, theirs are on the pages before.
  const { transaction_id: spent } = await deduct(sql, person.id, 1234, { feature: 'text-generation' })
  await page.goto(`${page.url()}&before=${spent + 1}`)
  const mine = main.getByRole('listitem').filter({ hasText: person.email })
  await expect(mine.filter({ hasText: '+4,321' })).toContainText('Purchase')
  await page.goto(page.url().replace('kind=sold', 'kind=spent'))
  await expect(mine).toHaveCount(1)
  await expect(mine).toContainText('−1,234')
  await mine.getByRole('link', { name: `No. ${spent}` }).click()
  await page.waitForURL(new RegExp(`/admin/users/${person.id}\\?view=transactions&before=${spent + 1}`))
  await expect(main.getByRole('listitem').first()).toContainText(`No. ${spent}`)
  await page.goBack()
  await main.getByRole('combobox', { name: 'Kind' }).selectOption('Any kind')
  await page.waitForURL(/\/admin\/transactions\?days=\d{4}-\d\d-\d\d$/)
  await expect(main.getByRole('listitem').first()).toBeVisible()
})
