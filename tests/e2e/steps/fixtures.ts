import { test as base, expect, type Page } from '@playwright/test'
import { connectAppDatabase } from '../../helpers/app/database'
import { type Person, required, signUpPerson } from '../../helpers/app/people'
import type { TestSql } from '../../helpers/database'
import { findFaults } from '../../helpers/faults'

export { expect }

type TestFixtures = {
  /** Somebody new with 50 credits; `page` and `context` are signed in as them. */
  person: Person
  /** A page in a browser of its own, signed in as `person`. */
  openAs: (person: Person) => Promise<Page>
  ledgerStaysSound: undefined
}
type WorkerFixtures = {
  /** The database under the app, as superuser: for what happens elsewhere while the page is open. */
  sql: TestSql
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  sql: [
    async ({ browserName: _any }, use) => {
      const sql = connectAppDatabase(required(process.env, 'DATABASE_URL'))
      await use(sql)
      await sql.end({ timeout: 2 })
    },
    { scope: 'worker' },
  ],
  person: async ({ baseURL: _any }, use) => {
    await use(await signUpPerson(process.env))
  },
  context: async ({ context, person, baseURL }, use) => {
    await context.addCookies(cookiesOf(person, baseURL))
    await use(context)
  },
  openAs: async ({ browser, baseURL }, use) => {
    const opened: Page[] = []
    await use(async (person) => {
      const context = await browser.newContext({ baseURL })
      await context.addCookies(cookiesOf(person, baseURL))
      const page = await context.newPage()
      opened.push(page)
      return page
    })
    for (const page of opened) await page.context().close()
  },
  ledgerStaysSound: [
    async ({ sql }, use) => {
      await use(undefined)
      expect(await findFaults(sql)).toEqual([])
    },
    { auto: true },
  ],
})

function cookiesOf(person: Person, url: string | undefined) {
  return person.cookies.map((cookie) => ({ ...cookie, url: url ?? '' }))
}

/** The balance in the header of a signed-in page. Next keeps the header of a page left behind, hidden. */
export function headerBalance(page: Page) {
  return page.getByTestId('header-balance').filter({ visible: true })
}
