import { randomUUID } from 'node:crypto'
import { signUpPerson } from '../helpers/app/people'
import { CARDS, openCheckout, pay, readWebhooks, repeatWebhook } from './steps/checkout'
import { expect, headerBalance, test } from './steps/fixtures'

const WAITING = 'Waiting for your payment'

test('a declined card is explained, and another one works', async ({ page }) => {
  const purchaseId = await openCheckout(page)
  await pay(page, 'declined')
  await expect(page.getByRole('alert')).toContainText('Your card was declined. The card ending in 0002')
  await pay(page, 'good')
  await page.waitForURL(`**/payment-success?purchase=${purchaseId}*`)
  await expect(page.getByRole('heading', { name: '100 credits added' })).toBeVisible()
  await expect(headerBalance(page)).toHaveText('150 credits')
})

test('coming back after a declined card says so, and trying again buys', async ({ page }) => {
  await openCheckout(page)
  await pay(page, 'declined')
  await page.getByRole('link', { name: 'Go back without paying' }).click()
  await expect(page.getByRole('heading', { name: 'The payment did not go through' })).toBeVisible()
  await expect(page.getByText('You were not charged for it.')).toBeVisible()
  await expect(headerBalance(page)).toHaveText('50 credits')
  await page.getByRole('link', { name: 'Try again' }).click()
  await page.getByRole('button', { name: 'Buy Starter' }).click()
  await pay(page)
  await expect(page.getByRole('heading', { name: '100 credits added' })).toBeVisible()
  await expect(headerBalance(page)).toHaveText('150 credits')
})

test('cancelling says that nothing was charged', async ({ page }) => {
  const purchaseId = await openCheckout(page)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.waitForURL('**/buy-credits?checkout=cancelled')
  await expect(page.getByRole('status').filter({ hasText: 'Checkout cancelled' })).toContainText(
    'You were not charged.',
  )
  await expect(headerBalance(page)).toHaveText('50 credits')
  await expect(page.getByRole('button', { name: 'Buy Starter' })).toBeEnabled()
  expect(await readWebhooks(purchaseId)).toEqual([])
})

test('going back from the payment page leaves buttons that work', async ({ page }) => {
  await openCheckout(page)
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Buy Starter' })).toBeEnabled()
})

test('a webhook that comes twice, and under another id, is one grant', async ({ page, openAs, person }) => {
  const purchaseId = await openCheckout(page)
  await pay(page)
  await expect(headerBalance(page)).toHaveText('150 credits')
  const [webhook] = await readWebhooks(purchaseId)
  if (!webhook) throw new Error('The provider sent no webhook.')
  await repeatWebhook(webhook.id, 'duplicate')
  await repeatWebhook(webhook.id, 'reissue')
  // All three were delivered and accepted before anyone looks at the balance.
  const accepted = async () =>
    (await readWebhooks(purchaseId)).flatMap(({ attempts }) => attempts).filter(({ ok }) => ok).length
  await expect.poll(accepted).toBe(3)
  const fresh = await openAs(person)
  await fresh.goto('/dashboard')
  await expect(headerBalance(fresh)).toHaveText('150 credits')
  await expect(fresh.getByText('Purchase of 100 credits')).toHaveCount(1)
})

test('a webhook that is there before the browser comes back is shown at once', async ({ page }) => {
  const purchaseId = await openCheckout(page)
  // The provider waits for the app's answer before it lets the browser go; what counts is what the server rendered.
  const returned = page.waitForResponse((response) => response.url().includes('/payment-success?'))
  await pay(page)
  const html = await (await returned).text()
  expect(html).toContain('added')
  expect(html).not.toContain(WAITING)
  const [webhook] = await readWebhooks(purchaseId)
  expect(webhook?.attempts.map(({ ok }) => ok)).toEqual([true])
  await expect(page.getByRole('heading', { name: '100 credits added' })).toBeVisible()
})

test('a webhook that comes after the browser changes the waiting page by itself', async ({
  page,
  openAs,
  person,
}) => {
  const purchaseId = await openCheckout(page)
  const back = await openAs(person)
  await back.goto(`/payment-success?purchase=${purchaseId}&status=succeeded`)
  await expect(back.getByRole('heading', { name: WAITING })).toBeVisible()
  await expect(headerBalance(back)).toHaveText('50 credits')
  await back.evaluate(() => Object.assign(window, { isSameDocument: true }))
  await pay(page)
  await expect(back.getByRole('heading', { name: '100 credits added' })).toBeVisible()
  await expect(headerBalance(back)).toHaveText('150 credits')
  expect(await back.evaluate(() => 'isSameDocument' in window)).toBe(true)
})

test('a webhook that is late is called late, and is waited for all the same', async ({
  page,
  openAs,
  person,
}) => {
  const purchaseId = await openCheckout(page)
  const back = await openAs(person)
  await back.clock.install()
  // The first question shows that the page has come alive, and its clocks with it.
  const asks = back.waitForRequest(`**/api/purchases/${purchaseId}`)
  await back.goto(`/payment-success?purchase=${purchaseId}`)
  await asks
  await expect(back.getByRole('heading', { name: WAITING })).toBeVisible()
  await back.clock.fastForward(20_000)
  await expect(back.getByRole('heading', { name: 'This is taking longer than usual' })).toBeVisible()
  await expect(back.getByText('You can close this page')).toBeVisible()
  await pay(page)
  await expect(back.getByRole('heading', { name: '100 credits added' })).toBeVisible()
})

test('what the return address claims is not believed', async ({ page, openAs, person }) => {
  const purchaseId = await openCheckout(page)
  const back = await openAs(person)
  await back.goto(
    `/payment-success?purchase=${purchaseId}&status=succeeded&payment_id=pay_made_up&credits=9999`,
  )
  await expect(back.getByRole('heading', { name: WAITING })).toBeVisible()
  await expect(headerBalance(back)).toHaveText('50 credits')
})

test("somebody else's purchase is a page that does not exist, like one nobody made", async ({
  page,
  openAs,
}) => {
  const purchaseId = await openCheckout(page)
  const other = await openAs(await signUpPerson(process.env, 'other'))
  const seen: string[] = []
  for (const id of [purchaseId, randomUUID(), 'garbage', '']) {
    await other.goto(`/payment-success?purchase=${id}`)
    await expect(other.getByRole('heading', { name: 'This page does not exist' })).toBeVisible()
    seen.push(await other.locator('main').ariaSnapshot())
  }
  expect(new Set(seen).size).toBe(1)
})

test('the provider is asked to pay once for a button that is pressed twice', async ({ page }) => {
  let asked = 0
  page.on('request', (request) => {
    if (request.url().endsWith('/api/dodopayments/checkout')) asked += 1
  })
  await page.goto('/buy-credits')
  await page.getByRole('button', { name: 'Buy Starter' }).dblclick()
  await expect(page.getByRole('link', { name: CARDS.good })).toBeVisible()
  expect(asked).toBe(1)
})

test('a checkout that cannot be opened says so and can be tried again', async ({ page }) => {
  await page.goto('/buy-credits')
  await page.route('**/api/dodopayments/checkout', (route) => route.abort())
  await page.getByRole('button', { name: 'Buy Starter' }).click()
  await expect(page.getByText('The server could not be reached.')).toBeVisible()
  await page.unroute('**/api/dodopayments/checkout')
  await page.getByRole('button', { name: 'Buy Starter' }).click()
  await expect(page.getByRole('heading', { name: 'Pay with card' })).toBeVisible()
})
