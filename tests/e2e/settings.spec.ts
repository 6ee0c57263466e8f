import type { Page } from '@playwright/test'
import { signInPerson } from '../helpers/app/people'
import { authLink } from '../helpers/mailbox'
import { mailTo, newAddress, signOut, submitSignIn } from './auth-steps'
import { expect, test } from './steps/fixtures'

const OTHER = 'another password 2'

async function changePassword(page: Page, current: string, next: string) {
  await page.getByLabel('Current password').fill(current)
  await page.getByLabel('New password').fill(next)
  await page.getByRole('button', { name: 'Change password' }).click()
}

test('a name is kept, shown in the header, and taken away again', async ({ page }) => {
  await page.goto('/settings')
  const name = page.getByLabel('Name')
  await name.fill('Ada Lovelace')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.getByRole('button', { name: 'Account' }).click()
  await expect(page.getByRole('menu')).toContainText('Ada Lovelace')
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(name).toHaveValue('Ada Lovelace')
  await name.fill(' ')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.reload()
  await expect(name).toHaveValue('')
})

test('a password is changed by whoever knows it, and every other session ends', async ({ page, person }) => {
  const elsewhere = await signInPerson(process.env, person.email, person.password)
  await page.goto('/settings/security')
  await expect(page.getByText('This browser')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Signed in' })).toHaveCount(2)

  await changePassword(page, 'not my password', OTHER)
  await expect(page.getByLabel('Current password')).toHaveAccessibleDescription(
    'This is not your current password.',
  )
  await expect(page.getByLabel('Current password')).toBeFocused()
  await changePassword(page, person.password, 'short')
  await expect(page.getByLabel('New password')).toHaveAccessibleDescription('Use at least 8 characters.')
  await changePassword(page, person.password, OTHER)
  await expect(page.getByText('Password changed')).toBeVisible()

  await page.reload()
  await expect(page.getByRole('listitem').filter({ hasText: 'Signed in' })).toHaveCount(1)
  expect(elsewhere.cookies.length).toBeGreaterThan(0)
  await signOut(page)
  await page.goto('/sign-in')
  await submitSignIn(page, person.email, OTHER)
  await page.waitForURL('**/dashboard')
})

test('other sessions are ended without a new password', async ({ page, person }) => {
  await signInPerson(process.env, person.email, person.password)
  await page.goto('/settings/security')
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Signed in' })).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Sign out everywhere else' })).toBeDisabled()
})

test('an address changes when the mail about it was answered, not before', async ({ page, person }) => {
  const email = newAddress('moved')
  await page.goto('/settings')
  await page.getByLabel('New address').fill(person.email)
  await page.getByRole('button', { name: 'Change address' }).click()
  await expect(page.getByLabel('New address')).toHaveAccessibleDescription('This is already your address.')
  await page.getByLabel('New address').fill(email)
  const since = new Date()
  await page.getByRole('button', { name: 'Change address' }).click()
  await expect(page.getByText('Check both inboxes')).toBeVisible()
  await page.reload()
  await expect(page.locator('main').getByText(person.email)).toBeVisible()
  await page.goto(authLink(await mailTo(person.email, 'Confirm your new', since)).href)
  await page.waitForURL('**/settings')
  await expect(page.locator('main').getByText(email)).toBeVisible()
})

test('an account is deleted by typing its address, and its person can come back as somebody new', async ({
  page,
  person,
  sql,
}) => {
  await page.goto('/settings/data')
  await expect(page.getByText('You lose the 50 credits you have left')).toBeVisible()
  await page.getByRole('button', { name: 'Delete account' }).click()
  const confirm = page.getByRole('button', { name: 'Delete my account' })
  const address = page.getByRole('alertdialog').getByRole('textbox')
  for (const typed of ['', 'somebody@example.com']) {
    await address.fill(typed)
    await confirm.click()
    await expect(address).toHaveAccessibleDescription('Type it as it stands above.')
    await expect(address).toBeFocused()
  }
  await address.fill(person.email.toUpperCase())
  await confirm.click()
  await expect(page.getByRole('heading', { name: 'Your account is deleted' })).toBeVisible()
  await mailTo(person.email, 'Your account is deleted')
  expect(await sql`select from public.profiles where id = ${person.id}`).toHaveLength(0)
  await page.goto('/dashboard')
  await expect(page).toHaveURL((url) => url.pathname === '/sign-in')
  await submitSignIn(page, person.email, person.password)
  await expect(page.getByRole('alert').filter({ hasText: 'do not match' })).toBeVisible()
})

test('without a connection settings say so, and stay to be tried again', async ({
  page,
  context,
  person,
}) => {
  await signInPerson(process.env, person.email, person.password)
  const problem = page.locator('main').getByRole('alert')
  await page.goto('/settings')
  await page.getByLabel('Name').fill('Ada Lovelace')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(problem).toContainText('The server could not be reached.')
  await expect(page.getByLabel('Name')).toHaveValue('Ada Lovelace')
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()

  await page.goto('/settings/security')
  const end = page.getByRole('button', { name: 'Sign out everywhere else' })
  await context.setOffline(true)
  await end.click()
  await expect(problem).toContainText('The server could not be reached.')
  await context.setOffline(false)
  await end.click()
  await expect(end).toBeDisabled()
  await expect(problem).toHaveCount(0)
})

test('a deletion whose answer is lost is not called undone', async ({ page, person }) => {
  await page.goto('/settings/data')
  await page.getByRole('button', { name: 'Delete account' }).click()
  await page.route('**/api/account/delete', (route) => route.abort())
  const question = page.getByRole('alertdialog')
  await question.getByRole('textbox').fill(person.email)
  await question.getByRole('button', { name: 'Delete my account' }).click()
  await expect(question.getByRole('alert')).toContainText('It is not known whether your account was deleted')
})
