import AxeBuilder from '@axe-core/playwright'
import { test as bare } from '@playwright/test'
import { addressOf, listPages, type PageRoute, type Samples } from '../helpers/app/page-list'
import { type Person, signInAdmin } from '../helpers/app/people'
import type { TestSql } from '../helpers/database'
import { openCheckout } from './steps/checkout'
import { expect, test } from './steps/fixtures'
import { inspect } from './steps/inspect'

/** Addresses beyond one for each page: states that its query brings. */
const STATES: Record<string, string[]> = {
  '/auth/confirm': ['?token_hash=sample&type=signup'],
  '/buy-credits': ['?checkout=cancelled'],
  '/billing': ['?checkout=cancelled'],
  '/tools/code/[projectId]': ['?file=script.js&line=1'],
  '/admin/users': ['?has=debt&sort=spending'],
}
/** Which folders' pages are for whom. What has parameters is somebody's own, and asks strangers to sign in. */
const FOR_STRANGERS = ['(marketing)', '(auth)', '(tools)']
const FOR_PEOPLE = ['(protected)', '(tools)']
const PAGES = listPages()
const hasParameters = ({ route }: PageRoute) => route.includes('[')
const THEMES = ['light', 'dark'] as const

/** Something to look at on every page with parameters, of `person`: a program, an event that failed, a mail. */
async function addSamples(sql: TestSql, { id }: Person): Promise<Samples> {
  const event = `evt_sample_${id}`
  const files = [
    { path: 'index.html', content: '<!doctype html>\n<h1>Sample</h1>\n' },
    { path: 'script.js', content: "console.log('sample')\n" },
  ]
  await sql`select public.store_webhook_event(${event}, 'payment.succeeded', ${sql.json({ payment_id: event })})`
  await sql`select public.finish_webhook_event(${event}, 'failed', 'The database was away.')`
  const [row] = await sql<{ project: string; mail: string }[]>`
    select public.create_project(${id}, 'Sample', 'A page to look at') as project,
      (select o.id::text from public.email_outbox o where o.user_id = ${id} order by o.id limit 1) as mail`
  if (!row?.mail) throw new Error('Nobody has written to somebody new.')
  await sql`select public.save_project_files(${id}, ${row.project}, ${sql.json(files)}, 'A page.', 'demo')`
  return {
    '/tools/code/[projectId]': { projectId: row.project },
    '/admin/users/[id]': { id },
    '/admin/webhooks/[id]': { id: event },
    '/admin/mails/[id]': { id: row.mail },
  }
}

for (const theme of THEMES) {
  for (const page of PAGES) {
    for (const state of ['', ...(STATES[page.route] ?? [])]) {
      const title = `${page.route}${state} is accessible, quiet and fits`
      if (FOR_STRANGERS.includes(page.group) && !hasParameters(page)) {
        bare(`${title} for strangers, ${theme}`, ({ page: tab }) => inspect(tab, page.route + state, theme))
      }
      if (FOR_PEOPLE.includes(page.group)) {
        const who = page.isAdmin ? ' for admins' : ''
        test(`${title}${who}, ${theme}`, async ({ page: own, openAs, person, sql }) => {
          const samples = hasParameters(page) ? await addSamples(sql, person) : {}
          const tab = page.isAdmin ? await openAs(await signInAdmin(process.env)) : own
          await inspect(tab, addressOf(page, samples) + state, theme)
        })
      }
    }
  }
  bare(`a page that does not exist is accessible, quiet and fits, ${theme}`, ({ page }) =>
    inspect(page, '/no-such-page', theme),
  )
  test(`a payment that is waited for is accessible, quiet and fits, ${theme}`, async ({
    page,
    openAs,
    person,
  }) => {
    const purchaseId = await openCheckout(page)
    await inspect(await openAs(person), `/payment-success?purchase=${purchaseId}`, theme)
  })
}

bare('every folder of pages is for somebody', () => {
  expect([...FOR_STRANGERS, ...FOR_PEOPLE]).toEqual(expect.arrayContaining(PAGES.map(({ group }) => group)))
})

bare('a link to an operation opens it, and so does the next', async ({ page }) => {
  await page.goto('/api-reference#get-api-credits-check')
  const named = page.locator('#get-api-credits-check')
  await expect(named).toHaveAttribute('open')
  await expect(named).toBeInViewport()
  await expect(page.locator('details[open]')).toHaveCount(1)
  await page.evaluate(() => location.assign('#post-api-tools-image-generation'))
  await expect(page.locator('#post-api-tools-image-generation')).toHaveAttribute('open')
  await expect(page.locator('#post-api-tools-image-generation summary')).toBeInViewport()
})

test('the menus are accessible when open', async ({ page }) => {
  await page.goto('/dashboard')
  await page.getByRole('button', { name: 'Account' }).click()
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
  // An open menu lies outside of the landmarks, over a page that is hidden meanwhile.
  const { violations } = await new AxeBuilder({ page }).disableRules('region').analyze()
  expect(violations).toEqual([])
})

for (const path of [
  '/dashboard',
  '/models',
  '/example-tool',
  '/buy-credits?checkout=cancelled',
  '/payment-success?purchase=',
  '/tools/code/5d5c2a0e-0000-4000-8000-000000000000?file=index.html&line=2',
]) {
  test(`${path} asks strangers to sign in and takes them back`, async ({
    page: own,
    browser,
    baseURL,
    person,
  }) => {
    const purchase = path.endsWith('purchase=') ? await openCheckout(own) : ''
    const target = `${path}${purchase}`
    const context = await browser.newContext({ baseURL })
    const page = await context.newPage()
    await page.goto(target)
    // Not waitForURL: the page that sends them here is aborted while it loads, which is no fault.
    await expect(page).toHaveURL((url) => url.pathname === '/sign-in')
    expect(new URL(page.url()).searchParams.get('next')).toBe(target)
    await page.getByLabel('Email').fill(person.email)
    await page.getByLabel('Password', { exact: true }).fill(person.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL(target)
    await expect(page.getByTestId('header-balance')).toHaveText('50 credits')
    await context.close()
  })
}

test('the admin page does not exist for anyone else', async ({ page }) => {
  expect((await page.goto('/admin'))?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1, name: 'This page does not exist' })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Admin' })).toHaveCount(0)
  await page.goto('/dashboard')
  await page.getByRole('button', { name: 'Account' }).click()
  await expect(page.getByRole('menuitem')).toHaveText([/Buy credits/, /Billing/, /Settings/, /Sign out/])
})

bare('an address that does not exist answers 404', async ({ page }) => {
  expect((await page.goto('/no-such-page'))?.status()).toBe(404)
})
