import type { Page } from '@playwright/test'
import { type Person, signInAdmin, signUpPerson } from '../helpers/app/people'
import { expect, test } from './steps/fixtures'
import { expectMissing } from './steps/forms'
import { expectAccessible, expectToFit } from './steps/inspect'
import { tabTo, typeInto } from './steps/keyboard'

/** An admin's browser on the page of somebody new, found by their address. */
async function openPerson(openAs: (person: Person) => Promise<Page>, email: string): Promise<Page> {
  const admin = await openAs(await signInAdmin(process.env))
  await admin.goto('/admin')
  await admin.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'Users' }).click()
  await admin.getByRole('searchbox').fill(email.slice(0, -4))
  await admin.getByRole('searchbox').press('Enter')
  await admin.waitForURL(/\/admin\/users\?.*q=/)
  await expect(admin.getByRole('main').getByRole('listitem')).toHaveCount(1)
  await admin.getByRole('listitem').getByRole('link').click()
  await expect(admin.getByText('Balance by grant')).toBeVisible()
  return admin
}

const movements = (page: Page) => page.getByRole('main').getByRole('listitem')
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'About this person' }).getByRole('link', { name })

test('an admin finds somebody and adjusts their balance, once for two clicks', async ({ openAs, sql }) => {
  const person = await signUpPerson(process.env)
  const page = await openPerson(openAs, person.email)
  await page.getByRole('button', { name: 'Adjust balance' }).click()
  const dialog = page.getByRole('dialog', { name: 'Adjust balance' })
  await expectAccessible(page, 'the adjustment dialog')
  const submit = dialog.getByRole('button', { name: /^Add/ })
  const credits = dialog.getByLabel('Credits', { exact: true })
  await expectMissing(page, submit, credits, /Write a whole number, 1 or more\./)
  await credits.fill('1,500')
  await expectMissing(page, submit, dialog.getByLabel('Reason'), /Say why\./)
  await expectAccessible(page, 'the adjustment dialog with something missing')
  await dialog.getByLabel('Reason').fill('A lost render.')
  await expect(dialog.getByTestId('balance-after')).toHaveText('1,550')
  await expectMissing(page, submit, dialog.getByLabel('Confirm'), /Type the amount or the email address\./)
  await dialog.getByLabel('Confirm').fill('150')
  await expectMissing(page, submit, dialog.getByLabel('Confirm'), /Type the amount or the email address\./)
  await dialog.getByLabel('Confirm').fill('1500')
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/admin/credits')) asked.push(request.headers()['idempotency-key'] ?? '')
  })
  // As two clicks of the same moment, before anything could be drawn in between.
  await submit.evaluate((button: HTMLButtonElement) => {
    button.click()
    button.click()
  })
  await expect(page.getByText('The balance is adjusted.')).toBeVisible()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('definition').filter({ hasText: '1,550' })).toBeVisible()
  expect(asked).toHaveLength(1)
  const [{ count = 0 } = {}] = await sql<{ count: number }[]>`
    select count(*)::int from public.admin_actions where target_id = ${person.id}`
  expect(count).toBe(1)

  await page.getByRole('button', { name: 'Adjust balance' }).click()
  await dialog.getByLabel('Take credits away').check()
  await credits.fill('2000')
  await expectMissing(
    page,
    dialog.getByRole('button', { name: 'Take away' }),
    credits,
    /Only [\d,]+ available\./,
  )
  await credits.fill('50')
  await dialog.getByLabel('Reason').fill('Too many.')
  await dialog.getByRole('button', { name: 'Take away 50' }).click()
  await expect(page.getByRole('definition').filter({ hasText: '1,500' })).toBeVisible()
})

test('a window stays open while its call is under way, and a lost answer does not adjust twice', async ({
  openAs,
  sql,
}) => {
  const person = await signUpPerson(process.env)
  const page = await openPerson(openAs, person.email)
  let lose: (() => Promise<void>) | undefined
  await page.route('**/api/admin/credits', (route) => {
    lose = async () => {
      await route.fetch()
      await route.abort()
    }
  })
  await page.getByRole('button', { name: 'Adjust balance' }).click()
  const dialog = page.getByRole('dialog', { name: 'Adjust balance' })
  await dialog.getByLabel('Credits', { exact: true }).fill('5')
  await dialog.getByLabel('Reason').fill('A lost render.')
  await dialog.getByRole('button', { name: 'Add 5' }).click()
  await expect.poll(() => lose).toBeDefined()
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await dialog.getByRole('button', { name: 'Cancel' }).press('Enter')
  await page.mouse.click(5, 5)
  await lose?.()
  await expect(dialog.getByRole('alert')).toContainText('No answer came')
  await page.unroute('**/api/admin/credits')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('definition').filter({ hasText: '55' }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Adjust balance' }).click()
  await dialog.getByLabel('Credits', { exact: true }).fill('4')
  await dialog.getByLabel('Reason').fill('A render that was lost.')
  await dialog.getByRole('button', { name: 'Add 4' }).click()
  await expect(dialog.getByRole('alert')).toContainText('A different amount already went through')
  await dialog.getByLabel('Credits', { exact: true }).fill('5')
  await dialog.getByRole('button', { name: 'Add 5' }).click()
  await expect(page.getByText('That had already gone through. Nothing was done twice.')).toBeVisible()
  await expect(dialog).toHaveCount(0)
  const trail = await sql`select reason from public.admin_actions where target_id = ${person.id}`
  expect(trail).toEqual([{ reason: 'A lost render.' }])
})

test('an admin gives part of a transaction back, and the audit log tells', async ({ openAs, sql }) => {
  const person = await signUpPerson(process.env)
  await sql`select public.deduct_credits(${person.id}, 20, 'render', 'image-generation', 'demo')`
  const page = await openPerson(openAs, person.email)
  await tab(page, 'Transactions').click()
  await expect(movements(page)).toHaveCount(2)
  await page.getByRole('button', { name: 'Refund transaction' }).click()
  const dialog = page.getByRole('dialog', { name: 'Refund credits' })
  await dialog.getByLabel('A part').check()
  await dialog.getByLabel('Credits', { exact: true }).fill('21')
  await expect(dialog.getByText('Only 20 are left.')).toBeVisible()
  await dialog.getByLabel('Credits', { exact: true }).fill('8')
  await dialog.getByLabel('Reason').fill('The picture was black.')
  await expect(dialog.getByRole('listitem')).toContainText('Sign-up bonus')
  await expect(dialog.getByRole('listitem')).toContainText('8')
  await expectAccessible(page, 'the refund dialog')
  await dialog.getByRole('button', { name: 'Refund 8' }).click()
  await expect(page.getByText('Credits refunded.')).toBeVisible()
  await expect(movements(page)).toHaveCount(3)
  await expect(movements(page).first()).toContainText('+8')
  await expect(page.getByText('8 refunded')).toBeVisible()

  await tab(page, 'Audit').click()
  await page.getByRole('link', { name: 'Open in the audit log' }).click()
  await expect(page.getByRole('heading', { name: 'Audit log' })).toBeVisible()
  const row = movements(page).first()
  await expect(row).toContainText('Refund transaction')
  await expect(row).toContainText('The picture was black.')
  await expect(row).toContainText('before: 30')
  await expect(row).toContainText('after: 38')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('admin-actions.csv')
})

test('an admin notes something about somebody, and every view of them is accessible and fits', async ({
  openAs,
}) => {
  test.slow()
  const person = await signUpPerson(process.env)
  const page = await openPerson(openAs, person.email)
  await tab(page, 'Notes').click()
  const add = page.getByRole('button', { name: 'Add note' })
  await expectMissing(page, add, page.getByLabel('New note'), /Write a note first\./)
  await page.getByLabel('New note').fill('Calls on Mondays.')
  await add.click()
  await expect(movements(page)).toHaveText([/Calls on Mondays\./])
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 })
      for (const name of [
        'Balance',
        'Transactions',
        'Grants',
        'Payments',
        'Usage',
        'Mail',
        'Notes',
        'Audit',
        'Account',
      ]) {
        await tab(page, name).click()
        await expect(tab(page, name)).toHaveAttribute('aria-current', 'page')
        await expect(page.locator('[data-slot=skeleton]')).toHaveCount(0)
        await expectAccessible(page, `${name} at ${width} px, ${scheme}`)
        await expectToFit(page)
      }
    }
  }
  await tab(page, 'Notes').click()
  await page.getByRole('button', { name: 'Delete note' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('No notes')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Notes', exact: true })).toBeFocused()
})

test('an admin sees what somebody paid, finds it by its state, and what an admin did', async ({
  openAs,
  sql,
}) => {
  const person = await signUpPerson(process.env)
  const [purchase] = await sql<
    { id: string }[]
  >`select id from public.start_purchase(${person.id}, 'starter')`
  const paymentId = `pay_${purchase?.id}`
  await sql`
    select public.complete_purchase('none', ${paymentId}, p.id, p.dodo_product_id, p.amount_cents, p.currency, null, 1099)
    from public.purchases p where p.id = ${purchase?.id ?? ''}`
  await sql`select public.record_return('none', 'refund', ${`ref_${purchase?.id}`}, ${paymentId}, 500, 'taken')`
  const page = await openPerson(openAs, person.email)
  const paid = page.getByRole('definition').filter({ hasText: '$5.99' })
  await expect(paid).toBeVisible()
  await expect(page.getByText('Less $5.00 returned')).toBeVisible()
  await tab(page, 'Payments').click()
  await expect(page.getByText('No subscriptions.')).toBeVisible()
  await page.getByRole('link', { name: paymentId }).click()
  await page.waitForURL(/\/admin\/webhooks\?q=pay_/)

  await page.goto(`/admin/purchases?q=${person.email}`)
  await expect(movements(page)).toHaveCount(1)
  await page.getByLabel('State').selectOption('Paid')
  await expect(page.getByText(`Nothing found for “${person.email}”`)).toBeVisible()
  await page.getByLabel('State').selectOption('Refunded in part')
  await expect(movements(page)).toContainText([/\$10\.99/])
  await page.getByRole('link', { name: 'Show all' }).click()
  await page.waitForURL('/admin/purchases')

  const [admin] = await sql<
    { id: string }[]
  >`select id from public.profiles where email = 'admin@example.com'`
  await page.goto(`/admin/users/${admin?.id}?view=account`)
  await page.getByRole('button', { name: 'Remove admin role' }).click()
  await expect(page.getByText('This is you: you lose access at once.')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await tab(page, 'Audit').click()
  await page.getByRole('link', { name: 'What they did' }).click()
  await page.waitForURL(`/admin/audit?admin=${admin?.id}`)
})

test('a list is narrowed down by keyboard, without losing one’s place', async ({ openAs }) => {
  const page = await openAs(await signInAdmin(process.env))
  await page.goto('/admin/users')
  const role = page.getByLabel('Role')
  const search = page.getByRole('searchbox')
  await tabTo(page, role)
  await page.keyboard.press('ArrowDown')
  await page.waitForURL('/admin/users?role=user')
  await expect(role).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.waitForURL('/admin/users?role=admin')
  await expect(role).toBeFocused()
  await typeInto(page, search, 'admin@')
  await page.keyboard.press('Enter')
  await page.waitForURL('/admin/users?role=admin&q=admin%40')
  await expect(search).toBeFocused()
  await expect(movements(page)).toHaveCount(1)
  await page.goBack()
  await page.goBack()
  await page.waitForURL('/admin/users?role=user')
  await expect(role).toHaveValue('user')
  await expect(search).toHaveValue('')
})

test('an admin has the ledger checked', async ({ openAs }) => {
  const page = await openAs(await signInAdmin(process.env))
  await page.goto('/admin/ledger')
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByText('No rule was broken, of the ledger or of the payments.')).toBeVisible({
    timeout: 30_000,
  })
  await expect(page.getByText('asked for by admin@example.com')).toBeVisible()
})

test('the page of somebody who does not exist says so, with the menu beside it', async ({ openAs }) => {
  const page = await openAs(await signInAdmin(process.env))
  await page.goto('/admin/users/nobody')
  await expect(page.getByRole('heading', { name: 'This page does not exist' })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Admin' })).toBeVisible()
})
