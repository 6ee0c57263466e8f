import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { authLink } from '../helpers/mailbox'
import { mailTo, newAddress, submitSignIn } from './auth-steps'

const KNOWN = 'user@example.com'

/** What a stranger can tell from asking with this address: the page, the status and the time. */
async function askAs(browser: Browser, path: string, email: string, ask: (page: Page) => Promise<void>) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(path)
  await page.getByLabel('Email').fill(email)
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  const start = performance.now()
  await ask(page)
  const status = (await answer).status()
  await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible()
  const ms = performance.now() - start
  const text = (await page.locator('main').ariaSnapshot()).replaceAll(email, '<address>')
  const cookies = (await context.cookies()).map(({ name }) => name).sort()
  await context.close()
  return { seen: { status, text, cookies }, ms }
}

const ASKING: [string, string, (page: Page) => Promise<void>][] = [
  [
    'signing up',
    '/sign-up',
    async (page) => {
      await page.getByLabel('Password', { exact: true }).fill('long enough 1')
      await page.getByRole('button', { name: 'Create account' }).click()
    },
  ],
  [
    'a sign-in link',
    '/sign-in',
    (page) => page.getByRole('button', { name: 'Email me a sign-in link' }).click(),
  ],
  [
    'a new password',
    '/forgot-password',
    (page) => page.getByRole('button', { name: 'Send the link' }).click(),
  ],
  [
    'another confirmation',
    '/auth/link-expired?type=signup',
    (page) => page.getByRole('button', { name: 'Send a new confirmation link' }).click(),
  ],
]

for (const [what, path, ask] of ASKING) {
  test(`asking for ${what} does not tell whether an address has an account`, async ({ browser }) => {
    const [known, unknown] = [
      await askAs(browser, path, KNOWN, ask),
      await askAs(browser, path, newAddress('nobody'), ask),
    ]
    expect(known.seen).toEqual(unknown.seen)
    // Both wait for the same clock; sending a mail or not makes no difference to it.
    expect(Math.min(known.ms, unknown.ms)).toBeGreaterThanOrEqual(1_000)
  })
}

test('signing in fails alike for a wrong password and an unknown address', async ({ page }) => {
  const answers: string[] = []
  for (const email of [KNOWN, newAddress('nobody')]) {
    await page.goto('/sign-in')
    await submitSignIn(page, email, 'a wrong password')
    await expect(page.getByRole('alert').filter({ hasText: 'do not match' })).toBeVisible()
    const form = page.locator('form').filter({ has: page.getByRole('alert') })
    answers.push((await form.ariaSnapshot()).replaceAll(email, '<address>'))
  }
  expect(answers[0]).toBe(answers[1])
})

for (const next of [
  '//evil.example',
  '/\\evil.example',
  '/.//evil.example',
  'https://evil.example/',
  '/%09/evil.example',
]) {
  test(`after signing in, next=${next} stays on this site`, async ({ page, baseURL }) => {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
    await page.getByRole('button', { name: KNOWN }).click()
    await page.waitForURL((url) => url.pathname !== '/sign-in')
    expect(new URL(page.url()).origin).toBe(baseURL)
  })
}

test('everything works without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const email = newAddress('plain')
  await page.goto('/sign-up?next=/terms')
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(
    'Use at least 8 characters.',
  )
  await expect(page.getByLabel('Email')).toHaveValue(email)
  await page.getByLabel('Password', { exact: true }).fill('long enough 1')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible()
  await mailTo(email, 'Confirm')
  const since = new Date()
  await page.getByRole('button', { name: 'Send it again' }).click()
  await expect(page.getByText('We asked for another mail.')).toBeVisible()
  await page.goto(authLink(await mailTo(email, 'Confirm', since)).href)
  await page.getByRole('button', { name: 'Confirm and continue' }).click()
  await expect(page).toHaveURL('/terms')

  await page.goto('/reset-password?next=/privacy')
  await page.getByLabel('New password').fill('another password 2')
  await page.getByRole('button', { name: 'Change password' }).click()
  await page.getByRole('link', { name: 'Continue' }).click()
  await expect(page).toHaveURL('/privacy')

  await context.clearCookies()
  await page.goto('/sign-in?next=/privacy')
  await submitSignIn(page, email, 'long enough 1')
  await expect(page.getByRole('alert')).toHaveText('This email address and password do not match.')
  await submitSignIn(page, email, 'another password 2')
  await expect(page).toHaveURL('/privacy')
  await context.close()
})

test('a form that can’t reach the server says so and keeps what was typed', async ({ page, context }) => {
  await page.goto('/sign-in?next=/terms')
  await context.setOffline(true)
  await submitSignIn(page, KNOWN, 'password123')
  await expect(page.locator('main').getByRole('alert')).toContainText('The server could not be reached.')
  await expect(page.getByLabel('Email')).toHaveValue(KNOWN)
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('password123')
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Email me a sign-in link' }).click()
  await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible()
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Send it again' }).click()
  await expect(page.locator('main').getByRole('alert')).toContainText('The server could not be reached.')
  await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible()
})

test('half a link says so', async ({ page }) => {
  await page.goto('/auth/confirm?type=signup&next=/terms')
  await expect(page.getByRole('heading', { name: 'This link is incomplete' })).toBeVisible()
})

test('sign-out takes a request of our own pages', async ({ request, baseURL }) => {
  const post = (headers: Record<string, string>) =>
    request.post('/auth/sign-out', { headers, maxRedirects: 0 }).then((answer) => answer.status())
  expect(await post({ origin: 'https://evil.example' })).toBe(403)
  expect(await post({ origin: 'null' })).toBe(403)
  expect(await post({ origin: baseURL ?? '' })).toBe(303)
  expect((await request.get('/auth/sign-out')).status()).toBe(405)
})

for (const path of ['/sign-in', '/sign-up', '/forgot-password', '/reset-password', '/auth/link-expired']) {
  test(`${path} has no accessibility violation, with and without complaints`, async ({ page }) => {
    await page.goto(path)
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    const button = page.locator('main button[type=submit]').first()
    if (await button.isVisible()) {
      await button.click()
      await expect(page.locator('[aria-invalid=true]').first()).toBeVisible()
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    }
  })
}
