import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Person, signInAdmin } from '../../helpers/app/people'
import { useApp } from '../../helpers/app/use-app'
import { type AdminPage, listActionFiles, listOperations, listPages, readTexts } from './area'
import { WAYS, type Way } from './ways'

const app = useApp()

/** How an answer says that there is no such page, or that somebody has to sign in first. */
const REFUSAL = /NEXT_HTTP_ERROR_FALLBACK;404|This page does not exist|NEXT_REDIRECT|\/sign-in\?next=/

/** What the header says of somebody's own notifications: a job that another test runs may tell every admin of something at any time. */
const UNREAD = /\b\d+\+? unread\b/

type Target = AdminPage & { address: string; secrets: string[] }

let outsiders: Record<string, Person | null>
let pages: Target[]

const cookieOf = (person: Person | null) =>
  person ? { cookie: person.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') } : undefined

async function ask(address: string, person: Person | null, way: Way = { headers: {} }) {
  const { method = 'GET', headers, body } = way
  const send = (path: string) =>
    fetch(new URL(path, app.url), {
      method,
      redirect: 'manual',
      // As a script asks: the proxy lets that pass, so that it is the page that is tried.
      headers: { 'sec-fetch-dest': 'empty', ...cookieOf(person), ...headers },
      ...(body !== undefined && { body }),
    })
  let response = await send(address)
  // Whoever asks for less than a page is first told to put a hash of these headers into the address.
  const location = response.headers.get('location')
  if (location && /[?&]_rsc/.test(location)) response = await send(location)
  return { status: response.status, text: await response.text() }
}

/** Whether a text is shown, or would be by the script that it came with. Short ones may well be words of Next itself. */
function holds(text: string, secret: string): boolean {
  if (secret.length >= 12) return text.includes(secret)
  return readTexts(text).has(secret) || text.replaceAll('\\"', '"').includes(`"children":"${secret}"`)
}

const toPattern = (path: string) =>
  new RegExp(`href="(${path.replace(/\[\w+\]/g, '[^/"?#]+')})(?=["?#])`, 'g')

/** An address of each page that shows something: those with an id are looked for among the links of the others. */
async function findAddresses(admin: Person): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const all = listPages()
  const isOpen = ({ path }: AdminPage) => !path.includes('[')
  let html = ''
  for (const { path } of all.filter(isOpen)) {
    found.set(path, path)
    html += (await ask(path, admin)).text
  }
  for (const { path } of all.filter((page) => !isOpen(page))) {
    const [address] = [...html.matchAll(toPattern(path))]
      .map(([, href]) => href ?? '')
      .filter((href) => !found.has(href))
    if (!address) throw new Error(`No admin page links to ${path}: add a row to its list in this test.`)
    found.set(path, address)
  }
  return found
}

/** Something in every list, so that no page is tested empty. */
async function fillLists(person: Person) {
  const { sql } = app
  await sql`select public.store_webhook_event(${randomUUID()}, 'payment.succeeded', '{}')`
  await sql`select public.start_purchase(${person.id}, (select p.id from public.credit_packages p limit 1))`
  await sql`select public.start_lead(${randomUUID()}, 1000, 100000)`
  await sql`select public.record_cron_run('ledger', now(), 1)`
}

beforeAll(async () => {
  const [user, former, admin] = [await app.signUp(), await app.signUp(), await signInAdmin(app.env)]
  await fillLists(user)
  await app.sql`update public.profiles set role = 'admin' where id = ${former.id}`
  const note = { userId: user.id, id: randomUUID(), body: 'The guard was here.' }
  expect((await app.as(former)('/api/admin/notes', { body: note })).status).toBe(200)

  const addresses = await findAddresses(former)
  const common = readTexts((await ask('/dashboard', former)).text + (await ask('/no-such-page', former)).text)
  pages = []
  for (const page of listPages()) {
    const address = addresses.get(page.path) ?? page.path
    const own = readTexts((await ask(address, former)).text)
    // What somebody may know: the title, what they asked for, who they are themselves, and how much they were told meanwhile.
    const known = [page.title, address, user.email, user.id, former.email, former.id]
    const secrets = [...own].filter(
      (text) => !common.has(text) && !UNREAD.test(text) && !known.some((one) => one.includes(text)),
    )
    pages.push({ ...page, address, secrets })
    // What a script asks for holds the same, or refusing it would prove nothing.
    const asked = (await ask(address, former, WAYS.navigation)).text
    expect(
      secrets.filter((secret) => holds(asked, secret)),
      `${page.path} as navigation`,
    ).not.toEqual([])
  }
  await app.sql`update public.profiles set role = 'user' where id = ${former.id}`
  outsiders = { nobody: null, 'a user': user, 'an ex-admin with a live token': former }
  expect(admin.id).not.toBe(former.id)
}, 180_000)

describe('every page of the admin area', () => {
  it('is found, and shows an admin something', () => {
    expect(pages.map(({ path }) => path)).toEqual(expect.arrayContaining(['/admin', '/admin/users/[id]']))
    for (const { path, secrets } of pages) expect(secrets, path).not.toEqual([])
  })

  it.each(Object.keys(WAYS))(
    'does not exist for anybody else who asks for it as %s',
    async (name) => {
      for (const [who, person] of Object.entries(outsiders)) {
        for (const { path, address, secrets } of pages) {
          const answer = await ask(address, person, WAYS[name])
          const what = `${path} by ${who}`
          expect(
            secrets.filter((secret) => holds(answer.text, secret)),
            what,
          ).toEqual([])
          const isRefused = answer.status >= 300 || REFUSAL.test(answer.text)
          // What is prefetched is the frame that everybody gets, with nothing in it.
          expect(isRefused || name.startsWith('prefetch'), `${what}: ${answer.status} ${answer.text}`).toBe(
            true,
          )
        }
      }
    },
    120_000,
  )
})

describe('every page of the admin area as a document', () => {
  it('is answered 404 to people who are no admins, as an address that leads nowhere is', async () => {
    const asDocument = { headers: { 'sec-fetch-dest': 'document' } }
    const asNobodyKnows = { headers: { 'sec-fetch-dest': '' } }
    for (const [who, person] of Object.entries(outsiders)) {
      for (const { path, address, secrets } of person ? pages : []) {
        for (const way of [asDocument, asNobodyKnows]) {
          const { status, text } = await ask(address, person, way)
          expect([status, secrets.filter((secret) => holds(text, secret))], `${path} by ${who}`).toEqual([
            404,
            [],
          ])
          expect(text).toContain('This page does not exist')
        }
      }
    }
    const admin = await signInAdmin(app.env)
    for (const { path, address } of pages) {
      expect((await ask(address, admin, asDocument)).status, path).toBe(200)
    }
  }, 120_000)
})

describe('every route for admins', () => {
  it('refuses everybody else, whatever they send', async () => {
    const operations = listOperations()
    expect(operations).toEqual(
      expect.arrayContaining([
        { method: 'POST', path: '/api/admin/credits' },
        { method: 'POST', path: '/api/credits' },
        { method: 'DELETE', path: '/api/admin/notes/[id]' },
      ]),
    )
    for (const { method, path } of operations) {
      for (const id of [randomUUID(), '1']) {
        const address = path.replace(/\[\w+\]/g, id)
        for (const [who, person] of Object.entries(outsiders)) {
          for (const [name, { headers }] of Object.entries(WAYS)) {
            // Asked for so often, they would be told of a limit instead.
            await app.sql`delete from public.rate_limits where bucket like ${`%${person?.id ?? 'nobody'}%`}`
            const sent = { method, headers: { 'content-type': 'application/json', ...headers } }
            const answer = await ask(address, person, {
              ...sent,
              ...(/GET|DELETE/.test(method) ? {} : { body: '{}' }),
            })
            const what = `${method} ${path} by ${who} as ${name}: ${answer.text}`
            expect([answer.status, /"code":"(\w+)"/.exec(answer.text)?.[1]], what).toEqual(
              person ? [403, 'forbidden'] : [401, 'unauthorized'],
            )
          }
        }
      }
    }
  }, 180_000)

  it('is the only way to change anything: there are no server actions', () => {
    expect(listActionFiles()).toEqual([])
  })
})
