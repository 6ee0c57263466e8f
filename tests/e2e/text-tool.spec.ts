import { setBalance } from '../helpers/app/database'
import { openAsleep } from './steps/asleep'
import { expect, headerBalance, test } from './steps/fixtures'
import { switchSockets } from './steps/sockets'

test('with too few credits the tool points to the shop, until credits arrive', async ({
  page,
  person,
  sql,
}) => {
  await setBalance(sql, person.id, 0)
  await page.goto('/example-tool')
  await page.getByLabel('What should it say?').fill('A note')
  const run = page.getByRole('button', { name: 'Write it for 1 credit' })
  await expect(run).toBeDisabled()
  const notice = page.getByRole('status').filter({ hasText: 'Not enough credits' })
  await expect(notice).toContainText('A run costs 1 credit. You have 0 credits.')
  await expect(notice.getByRole('link', { name: 'Buy credits' })).toHaveAttribute('href', '/buy-credits')
  await setBalance(sql, person.id, 1)
  await expect(run).toBeEnabled()
  await expect(notice).toBeHidden()
})

test('credits that were spent elsewhere meanwhile are explained, and nothing is run', async ({
  page,
  person,
  sql,
}) => {
  await setBalance(sql, person.id, 1)
  const sockets = await switchSockets(page)
  await sockets.cut()
  await page.goto('/example-tool')
  await page.getByLabel('What should it say?').fill('A note')
  const run = page.getByRole('button', { name: 'Write it for 1 credit' })
  await expect(run).toBeEnabled()
  await setBalance(sql, person.id, 0)
  const answer = page.waitForResponse('**/api/example-protected')
  await run.click()
  expect((await answer).status()).toBe(402)
  await expect(page.getByRole('alert').filter({ hasText: 'That did not work' })).toContainText(
    'You do not have enough credits.',
  )
  await expect(headerBalance(page)).toHaveText('0 credits')
  await expect(page.getByRole('button', { name: /for 1 credit/ })).toBeDisabled()
  await expect(page.getByRole('region', { name: 'Result' })).toBeHidden()
})

test('a double click runs once', async ({ page }) => {
  let calls = 0
  page.on('request', (request) => {
    if (request.url().endsWith('/api/example-protected')) calls += 1
  })
  await page.goto('/example-tool')
  await page.getByLabel('What should it say?').fill('A note')
  await page.getByRole('button', { name: 'Write it for 1 credit' }).dblclick()
  await expect(page.getByRole('region', { name: 'Result' })).toBeVisible()
  await expect(headerBalance(page)).toHaveText('49 credits')
  expect(calls).toBe(1)
})

test('the tool works with the keyboard alone, run after run', async ({ page }) => {
  await page.goto('/example-tool')
  // What has arrived and is not shown yet takes no focus.
  await expect(page.getByLabel('What should it say?')).toBeVisible()
  await page.getByLabel('What should it say?').focus()
  await page.keyboard.type('A note')
  const run = page.getByRole('button', { name: 'Write it for 1 credit' })
  // Before the page is alive nothing can be run.
  await expect(run).toBeEnabled()
  await page.keyboard.press('Tab')
  await expect(run).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('A note')
  await expect(headerBalance(page)).toHaveText('49 credits')
  await expect(run).toBeFocused()
  await page.keyboard.press('Space')
  await expect(headerBalance(page)).toHaveText('48 credits')
})

test('what was typed before the page was alive is there to be run', async ({ page }) => {
  const wake = await openAsleep(page, '/example-tool')
  await page.getByLabel('What should it say?').fill('A note')
  const run = page.getByRole('button', { name: 'Write it for 1 credit' })
  await expect(run).toBeDisabled()
  wake()
  await run.click()
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('A note')
  await expect(headerBalance(page)).toHaveText('49 credits')
})

test('a run that loses its connection says so, and costs one credit at most when tried again', async ({
  page,
}) => {
  await page.goto('/example-tool')
  await page.getByLabel('What should it say?').fill('A note')
  await page.route('**/api/example-protected', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await page.getByRole('button', { name: 'Write it for 1 credit' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'That did not work' })).toContainText(
    'The server could not be reached.',
  )
  await expect(headerBalance(page)).toHaveText('49 credits')
  await page.unroute('**/api/example-protected')
  await page.getByRole('button', { name: 'Try again for 1 credit' }).click()
  await expect(page.getByRole('region', { name: 'Result' })).toBeVisible()
  await expect(headerBalance(page)).toHaveText('49 credits')
})
