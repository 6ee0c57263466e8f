import { setBalance } from '../helpers/app/database'
import { authLink } from '../helpers/mailbox'
import { mailTo, newAddress, submitSignIn } from './auth-steps'
import { expect, headerBalance, test } from './steps/fixtures'
import { expectReceipt, problem } from './steps/tools'
import { leadOf, newNetworkAddress, openAsVisitor, trialBalance } from './steps/visitor'

const PASSWORD = 'a password to begin with'

test('a visitor tries, signs up, and keeps the rest exactly once', async ({ browser, baseURL, sql }) => {
  const { page, context } = await openAsVisitor(browser, baseURL)
  await page.goto('/')
  await page.getByRole('link', { name: 'Try it without an account' }).click()
  await page.getByLabel('What should it say?').fill('A note')
  await page.getByRole('button', { name: 'Try it with 20 free credits' }).click()
  await expectReceipt(page, '1 credit')
  await expect(trialBalance(page)).toHaveText('Trial: 19 credits left')
  await expect(page.getByRole('button', { name: 'Write it for 1 credit' })).toBeEnabled()

  await page.getByRole('link', { name: 'Tools', exact: true }).click()
  await page.getByRole('link', { name: 'Image', exact: true }).click()
  await page.getByLabel('What should it show?').fill('A harbour')
  await page.getByRole('button', { name: 'Draw it for 3 credits' }).click()
  await expectReceipt(page, '3 credits')
  await page.reload()
  await expect(trialBalance(page)).toHaveText('Trial: 16 credits left')
  await expect(page.getByRole('region', { name: 'Your pictures' }).getByRole('img')).toHaveCount(1)

  const [trial] = (await context.cookies()).filter(({ name }) => name === 'creditkit_lead')
  const email = newAddress('trial')
  await page.getByRole('link', { name: 'Get started' }).click()
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible()
  await page.goto(authLink(await mailTo(email, 'Confirm')).href)
  await page.waitForURL('**/dashboard')
  await expect(page.getByText('16 trial credits moved to your account')).toBeVisible()
  await expect(headerBalance(page)).toHaveText('66 credits')
  expect((await context.cookies()).map(({ name }) => name)).not.toContain('creditkit_lead')

  if (!trial) throw new Error('The trial had no cookie.')
  await context.addCookies([trial])
  const claimed = page.waitForResponse('**/api/leads/claim')
  await page.goto('/tools')
  expect(await (await claimed).json()).toEqual({ creditsMoved: 0 })
  await expect(headerBalance(page)).toHaveText('66 credits')
  const moved = await sql<{ amount: number }[]>`
    select t.amount from public.credit_transactions t
    join public.credit_accounts a on a.id = t.account_id join public.profiles p on p.id = a.owner_id
    where p.email = ${email} and t.type = 'transfer_in'`
  expect(moved.map(({ amount }) => amount)).toEqual([16])
  await context.close()
})

test('a trial that is used up leads to an account', async ({ browser, baseURL, sql }) => {
  const { page, context } = await openAsVisitor(browser, baseURL)
  await page.goto('/tools/text')
  await page.getByLabel('What should it say?').fill('A note')
  await page.getByRole('button', { name: 'Try it with 20 free credits' }).click()
  await expectReceipt(page, '1 credit')
  await setBalance(sql, await leadOf(context), 1)
  await page.getByRole('button', { name: 'Write it for 1 credit' }).click()
  await expect(trialBalance(page)).toHaveText('Trial: 0 credits left')
  const notice = page.getByRole('status').filter({ hasText: 'Your trial credits are used up' })
  await expect(notice).toContainText('Sign up and get 50 credits')
  await expect(notice.getByRole('link', { name: 'Sign up' })).toHaveAttribute(
    'href',
    '/sign-up?next=%2Ftools%2Ftext',
  )
  await expect(page.getByRole('button', { name: 'Write it for 1 credit' })).toBeDisabled()
  await context.close()
})

test('a first run stopped before its trial is there begins one trial, not two', async ({
  browser,
  baseURL,
}) => {
  const { page, context } = await openAsVisitor(browser, baseURL)
  const answers: (() => Promise<void>)[] = []
  await page.route('**/api/leads', async (route) => {
    const response = await route.fetch()
    answers.push(() => route.fulfill({ response }).catch(() => undefined))
  })
  await page.goto('/tools/text')
  await page.getByLabel('What should it say?').fill('A note')
  await page.getByRole('button', { name: 'Try it with 20 free credits' }).click()
  await expect.poll(() => answers.length).toBe(1)
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  for (const answer of answers) await answer()
  await expect(trialBalance(page)).toHaveText('Trial: 20 credits left')
  await page.getByRole('button', { name: 'Write it for 1 credit' }).click()
  await expectReceipt(page, '1 credit')
  expect(answers).toHaveLength(1)
  await expect(trialBalance(page)).toHaveText('Trial: 19 credits left')
  await context.close()
})

test('one network can begin five trials, and is then asked to sign up', async ({ browser, baseURL }) => {
  const address = newNetworkAddress()
  for (const status of [200, 200, 200, 200, 200, 429]) {
    const headers = { 'x-forwarded-for': address }
    expect((await fetch(`${baseURL}/api/leads`, { method: 'POST', headers })).status).toBe(status)
  }
  const { page, context } = await openAsVisitor(browser, baseURL, address)
  await page.goto('/tools/text')
  await page.getByLabel('What should it say?').fill('A note')
  await page.getByRole('button', { name: 'Try it with 20 free credits' }).click()
  await expect(problem(page)).toContainText('No more trials from this network')
  await problem(page).getByRole('link', { name: 'Sign up' }).click()
  await expect(page).toHaveURL('/sign-up?next=%2Ftools%2Ftext')
  await context.close()
})

for (const [path, name] of [
  ['/tools/code', 'Code comes with an account'],
  ['/tools/review', 'Code review comes with an account'],
] as const) {
  test(`${path} tells visitors what an account gives, and brings them back`, async ({
    browser,
    baseURL,
    person,
  }) => {
    const { page, context } = await openAsVisitor(browser, baseURL)
    await page.goto(path)
    await expect(page.getByRole('heading', { name })).toBeVisible()
    await expect(page.locator('main')).toContainText('50 credits to begin with')
    await page.locator('main').getByRole('link', { name: 'Sign in' }).click()
    await submitSignIn(page, person.email, person.password)
    await page.waitForURL(path)
    await expect(headerBalance(page)).toHaveText('50 credits')
    await context.close()
  })
}

test('credits of a trial do not go to an account that was there before', async ({
  browser,
  baseURL,
  person,
}) => {
  const { page, context } = await openAsVisitor(browser, baseURL)
  await page.goto('/tools/text')
  await page.getByLabel('What should it say?').fill('A note')
  await page.getByRole('button', { name: 'Try it with 20 free credits' }).click()
  await expectReceipt(page, '1 credit')
  await page.getByRole('link', { name: 'Sign in' }).click()
  const claimed = page.waitForResponse('**/api/leads/claim')
  await submitSignIn(page, person.email, person.password)
  expect(await (await claimed).json()).toEqual({ creditsMoved: 0 })
  await expect(headerBalance(page)).toHaveText('50 credits')
  await expect(page.getByText('moved to your account')).toHaveCount(0)
  await context.close()
})
