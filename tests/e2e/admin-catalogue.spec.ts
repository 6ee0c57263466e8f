import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { signInAdmin } from '../helpers/app/people'
import { expect, test } from './steps/fixtures'
import { expectMissing, withoutAsking } from './steps/forms'
import { expectAccessible } from './steps/inspect'

const admins = test.extend<{ admin: Page }>({
  admin: async ({ openAs }, use) => use(await openAs(await signInAdmin(process.env))),
})

admins(
  'a price is scheduled, takes effect by itself, and another is cancelled',
  async ({ admin, sql, person }) => {
    const feature = `journey-${randomUUID().slice(0, 8)}`
    await sql`insert into public.feature_pricing (feature, credits) values (${feature}, 2)`
    await sql`insert into public.usage_logs (account_id, request_id, feature, credits, duration_ms, outcome)
    select id, gen_random_uuid(), ${feature}, 2, 5, 'succeeded' from public.credit_accounts where owner_id = ${person.id}`
    // The page adds it up when nobody's transaction is open, and asks once.
    await expect(async () => {
      await sql`select public.roll_up_daily()`
      const rows = await sql`select calls::int from public.daily_feature_usage where feature = ${feature}`
      expect(rows).toEqual([{ calls: 1 }])
    }).toPass()
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
    const schedule = admin.getByRole('button', { name: 'Schedule' })
    await expectMissing(admin, schedule, admin.getByLabel('From'), /Say from when\./)
    await admin.getByLabel('From').fill('2099-01-02T03:04')
    await expectAccessible(admin, 'the price dialog')
    await schedule.click()
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
    await schedule.click()
    await row.getByRole('button', { name: 'Cancel change' }).click()
    await admin.getByRole('alertdialog').getByRole('button', { name: 'Cancel change' }).click()
    await expect(row).not.toContainText('2099')
    await expect(row.locator(':focus')).toContainText(feature.slice(1).replaceAll('-', ' '))
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
  await expect(admin.getByText(/^Somebody else changed this in the meantime/)).toBeVisible()
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
  await admin.getByLabel('Maximum quantity').fill('100')
  await admin.getByLabel('Reason').fill('For the autumn.')
  const more = admin.getByRole('button', { name: 'Add a lower price' })
  await more.click()
  const from = admin.getByLabel('From, lower price 1')
  const each = admin.getByLabel('Each, USD, lower price 1')
  await expectMissing(admin, add, from, /From: A whole number, 2 or more\./)
  await from.fill('1')
  await expectMissing(admin, add, from, /From: A whole number, 2 or more\./)
  await from.fill('10')
  await each.fill('abc')
  await expectMissing(admin, add, each, /Each, USD: An amount above 0/)
  await expectAccessible(admin, 'the window of a new package with a wrong lower price')
  await each.fill('2.5')
  await admin.getByLabel('Product at Dodo, lower price 1').fill(`pdt_${id}_10`)
  await more.click()
  await admin.getByLabel('From, lower price 2').fill('10')
  await expect(admin.getByLabel('From, lower price 2')).toHaveAccessibleDescription(/Another one begins/)
  await admin.getByRole('button', { name: 'Remove lower price 2' }).click()
  await expect(more).toBeFocused()
  await expectAccessible(admin, 'the window of a new package')
  await add.click()
  await expect(admin.getByRole('listitem').filter({ hasText: id })).toContainText('cheaper from 10')
  expect(await sql`select price_cents from public.package_tiers where package_id = ${id}`).toEqual([
    { price_cents: 250 },
  ])
})

admins('a plan is added, and what is wrong shows at its field', async ({ admin, sql }) => {
  const id = `t-${randomUUID().slice(0, 8)}`
  const plan = (name: string) =>
    sql`select price_cents, currency, is_active from public.plans where id = ${name}`
  await admin.goto('/admin/catalogue')
  await admin.getByRole('button', { name: 'New plan' }).click()
  const add = admin.getByRole('button', { name: 'Add', exact: true })
  await admin.getByLabel('Id', { exact: true }).fill('Pro')
  await expect(admin.getByText('Lowercase letters, digits, - and _, up to 40 of them.')).toBeVisible()
  await admin.getByLabel('Id', { exact: true }).fill('pro')
  await admin.getByLabel('Name').fill(`Plan ${id}`)
  await admin.getByLabel('Credits a month').fill('400')
  await admin.getByLabel('Currency').selectOption('EUR')
  await admin.getByLabel('Monthly price in EUR').fill('49')
  await admin.getByLabel('Reason').fill('For teams.')
  await add.click()
  await expect(admin.getByLabel('Id', { exact: true })).toHaveAccessibleDescription(/This id is taken\./)
  await expectAccessible(admin, 'the window of a new plan')
  await admin.getByLabel('Id', { exact: true }).fill(id)
  await admin.getByLabel('On sale').click()
  await add.click()
  await expect(admin.getByLabel('Product at Dodo')).toHaveAccessibleDescription(
    'A plan on sale needs its product.',
  )
  expect(await plan(id)).toEqual([])
  await admin.getByLabel('On sale').click()
  await add.dblclick()
  const row = admin.getByRole('listitem').filter({ hasText: `Plan ${id}` })
  await expect(row).toContainText('€49.00')
  await expect(row).toContainText('Not on sale')
  expect(await plan(id)).toEqual([{ price_cents: 4900, currency: 'EUR', is_active: false }])
  expect(await sql`select action from public.admin_actions where subject = ${`plan:${id}`}`).toHaveLength(1)
})

admins('a feature without a price gets one, and one of its models another', async ({ admin, sql }) => {
  const feature = `new-${randomUUID().slice(0, 8)}`
  await admin.goto('/admin/catalogue')
  const open = async (model: string, credits: string) => {
    await admin.getByRole('button', { name: 'New price' }).click()
    await admin.getByLabel('Feature').fill(feature)
    await admin.getByLabel('Model').fill(model)
    await admin.getByLabel('Credits', { exact: true }).fill(credits)
    await admin.getByLabel('Reason').fill('A new tool.')
  }
  const add = admin.getByRole('button', { name: 'Add', exact: true })
  await open('', '3')
  await expect(admin.getByTestId('impact')).toContainText('Nobody has used it in the last 30 days.')
  await expect(admin.getByText('Then 3, of medium complexity 5, of high 6.')).toBeVisible()
  await expectAccessible(admin, 'the window of a new price')
  await add.click()
  await expect(admin.getByRole('dialog')).toBeHidden()
  await open('', '4')
  await expectMissing(admin, add, admin.getByLabel('Feature'), /This has a price already/)
  await admin.getByLabel('Model').fill('big')
  await expect(admin.getByText('3 credits now, the feature’s general price.')).toBeVisible()
  await add.click()
  await expect(admin.getByRole('dialog')).toBeHidden()
  expect(await sql`select model, credits from public.feature_prices() where feature = ${feature}`).toEqual([
    { model: '', credits: 3 },
    { model: 'big', credits: 4 },
  ])
})

admins('the product of automatic top-ups is changed', async ({ admin, sql }) => {
  await admin.goto('/admin/catalogue')
  const edit = admin.getByRole('button', { name: 'Edit the product of automatic top-ups' })
  await edit.click()
  await admin.getByLabel('Product at Dodo').fill('pdt_plan_pro')
  await admin.getByLabel('Reason').fill('Another account.')
  await expect(admin.getByTestId('impact')).toContainText(
    'Dodo charges $19.00 for this product: change it there',
  )
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByLabel('Product at Dodo')).toHaveAccessibleDescription('A plan has this product.')
  // As it was: other tests allow cards on it.
  await admin.getByLabel('Product at Dodo').fill('pdt_top_up')
  await withoutAsking(admin, async () => {
    await admin.getByRole('button', { name: 'Save' }).click()
    await expect(admin.getByRole('dialog').getByRole('alert')).toContainText('Nothing is changed yet.')
  })
  expect(await sql`select dodo_product_id from public.top_up_products`).toEqual([
    { dodo_product_id: 'pdt_top_up' },
  ])
})
