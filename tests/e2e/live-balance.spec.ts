import { setBalance } from '../helpers/app/database'
import { signUpPerson } from '../helpers/app/people'
import { signOut, submitSignIn } from './auth-steps'
import { recordSocketMessages } from './steps/balance-watch'
import { expect, headerBalance, test } from './steps/fixtures'
import { switchSockets } from './steps/sockets'

test('a balance that moved while the socket was down is right again once it is back', async ({
  page,
  person,
  sql,
}) => {
  const sockets = await switchSockets(page)
  // Having joined, the page asks once more; that answer must not be the one that tells the news.
  const asked = page.waitForResponse('**/api/credits/balance')
  await page.goto('/dashboard')
  await expect.poll(sockets.isJoined).toBe(true)
  await asked
  await sockets.cut()
  await setBalance(sql, person.id, 31)
  await expect(headerBalance(page)).toHaveText('50 credits')
  sockets.mend()
  await expect(headerBalance(page)).toHaveText('31 credits', { timeout: 20_000 })
  await expect.poll(sockets.isJoined).toBe(true)
  // And it is live again: without, it would be looked up every 30 s.
  await setBalance(sql, person.id, 30)
  await expect(headerBalance(page)).toHaveText('30 credits')
})

test('without a socket the page asks every 30 s', async ({ page, person, sql }) => {
  const sockets = await switchSockets(page)
  await sockets.cut()
  await page.clock.install()
  await page.goto('/dashboard')
  await expect.poll(sockets.isTried).toBe(true)
  await expect(headerBalance(page)).toHaveText('50 credits')
  await setBalance(sql, person.id, 12)
  await page.clock.fastForward(30_000)
  await expect(headerBalance(page)).toHaveText('12 credits')
})

test('a channel that the server has ended is joined again within 30 s', async ({ page, person, sql }) => {
  const sockets = await switchSockets(page)
  await page.clock.install()
  await page.goto('/dashboard')
  await expect.poll(sockets.isJoined).toBe(true)
  sockets.endChannel(`realtime:credits:${person.id}`)
  // More than once, in case the page has not heard of it yet.
  await expect(async () => {
    await page.clock.runFor(30_000)
    await expect.poll(sockets.isJoined, { timeout: 5_000 }).toBe(true)
  }).toPass()
  await setBalance(sql, person.id, 12)
  await expect(headerBalance(page)).toHaveText('12 credits', { timeout: 2_000 })
})

test('coming back online, and coming back to the window, each show the true balance', async ({
  page,
  context,
  person,
  sql,
}) => {
  const sockets = await switchSockets(page)
  await sockets.cut()
  await page.goto('/dashboard')
  await expect.poll(sockets.isTried).toBe(true)
  await expect(headerBalance(page)).toHaveText('50 credits')
  await context.setOffline(true)
  await setBalance(sql, person.id, 44)
  await context.setOffline(false)
  await expect(headerBalance(page)).toHaveText('44 credits')
  await setBalance(sql, person.id, 43)
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(headerBalance(page)).toHaveText('43 credits')
})

test('a browser that signed out hears nothing more', async ({ page, openAs, person, sql }) => {
  const messages = recordSocketMessages(page)
  await page.goto('/dashboard')
  await expect.poll(() => messages.some((text) => text.includes('"status":"ok"'))).toBe(true)
  const stays = await openAs(person)
  await stays.goto('/dashboard')
  await setBalance(sql, person.id, 49)
  await expect(headerBalance(page)).toHaveText('49 credits')

  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  messages.length = 0
  await setBalance(sql, person.id, 48)
  // The other browser is still signed in: once it knows, the news is out.
  await expect(headerBalance(stays)).toHaveText('48 credits')
  expect(messages).toEqual([])
  await page.goto('/dashboard')
  await expect(page).toHaveURL('/sign-in?next=%2Fdashboard')
})

test('a tab left open becomes the next person’s who signs in in another', async ({ page, context, sql }) => {
  await page.goto('/dashboard')
  await expect(headerBalance(page)).toHaveText('50 credits')
  const next = await signUpPerson(process.env)
  await setBalance(sql, next.id, 31)
  const other = await context.newPage()
  await other.goto('/dashboard')
  await signOut(other)
  await other.goto('/sign-in?next=%2Fdashboard')
  await submitSignIn(other, next.email, next.password)
  await expect(headerBalance(other)).toHaveText('31 credits')

  const loaded = page.waitForEvent('load')
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await loaded
  await expect(headerBalance(page)).toHaveText('31 credits')
  await page.getByRole('button', { name: 'Account' }).click()
  await expect(page.getByRole('menu')).toContainText(next.email)
})

test('leaving for the public pages and coming back goes on with one live balance', async ({
  page,
  person,
  sql,
}) => {
  let joins = 0
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      if (String(payload).includes('phx_join')) joins += 1
    })
  })
  await page.goto('/')
  // Somebody who is signed in goes straight through, without loading a document.
  await page.getByRole('link', { name: 'Sign in' }).first().click()
  await expect(headerBalance(page)).toHaveText('50 credits')
  await expect.poll(() => joins).toBe(1)
  await page.goBack()
  await expect(page.getByRole('link', { name: 'Start with 50 free credits' })).toBeVisible()
  await setBalance(sql, person.id, 40)
  await page.goForward()
  await expect(headerBalance(page)).toHaveText('40 credits')
  await expect.poll(() => joins).toBe(2)
  await setBalance(sql, person.id, 30)
  await expect(headerBalance(page)).toHaveText('30 credits')
  expect(joins).toBe(2)
  // The tools have a header of their own.
  await page.getByRole('link', { name: 'Tools', exact: true }).click()
  await page.getByRole('link', { name: /^Example tool/ }).click()
  await page.getByLabel('What should it say?').fill('A note')
  await page.getByRole('button', { name: 'Write it for 1 credit' }).click()
  await expect(headerBalance(page)).toHaveText('29 credits')
  await setBalance(sql, person.id, 20)
  await expect(headerBalance(page)).toHaveText('20 credits')
})
