import type { Page } from '@playwright/test'
import { signInAdmin, signUpPerson } from '../helpers/app/people'
import { createMailboxClient } from '../helpers/mailbox'
import { expect, test } from './steps/fixtures'
import { expectMissing } from './steps/forms'
import { expectAccessible } from './steps/inspect'

const account = (id: string) => `/admin/users/${id}?view=account`

/** Opens a window of the account page, sees that it asks for a reason and the address, and sends it. */
async function confirm(page: Page, button: string, email: string, action: string) {
  await page.getByRole('button', { name: button }).click()
  const dialog = page.getByRole('alertdialog')
  const submit = dialog.getByRole('button', { name: action })
  await expectMissing(page, submit, dialog.getByLabel('Reason'), /Say why\./)
  await dialog.getByLabel('Reason').fill('They asked for it.')
  await dialog.getByLabel(/^Type/).fill('somebody@example.com')
  await expectMissing(page, submit, dialog.getByLabel(/^Type/), /Type it as it stands above\./)
  await dialog.getByLabel(/^Type/).fill(email.toUpperCase())
  await expectAccessible(page, `the window of ${button}`)
  await submit.click()
  return dialog
}

test('an admin makes a colleague an admin, and a user again', async ({ openAs, sql }) => {
  const colleague = await signUpPerson(process.env, 'colleague')
  const [page, theirs] = [await openAs(await signInAdmin(process.env)), await openAs(colleague)]
  expect((await theirs.goto('/admin/users'))?.status()).toBe(404)
  await page.goto(account(colleague.id))
  await confirm(page, 'Make an admin', colleague.email, 'Make an admin')
  await expect(page.getByText('They are an admin now.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Remove admin role' })).toBeVisible()
  expect((await theirs.goto('/admin/users'))?.status()).toBe(200)
  await expect(theirs.getByRole('heading', { name: 'Users' })).toBeVisible()
  // A toast that fades has too little contrast for a moment.
  await expect(page.getByText('They are an admin now.')).toHaveCount(0)

  await confirm(page, 'Remove admin role', colleague.email, 'Remove role')
  await expect(page.getByText('The admin role is removed.')).toBeVisible()
  // Within the app too, which asks for no document.
  await theirs.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'Purchases' }).click()
  await expect(theirs.getByRole('heading', { name: 'This page does not exist' })).toBeVisible()
  const trail =
    await sql`select action, after from public.admin_actions where target_id = ${colleague.id} order by id`
  expect(trail).toEqual([
    { action: 'set_role', after: { role: 'admin' } },
    { action: 'set_role', after: { role: 'user' } },
  ])
})

test('the only admin is told why they stay one, and does not delete themselves here', async ({ openAs }) => {
  const admin = await signInAdmin(process.env)
  const page = await openAs(admin)
  // As the database has it; the role itself is needed by the tests beside this one.
  const refusal = {
    code: 'forbidden',
    message: 'You do not have permission to do that.',
    details: { reason: 'only_admin' },
  }
  await page.route('**/api/admin/users/*/role', (route) =>
    route.fulfill({ status: 403, json: { error: refusal } }),
  )
  await page.goto(account(admin.id))
  await expect(page.getByText('This is you.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete account' })).toHaveCount(0)
  const dialog = await confirm(page, 'Remove admin role', admin.email, 'Remove role')
  await expect(dialog.getByText('This is the only admin.')).toBeVisible()
})

test('a deletion whose answer got lost is sent again', async ({ openAs }) => {
  const person = await signUpPerson(process.env)
  const page = await openAs(await signInAdmin(process.env))
  await page.goto(account(person.id))
  await page.route(
    '**/api/admin/users/*/delete',
    async (route) => {
      await route.fetch()
      await route.abort()
    },
    { times: 1 },
  )
  const dialog = await confirm(page, 'Delete account', person.email, 'Delete for good')
  await expect(dialog.getByText('No answer came')).toBeVisible()
  await dialog.getByRole('button', { name: 'Delete for good' }).click()
  await expect(page.getByText('That had already gone through.')).toBeVisible()
  await page.waitForURL('**/admin/users')
})

test('an admin deletes somebody who asked for it, and they get one last mail', async ({ openAs, sql }) => {
  const person = await signUpPerson(process.env)
  const page = await openAs(await signInAdmin(process.env))
  await page.goto(account(person.id))
  await confirm(page, 'Delete account', person.email, 'Delete for good')
  await expect(page.getByText('The account is deleted.')).toBeVisible()
  await page.waitForURL('**/admin/users')
  expect(await sql`select from auth.users where id = ${person.id}`).toHaveLength(0)
  const mailbox = createMailboxClient(process.env.MAILBOX_URL ?? '')
  const goodbye = await mailbox.waitForMail({ to: person.email, subject: 'Your account is deleted' })
  expect(goodbye.text).toContain('50 credits')
  await page.goto('/admin/audit?action=delete_user')
  await expect(page.getByRole('main').getByRole('listitem').first()).toContainText('They asked for it.')
})
