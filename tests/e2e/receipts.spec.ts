import { signInAdmin } from '../helpers/app/people'
import { openCheckout, pay } from './steps/checkout'
import { expect, headerBalance, test } from './steps/fixtures'
import { expectMissing } from './steps/forms'
import { expectAccessible } from './steps/inspect'

const TOTAL = 'custom-total'

test('the price of a custom amount follows the keyboard, and more can cost less', async ({ page }) => {
  await page.goto('/buy-credits')
  const amount = page.getByLabel('Credits', { exact: true })
  await expect(page.getByTestId(TOTAL)).toHaveText('$79.90')
  await amount.fill('4800')
  await expect(page.getByTestId(TOTAL)).toHaveText('$369.12')
  await expect(page.getByText('$0.077 a credit, you save $110.40')).toBeVisible()
  await page.getByRole('button', { name: /^200 credits more and you pay \$19\.62 less/ }).click()
  await expect(page.getByTestId(TOTAL)).toHaveText('$349.50')
  await expect(page.getByRole('button', { name: /^5,000\+/ })).toHaveAttribute('aria-current', 'step')

  await amount.press('ArrowUp')
  await expect(amount).toHaveValue('5100')
  const slider = page.getByRole('slider', { name: 'Credits, by slider' })
  await slider.focus()
  await slider.press('End')
  await expect(page.getByTestId(TOTAL)).toHaveText('$3,245.00')
  await expect(slider).toHaveAttribute('aria-valuetext', '50000 credits for $3,245.00')
  await expect(page.getByText('This is the lowest price for a credit.')).toBeVisible()
  await slider.press('Home')
  await slider.press('ArrowRight')
  await expect(amount).toHaveValue('200')

  // The packages above are cheaper at their own sizes: nobody is led past them.
  await amount.fill('500')
  await expect(page.getByTestId(TOTAL)).toHaveText('$42.45')
  await expect(page.getByText('Pro above brings 500 credits for $39.99.')).toBeVisible()
  await amount.fill('1900')
  await expect(page.getByText('Enterprise above brings 2,000 credits for $149.99.')).toBeVisible()

  // What is no amount on sale becomes the nearest that is.
  for (const [typed, value] of [
    ['149', '100'],
    ['0', '100'],
    ['9999999', '50000'],
  ] as const) {
    await amount.fill(typed)
    await amount.blur()
    await expect(amount).toHaveValue(value)
  }
  await amount.fill('')
  await amount.blur()
  await expect(amount).toHaveValue('50000')
})

test('a custom amount is bought, has a receipt and an invoice, and half of it goes back', async ({
  page,
  person,
  openAs,
}) => {
  await page.goto('/buy-credits')
  await page.getByLabel('Credits', { exact: true }).fill('1200')
  await page.getByRole('button', { name: 'Buy 1,200 credits' }).click()
  await expect(page.getByText('Quantity 12')).toBeVisible()
  await pay(page)
  await expect(page.getByRole('heading', { name: '1,200 credits added' })).toBeVisible()
  await expect(headerBalance(page)).toHaveText('1,250 credits')

  await page.getByRole('link', { name: 'Billing' }).click()
  await page.getByRole('link', { name: 'Purchase receipts' }).click()
  const receipt = page.getByRole('listitem').filter({ hasText: 'Custom amount × 12' })
  await expect(receipt).toContainText('Paid')
  await expect(receipt).toContainText('$95.88')
  const link = receipt.getByRole('link', { name: /^Invoice \(PDF\)/ })
  await expect(link).toHaveAttribute('target', '_blank')
  const invoice = await page.request.get((await link.getAttribute('href')) ?? '')
  expect(invoice.headers()['content-type']).toBe('application/pdf')
  expect((await invoice.body()).toString('latin1')).toContain('12 x Custom amount')

  const admin = await openAs(await signInAdmin(process.env))
  await admin.goto('/admin')
  await admin.getByRole('link', { name: 'Purchases', exact: true }).click()
  await admin.getByRole('searchbox').fill(person.email)
  await admin.getByRole('searchbox').press('Enter')
  await admin.waitForURL('**/admin/purchases?q=*')
  await expect(admin.getByRole('listitem')).toHaveCount(1)
  await admin.getByRole('button', { name: 'Refund' }).click()
  const dialog = admin.getByRole('dialog', { name: 'Refund this purchase' })
  await dialog.getByLabel('A part').check()
  await dialog.getByLabel('Amount in USD').fill('95.89')
  await expectMissing(
    admin,
    dialog.getByRole('button', { name: 'Refund' }),
    dialog.getByLabel('Amount in USD'),
    /Only \$95\.88 is left\./,
  )
  await dialog.getByLabel('Amount in USD').fill('47.94')
  await dialog.getByLabel('Reason').fill('Half was too much.')
  await expect(dialog.getByText('Takes back 600 credits. None of the 1,200 bought are spent.')).toBeVisible()
  await expectAccessible(admin, 'the refund dialog')
  await dialog.getByRole('button', { name: 'Refund $47.94' }).click()
  await expect(admin.getByText('$47.94 is on its way back.')).toBeVisible()
  await expect(dialog).toBeHidden()

  // The buyer's page is still open: the balance comes by itself, the receipt with the next look.
  await expect(headerBalance(page)).toHaveText('650 credits')
  await page.reload()
  await expect(receipt).toContainText('Refunded in part')
  await expect(receipt).toContainText('$47.94 returned')
  await admin.reload()
  await expect(admin.getByRole('listitem').first()).toContainText('Half was too much.')
})

test('receipts say what became of each checkout', async ({ page, sql }) => {
  await page.goto('/billing/receipts')
  await expect(page.getByText('No purchases yet')).toBeVisible()
  const [given, waiting] = [await openCheckout(page), await openCheckout(page)]
  await sql`update public.purchases set created_at = now() - interval '2 days' where id = ${given}`
  await page.goto('/billing/receipts')
  await expect(page.getByRole('listitem')).toHaveCount(2)
  await expect(page.getByRole('listitem').first()).toContainText('Waiting for payment')
  await expect(page.getByRole('listitem').last()).toContainText('Not completed')
  await expect(page.getByRole('link', { name: /Invoice/ })).toHaveCount(0)
  await sql`select public.fail_purchase(${waiting}, 'card declined')`
  await page.reload()
  await expect(page.getByRole('listitem').first()).toContainText('Failed')
})

test('a long history is read page by page', async ({ page, person, sql }) => {
  for (let count = 0; count < 21; count += 1) await sql`select public.start_purchase(${person.id}, 'starter')`
  await page.goto('/billing/receipts')
  await expect(page.getByRole('listitem')).toHaveCount(20)
  await page.getByRole('link', { name: 'Older' }).click()
  await expect(page.getByRole('listitem')).toHaveCount(1)
  await expect(page.getByRole('link', { name: 'Older' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Newest' }).click()
  await expect(page.getByRole('listitem')).toHaveCount(20)
})

test('the purchases of everybody do not exist for anyone but admins', async ({ page }) => {
  await page.goto('/admin/purchases')
  await expect(page.getByRole('heading', { level: 1, name: 'This page does not exist' })).toBeVisible()
  await expect(page.getByRole('searchbox')).toHaveCount(0)
})
