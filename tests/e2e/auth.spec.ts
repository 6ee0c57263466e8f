import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { authLink } from '../helpers/mailbox'
import { mailTo, newAddress, signOut, submitSignIn } from './auth-steps'

// One person's account from its first day on; each step needs the one before.
test.describe.configure({ mode: 'serial' })

const NEXT = '/terms?from=auth#top'
const email = newAddress('journey')
const passwords = { first: 'first password 1', second: 'second password 2' }
let context: BrowserContext
let page: Page

test.beforeAll(async ({ browser }) => {
  context = await browser.newContext()
  page = await context.newPage()
})
test.afterAll(() => context.close())

test('signing up says what is wrong, field by field, and keeps what was typed', async () => {
  await page.goto(`/sign-up?next=${encodeURIComponent(NEXT)}`)
  await page.getByLabel('Name').fill('Ada Lovelace')
  await page.getByLabel('Email').fill('not an address')
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Create account' }).click()
  const address = page.getByLabel('Email')
  await expect(address).toHaveAccessibleDescription('Enter an address like name@example.com.')
  await expect(address).toHaveAttribute('aria-invalid', 'true')
  await expect(address).toBeFocused()
  await expect(address).toHaveValue('not an address')
  await expect(page.getByLabel('Name')).toHaveValue('Ada Lovelace')
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('short')
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(
    'Use at least 8 characters.',
  )
})

test('the confirmation link signs in and goes where the person was headed', async () => {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(passwords.first)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeFocused()
  await expect(page.getByText(email)).toBeVisible()
  const link = authLink(await mailTo(email, 'Confirm'))
  await page.goto(link.href)
  // This browser asked for the mail, so the page needs no click.
  await expect(page).toHaveURL(NEXT)
  await page.goto('/sign-in?next=/privacy')
  await expect(page).toHaveURL('/privacy')
})

test('signing out ends the session of this browser', async () => {
  await signOut(page)
  await expect(page).toHaveURL('/')
  await page.goto('/reset-password')
  await expect(page.getByRole('link', { name: 'Send me a link' })).toBeVisible()
})

test('the password signs in again', async () => {
  await page.goto(`/sign-in?next=${encodeURIComponent(NEXT)}`)
  await submitSignIn(page, email, 'a wrong password')
  await expect(page.getByRole('alert').filter({ hasText: 'do not match' })).toBeVisible()
  await expect(page.getByLabel('Email')).toHaveValue(email)
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('a wrong password')
  await submitSignIn(page, email, passwords.first)
  await expect(page).toHaveURL(NEXT)
  await signOut(page)
})

test('a sign-in link works elsewhere with one click, once, and survives being looked at', async ({
  browser,
  request,
}) => {
  await page.goto('/sign-in?next=/privacy')
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Email me a sign-in link' }).click()
  await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible()
  const link = authLink(await mailTo(email, 'sign-in link'))
  // What a mail scanner does.
  expect((await request.get(link.href)).status()).toBe(200)
  expect((await request.head(link.href)).status()).toBe(200)

  const phone = await browser.newContext()
  const elsewhere = await phone.newPage()
  await elsewhere.goto(link.href)
  await elsewhere.getByRole('button', { name: 'Sign in' }).click()
  await expect(elsewhere).toHaveURL('/privacy')
  await phone.close()

  await page.goto(link.href)
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible()
  await expect(page).toHaveURL('/auth/link-expired?type=magiclink&next=%2Fprivacy')
})

test('a dead link offers a new one', async () => {
  const since = new Date()
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Send me a sign-in link' }).click()
  await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible()
  await page.goto(authLink(await mailTo(email, 'sign-in link', since)).href)
  await expect(page).toHaveURL('/privacy')
  await signOut(page)
})

test('a forgotten password is replaced, and the old one is refused', async () => {
  await page.goto(`/sign-in?next=${encodeURIComponent(NEXT)}`)
  await page.getByRole('link', { name: 'Forgot password?' }).click()
  await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible()
  // By role: the page that was left stays in the document, hidden.
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await page.goto(authLink(await mailTo(email, 'Choose a new password')).href)
  await page.getByLabel('New password').fill('short')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByLabel('New password')).toHaveAccessibleDescription('Use at least 8 characters.')
  await page.getByLabel('New password').fill(passwords.second)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByRole('heading', { name: 'Password changed' })).toBeVisible()
  await page.getByRole('link', { name: 'Continue' }).click()
  await expect(page).toHaveURL(NEXT)
  await signOut(page)

  await page.goto('/sign-in?next=/terms')
  await submitSignIn(page, email, passwords.first)
  await expect(page.getByRole('alert').filter({ hasText: 'do not match' })).toBeVisible()
  await submitSignIn(page, email, passwords.second)
  await expect(page).toHaveURL('/terms')
})
