import { countOpenHolds, setBalance } from '../helpers/app/database'
import { expect, headerBalance, test } from './steps/fixtures'
import { expectAccessible } from './steps/inspect'
import { openLine } from './steps/line'
import { switchSockets } from './steps/sockets'
import { expectReceipt, LONG_PROMPT, problem, result, stopAtPart, waitForPart } from './steps/tools'

test('text shows as it is written, and what it cost when it is done', async ({ page }) => {
  await page.goto('/tools')
  await page.getByRole('link', { name: 'Text', exact: true }).click()
  await page.getByLabel('What should it say?').fill(LONG_PROMPT)
  const written = waitForPart(page)
  await page.getByRole('button', { name: 'Write it for 1 credit' }).click()
  const part = await written
  await expectReceipt(page, '1 credit')
  const whole = (await result(page).locator('p.whitespace-pre-wrap').textContent()) ?? ''
  expect(whole.length).toBeGreaterThan(part.length)
  expect(whole.startsWith(part)).toBe(true)
  await expect(result(page)).toContainText('Left49 credits')
  await expect(headerBalance(page)).toHaveText('49 credits')
})

test('stopping keeps what was written and charges for it, once', async ({ page, person, sql }) => {
  await page.goto('/tools/text')
  await page.getByLabel('What should it say?').fill(LONG_PROMPT)
  const run = page.getByRole('button', { name: 'Write it for 1 credit' })
  const written = stopAtPart(page)
  await run.click()
  const part = await written
  await expect(result(page)).toContainText('What was written so far is charged.')
  await expect(result(page)).toContainText(part.trim().slice(0, 20))
  await expect(run).toBeFocused()
  await expect(headerBalance(page)).toHaveText('49 credits')
  await expect.poll(() => countOpenHolds(sql, person.id)).toBe(0)
  await page.keyboard.press('Enter')
  await expectReceipt(page, '1 credit')
  await expect(headerBalance(page)).toHaveText('48 credits')
})

test('a picture is made, loads, and is there to come back to', async ({ page }) => {
  await page.goto('/tools/image')
  await page.getByRole('button', { name: 'Sea at night' }).click()
  await page.getByRole('button', { name: 'Draw it for 3 credits' }).click()
  await expectReceipt(page, '3 credits')
  await expect(headerBalance(page)).toHaveText('47 credits')
  const isLoaded = (image: HTMLImageElement | SVGElement) => 'naturalWidth' in image && image.naturalWidth > 0
  const made = result(page).getByRole('img', { name: /calm sea at night/ })
  await expect.poll(() => made.evaluate(isLoaded)).toBe(true)
  await page.reload()
  const kept = page.getByRole('region', { name: 'Your pictures' }).getByRole('img')
  await expect(kept).toHaveCount(1)
  await expect.poll(() => kept.evaluate(isLoaded)).toBe(true)
})

test('a picture goes on loading when the address it came with works no longer', async ({ page }) => {
  await page.route('**/api/tools/image-generation', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), url: '/over' } })
  })
  await page.goto('/tools/image')
  await page.getByRole('button', { name: 'Sea at night' }).click()
  await page.getByRole('button', { name: 'Draw it for 3 credits' }).click()
  await expectReceipt(page, '3 credits')
  const listed = page.getByRole('region', { name: 'Your pictures' }).getByRole('link')
  await expect(listed).toHaveAttribute('href', '/over')
  await page.getByRole('link', { name: 'Tools', exact: true }).click()
  await page.getByRole('link', { name: 'Image', exact: true }).click()
  await expect(listed).toHaveAttribute('href', /^http/)
  await expect(page.getByRole('link', { name: 'Open full size', exact: true })).toHaveAttribute(
    'href',
    /^http/,
  )
})

test('a picture is deleted after a question, for good', async ({ page, sql, person }) => {
  await page.goto('/tools/image')
  await page.getByRole('button', { name: 'Sea at night' }).click()
  await page.getByRole('button', { name: 'Draw it for 3 credits' }).click()
  await expectReceipt(page, '3 credits')
  await page.getByRole('button', { name: 'Delete picture' }).click()
  const question = page.getByRole('alertdialog', { name: 'Delete this picture?' })
  await expectAccessible(page, 'axe on the question')
  await question.getByRole('button', { name: 'Delete picture' }).click()
  await expect(page.getByText('No pictures yet')).toBeVisible()
  await expect(page.getByText('The picture is deleted')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Your pictures' })).toBeFocused()
  await expect(result(page)).toContainText('You have deleted this picture.')
  expect(await sql`select from storage.objects where name like ${`${person.id}/%`}`).toHaveLength(0)
  await page.reload()
  await expect(page.getByText('No pictures yet')).toBeVisible()
})

test('with too few credits a tool says what is missing and where to get it', async ({
  page,
  person,
  sql,
}) => {
  await setBalance(sql, person.id, 2)
  await page.goto('/tools/image')
  await page.getByLabel('What should it show?').fill('A harbour')
  const run = page.getByRole('button', { name: 'Draw it for 3 credits' })
  await expect(run).toBeDisabled()
  const notice = page.getByRole('status').filter({ hasText: 'Not enough credits' })
  await expect(notice).toContainText('A run needs 3 credits. You have 2 credits.')
  await expect(notice.getByRole('link', { name: 'Buy credits' })).toHaveAttribute('href', '/buy-credits')
  await setBalance(sql, person.id, 3)
  await expect(run).toBeEnabled()
})

test('credits spent elsewhere meanwhile are explained, and nothing runs', async ({ page, person, sql }) => {
  const sockets = await switchSockets(page)
  await sockets.cut()
  await page.goto('/tools/text')
  await page.getByLabel('What should it say?').fill('A note')
  await setBalance(sql, person.id, 0)
  await page.getByRole('button', { name: 'Write it for 1 credit' }).click()
  await expect(problem(page)).toContainText('A run needs 1 credit. You have 0 credits.')
  await expect(problem(page).getByRole('link', { name: 'Buy credits' })).toBeVisible()
  await expect(headerBalance(page)).toHaveText('0 credits')
})

test('a double click runs once', async ({ page }) => {
  let calls = 0
  page.on('request', (request) => {
    if (request.url().endsWith('/api/tools/text-generation')) calls += 1
  })
  await page.goto('/tools/text')
  await page.getByLabel('What should it say?').fill('A note')
  await page.getByRole('button', { name: 'Write it for 1 credit' }).dblclick()
  await expectReceipt(page, '1 credit')
  await expect(headerBalance(page)).toHaveText('49 credits')
  expect(calls).toBe(1)
})

test('an answer that got lost comes again with the next try, charged once', async ({ page }) => {
  const keys: (string | undefined)[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/tools/image-generation')) keys.push(request.headers()['idempotency-key'])
  })
  await page.goto('/tools/image')
  await page.getByLabel('What should it show?').fill('A harbour')
  await page.route('**/api/tools/image-generation', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await page.getByRole('button', { name: 'Draw it for 3 credits' }).click()
  await expect(problem(page)).toContainText('The connection was lost')
  await page.unroute('**/api/tools/image-generation')
  await page.getByRole('button', { name: 'Try again for 3 credits' }).click()
  await expectReceipt(page, '3 credits')
  await expect(headerBalance(page)).toHaveText('47 credits')
  await page.reload()
  await expect(page.getByRole('region', { name: 'Your pictures' }).getByRole('img')).toHaveCount(1)
  expect(keys).toEqual([keys[0], keys[0]])
})

test('a connection lost in the middle keeps what came, and trying again is not charged again', async ({
  page,
  baseURL,
  person,
  sql,
}) => {
  const line = await openLine(baseURL)
  await page.goto(`${line.url}/tools/text`)
  await page.getByLabel('What should it say?').fill(LONG_PROMPT)
  const written = waitForPart(page)
  await page.getByRole('button', { name: 'Write it for 1 credit' }).click()
  const part = await written
  line.cut()
  await expect(problem(page)).toContainText('The connection was lost')
  await expect(result(page)).toContainText(part.trim())
  await expect.poll(() => countOpenHolds(sql, person.id)).toBe(0)
  await page.getByRole('button', { name: 'Try again for 1 credit' }).click()
  await expect(problem(page)).toContainText('That run was cut off')
  await expect(result(page)).toContainText(part.trim())
  await expect(page.getByRole('button', { name: 'Write it for 1 credit' })).toBeEnabled()
  await expect(headerBalance(page)).toHaveText('49 credits')
  await page.close()
  await line.close()
})

test('a limit counts down to the next try', async ({ page }) => {
  await page.goto('/tools/text')
  await page.getByLabel('What should it say?').fill('A note')
  const error = { code: 'rate_limited', message: 'Too many.', details: { retryAfterSeconds: 5 } }
  await page.route('**/api/tools/text-generation', (route) => route.fulfill({ status: 429, json: { error } }))
  await page.getByRole('button', { name: 'Write it for 1 credit' }).click()
  await expect(problem(page)).toContainText('Too many runs at once')
  await expect(page.getByRole('button', { name: /^Try again in [1-4] s$/ })).toBeDisabled()
  await page.unroute('**/api/tools/text-generation')
  await page.getByRole('button', { name: 'Try again for 1 credit' }).click()
  await expectReceipt(page, '1 credit')
})

test('a tool works with the keyboard alone, run after run', async ({ page }) => {
  await page.goto('/tools/text')
  // What has arrived and is not shown yet takes no focus.
  await expect(page.getByLabel('What should it say?')).toBeVisible()
  await page.getByLabel('What should it say?').focus()
  await page.keyboard.type('A note')
  const run = page.getByRole('button', { name: 'Write it for 1 credit' })
  // Before the page is alive nobody hears a key.
  await expect(run).toBeEnabled()
  await page.keyboard.press('Control+Enter')
  await expectReceipt(page, '1 credit')
  await expect(page.getByLabel('What should it say?')).toBeFocused()
  for (const idea of ['Welcome mail', 'Polite no', 'Product line']) {
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: idea })).toBeFocused()
  }
  await page.keyboard.press('Tab')
  await expect(run).toBeFocused()
  await page.keyboard.press('Space')
  await expect(headerBalance(page)).toHaveText('48 credits')
  await expect(run).toBeFocused()
  await expect(result(page).getByRole('status')).toHaveText('Done.')
})
