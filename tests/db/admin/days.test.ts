import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { addAdmin } from '../../helpers/admins'
import { abandonCall, beginCall, finishCall } from '../../helpers/calls'
import { addUser, useDatabase } from '../../helpers/database'
import { grant } from '../../helpers/ledger'
import { pay, startPurchase } from '../../helpers/purchases'
import { drainRollUps } from '../../helpers/roll-ups'
import { readSubscription, syncSubscription } from '../../helpers/subscriptions'

const database = useDatabase()

const DAY_MS = 86_400_000
const now = Date.now()
const dayBefore = (days: number) => new Date(now - days * DAY_MS).toISOString().slice(0, 10)

let admin = ''
/** Who came five days ago, and who came today; `late` began a purchase then and paid now. */
const people = { early: '', late: '', today: '' }

async function subscribe(id: string) {
  const at = new Date()
  const state = await readSubscription(database.sql, id, { created_at: at, period_start: at })
  await syncSubscription(database.sql, state, [{ id: `pay_${randomUUID()}`, at }])
}

/** A paid call; two of them count somebody once. */
async function call(id: string, isFailed = false) {
  const { sql } = database
  await grant(sql, id, 20)
  const begun = await beginCall(sql, id)
  await (isFailed ? abandonCall(sql, id, begun) : finishCall(sql, id, begun))
}

async function startTrial() {
  const [row] = await database.sql<{ id: string }[]>`select public.start_lead(${randomUUID()}, 5, 1000) as id`
  return row?.id ?? ''
}

/** Moves all that happened so far back by five days, with what is noted of it. */
const passFiveDays = () =>
  database.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`update public.profiles set created_at = created_at - interval '5 days'`
    await tx`update public.user_figures set joined_at = joined_at - interval '5 days'`
    await tx`update public.leads set created_at = created_at - interval '5 days', claimed_at = claimed_at - interval '5 days'`
    await tx`update public.purchases set created_at = created_at - interval '5 days', paid_at = paid_at - interval '5 days'`
    await tx`update public.subscription_credits set paid_at = paid_at - interval '5 days'`
    await tx`update public.usage_logs set created_at = created_at - interval '5 days'`
    await tx`update private.daily_changes set day = day - 5`
  })

beforeAll(async () => {
  const { sql } = database
  admin = await addAdmin(sql)
  const [claimed, lasting] = [await startTrial(), await startTrial()]
  people.early = (await addUser(sql)).id
  people.late = (await addUser(sql)).id
  await sql`select public.claim_lead(${claimed}, ${people.early})`
  for (let n = 0; n < 3; n += 1) {
    await pay(sql, (await startPurchase(sql, people.early)).id, {
      paymentId: `pay_${n}`,
      paidCents: 1000 + n,
    })
  }
  const begun = await startPurchase(sql, people.late)
  await subscribe(people.early)
  await sql`select public.record_return('back', 'refund', 'ref_1', 'pay_1', 500, 'taken')`
  await sql`select public.record_return('argued', 'dispute', 'dis_0', 'pay_0', null, 'open')`
  await call(people.early)
  await call(people.late)
  await passFiveDays()
  people.today = (await addUser(sql)).id
  await startTrial()
  await sql`update public.leads set claimed_at = now(), claimed_by = ${people.today} where id = ${lasting}`
  await pay(sql, begun.id, { paidCents: 1500 })
  await pay(sql, (await startPurchase(sql, people.today)).id, { amountCents: 5, paidCents: 7 }) // in review
  await pay(sql, (await startPurchase(sql, people.early)).id, { paidCents: 2000 })
  await startPurchase(sql, people.today)
  await subscribe(people.today)
  await call(people.today)
  await call(people.today)
  await call(people.late, true)
  await drainRollUps(sql)
})

type Page = { id: string; cents: number }[]

/** All of a list, in pages of two. */
async function readAll(ask: (before: string | null) => PromiseLike<Page>): Promise<Page> {
  const rows: Page = []
  for (;;) {
    const page = await ask(rows.at(-1)?.id ?? null)
    rows.push(...page)
    if (page.length < 2) return rows
  }
}

const purchases = (
  from: string,
  to: string,
  { text = null as string | null, state = null as string | null } = {},
) =>
  readAll(
    (before) => database.sql<Page>`
      select id, cents::int from public.search_purchases(${admin}, ${text}, ${state}, ${before}, 2, ${from}, ${to})`,
  )
const planPayments = (from: string, to: string, text: string | null = null) =>
  readAll(async (before) => {
    const [row] = await database.sql<{ rows: Page }[]>`
      select public.search_plan_payments(${admin}, ${text}, ${before}, 2, ${from}, ${to}) as rows`
    return row?.rows ?? []
  })
const users = async (step: string, from: string, to: string, sort = 'newest') => {
  const rows = await readAll(
    (before) => database.sql<Page>`
      select place as id, 0 as cents from public.search_users(${admin}, p_sort => ${sort}, p_before => ${before}, p_limit => 2,
        p_when => ${step}, p_from => ${from}, p_to => ${to})`,
  )
  return rows.map(({ id }) => id.split('~')[1])
}
const trials = async (isClaimed: boolean | null, from: string, to: string, text: string | null = null) => {
  const rows = await readAll(async (before) => {
    const [row] = await database.sql<{ rows: Page }[]>`
      select public.search_leads(${admin}, ${text}, ${isClaimed}, ${before}, 2, ${from}, ${to}) as rows`
    return row?.rows ?? []
  })
  return rows.length
}
const sum = (rows: Page) => rows.reduce((total, { cents }) => total + cents, 0)

/** The figures of these days, as the admin's overview has them. */
async function figures(from: string, to: string) {
  const [row] = await database.sql`
    select coalesce(sum(p.signups), 0)::int as signups, coalesce(sum(p.first_buyers), 0)::int as first_buyers,
      coalesce(sum(p.leads), 0)::int as leads, coalesce(sum(p.claimed_leads), 0)::int as claimed,
      (select coalesce(sum(m.paid_cents), 0)::int from public.daily_money m
        where m.day between ${from} and ${to} and m.kind <> 'plan') as packages,
      (select coalesce(sum(m.paid_cents), 0)::int from public.daily_money m
        where m.day between ${from} and ${to} and m.kind = 'plan') as plans,
      (select count(distinct b.user_id)::int from public.daily_buyers b where b.day between ${from} and ${to}) as buyers,
      (select count(distinct u.account_id)::int from public.usage_logs u join public.credit_accounts a on a.id = u.account_id
        where private.utc_day(u.created_at) between ${from} and ${to} and a.kind = 'user') as active
    from public.daily_people p where p.day between ${from} and ${to}`
  return row
}

describe('the rows behind the figures of a day, or of several', () => {
  const spans = [
    ['five days ago', 5, 5],
    ['a day of nothing', 3, 3],
    ['today', 0, 0],
    ['all of them', 6, 0],
  ] as const

  it.each(spans)('%s: add up to them', async (_name, first, last) => {
    const [from, to] = [dayBefore(first), dayBefore(last)]
    const found = {
      signups: (await users('joined', from, to)).length,
      first_buyers: (await users('first_paid', from, to)).length,
      buyers: (await users('paid', from, to)).length,
      active: (await users('used', from, to)).length,
      leads: await trials(null, from, to),
      claimed: await trials(true, from, to),
      packages: sum(await purchases(from, to)),
      plans: sum(await planPayments(from, to)),
    }
    expect(found).toEqual(await figures(from, to))
  })

  it('are those of that day and of no other', async () => {
    const [then, today] = [dayBefore(5), dayBefore(0)]
    expect(await figures(then, then)).toMatchObject({ packages: 3003, plans: 1900, leads: 2, claimed: 1 })
    expect(await figures(today, today)).toMatchObject({ packages: 3507, plans: 1900, leads: 1, claimed: 1 })
    expect(await users('joined', today, today)).toEqual([people.today])
    expect(await users('first_paid', then, then)).toEqual([people.early])
    expect(new Set(await users('first_paid', today, today, 'spending'))).toEqual(
      new Set([people.late, people.today]),
    )
    expect(new Set(await users('paid', today, today))).toEqual(new Set(Object.values(people)))
    expect(new Set(await users('used', then, then))).toEqual(new Set([people.early, people.late]))
    expect(new Set(await users('used', today, today, 'balance'))).toEqual(
      new Set([people.late, people.today]),
    )
    const active = await database.sql<{ day: string; active: number }[]>`
      select p.day::text, p.active_users::int as active from public.daily_people p where p.active_users > 0 order by p.day`
    expect(active).toEqual([
      { day: then, active: 2 },
      { day: today, active: 2 },
    ])
  })

  it('come the last paid first, and can be narrowed further', async () => {
    const [then, today] = [dayBefore(5), dayBefore(0)]
    const cents = async (...args: Parameters<typeof purchases>) =>
      (await purchases(...args)).map((row) => row.cents)
    expect(await cents(then, today)).toEqual([2000, 7, 1500, 1002, 1001, 1000])
    expect(await cents(then, today, { state: 'in_review' })).toEqual([7])
    expect(await cents(then, today, { state: 'paid' })).toEqual([2000, 1500, 1002])
    expect(await cents(then, today, { state: 'partly_refunded' })).toEqual([1001])
    expect(await cents(then, today, { state: 'refunded' })).toEqual([])
    expect(await cents(then, then, { state: 'disputed' })).toEqual([1000])
    expect(await cents(today, today, { state: 'disputed' })).toEqual([])
    expect(await cents(today, today, { state: 'pending' })).toEqual([])
    const [early] = await database.sql<
      { email: string }[]
    >`select email from public.profiles where id = ${people.early}`
    expect(await cents(today, today, { text: early?.email ?? '' })).toEqual([2000])
    expect(await cents(then, today, { text: early?.email ?? '', state: 'paid' })).toEqual([2000, 1002])
    expect(await planPayments(today, today, early?.email)).toEqual([])
    expect(await planPayments(then, then, early?.email)).toHaveLength(1)
    expect(await trials(true, then, then, early?.email)).toBe(1)
    expect(await trials(true, today, today, early?.email)).toBe(0)
    expect(await trials(false, today, today)).toBe(1)
  })
})
