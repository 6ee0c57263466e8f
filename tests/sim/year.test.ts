import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFaults } from '../helpers/faults'
import { Subscriber } from './year/subscriber'
import { startWorld, type World } from './year/world'

const PEOPLE = 200
const DAYS = 365
/** The same year every time; CREDITKIT_SEED makes another one. */
const seed = Number(process.env.CREDITKIT_SEED ?? 1_098_911_706)

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 120_000)
afterAll(() => world?.stop(), 60_000)

// https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32 : the same year again for a seed.
let state = seed
function random(): number {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}
const below = (limit: number) => Math.floor(random() * limit)
const chance = (share: number) => random() < share

async function load() {
  const [{ subscribe }, changes, manage, checkout, ledger, followups, models, webhook] = await Promise.all([
    import('../../lib/subscriptions/subscribe'),
    import('../../lib/subscriptions/change-plan'),
    import('../../lib/subscriptions/manage'),
    import('../../lib/dodopayments/checkout'),
    import('../../lib/jobs/keep-ledger'),
    import('../../lib/jobs/followup-emails'),
    import('../../lib/jobs/cleanup-models'),
    import('../../lib/http/webhook'),
  ])
  const [{ PAYMENT_EVENTS }, { SUBSCRIPTION_EVENTS }] = await Promise.all([
    import('../../lib/dodopayments/events/payment'),
    import('../../lib/dodopayments/events/subscription'),
  ])
  const handlers = new Map([...PAYMENT_EVENTS, ...SUBSCRIPTION_EVENTS])
  world.receiver.handle = async (event) => {
    await webhook.processEvent(event, handlers)
  }
  const runJobs = async (now: Date) => {
    await ledger.keepLedger(now)
    await followups.sendFollowups(now)
    await models.cleanUpModels(now)
  }
  return { library: { subscribe, changes, manage, checkout }, runJobs }
}

async function signUp(library: ConstructorParameters<typeof Subscriber>[1]) {
  const email = `${randomUUID()}@example.com`
  const [row] = await world.sql<{ id: string; at: Date }[]>`
    with added as (insert into auth.users (id, email, raw_user_meta_data) values (gen_random_uuid(), ${email}, '{}') returning id)
    select id, private.moved_now() as at from added`
  const id = row?.id ?? ''
  await world.sql`update auth.users set email_confirmed_at = now() where id = ${id}`
  const [profile] = await world.sql<
    { at: Date }[]
  >`select created_at as at from public.profiles where id = ${id}`
  return new Subscriber(world, library, id, email, profile?.at.getTime() ?? 0)
}

async function readBalances(): Promise<Map<string, number>> {
  await world.sql`select public.credit_balance(a.owner_id) from public.credit_accounts a
    where a.owner_id is not null and a.next_due_at <= private.moved_now()`
  const rows = await world.sql<{ id: string; available: number }[]>`
    select owner_id as id, available from public.credit_accounts where owner_id is not null`
  return new Map(rows.map((row) => [row.id, row.available]))
}

async function expectBalances(people: Subscriber[], day: number) {
  const balances = await readBalances()
  const now = world.now().getTime()
  const wrong = people
    .map((person) => ({ person, is: balances.get(person.id), should: person.model.available(now) }))
    .filter(({ is, should }) => is !== should)
  const told = await Promise.all(
    wrong.map(async ({ person, is, should }) => ({ is, should, ...(await person.describe()) })),
  )
  expect(told, `day ${day}, CREDITKIT_SEED=${seed}`).toEqual([])
}

/** `excess`: what a change of plan brought beyond the exact share of the month that was left. */
function expectRoundedUp(excess: number) {
  // Two clocks, a moment apart.
  expect(excess).toBeGreaterThan(-0.01)
  // The share is looked at after the change, and 900 credits a month lose a tenth of one in five minutes.
  expect(excess).toBeLessThan(1 + 0.1)
}

/** What people of a plan do on some day of the year, decided beforehand. */
function planDiary(number: number) {
  const plan = number < 80 ? null : number < 150 ? ('pro' as const) : ('enterprise' as const)
  const startsOn = 1 + below(60)
  const changes = plan === 'pro' && number >= 130
  return {
    plan,
    startsOn,
    upgradesOn: changes ? startsOn + 20 + below(60) : 0,
    downgradesOn: changes ? startsOn + 120 + below(60) : 0,
    cancelsOn: plan && !changes && chance(0.25) ? startsOn + 40 + below(200) : 0,
    cardFailsOn: plan && !changes && chance(0.15) ? startsOn + 40 + below(100) : 0,
    buysOn: chance(0.25) ? 5 + below(300) : 0,
    spends: plan === 'enterprise' ? 120 : 15,
  }
}

test('a year of days, some missed and some doubled, ends with the balances of a plain model', async () => {
  expect(world.movedFunctions).toBeGreaterThan(20)
  const { library, runJobs } = await load()
  const people: {
    person: Subscriber
    diary: ReturnType<typeof planDiary>
    fails: boolean
    onHoldSince: number
  }[] = []
  for (let number = 0; number < PEOPLE; number += 1) {
    people.push({ person: await signUp(library), diary: planDiary(number), fails: false, onHoldSince: 0 })
  }
  const everyone = people.map(({ person }) => person)
  await world.dodo.set({ order: 'shuffled', planChangeCycle: 'keep' })
  let missed = 0
  for (let day = 1; day <= DAYS; day += 1) {
    const isMissed = missed > 0 || chance(0.1)
    missed = missed > 0 ? missed - 1 : isMissed && chance(0.2) ? 1 + below(3) : 0
    await world.dodo.set({ duplicates: day % 7 === 0 ? 1 : 0 })
    // What gets lost is found by the daily job.
    world.receiver.isLosing = !isMissed && chance(0.05)
    const steps = await world.nextDay()
    world.receiver.isLosing = false
    const now = world.now()
    for (const step of steps) {
      const subject = people.find(({ person }) => person.owns(step.subscription_id))
      subject?.person.heed(step.events, Date.parse(step.at), now.getTime())
      if (subject && step.events.includes('subscription.on_hold')) subject.onHoldSince = day
    }
    if (!isMissed) {
      await (chance(0.15) ? Promise.all([runJobs(now), runJobs(now)]) : runJobs(now))
      for (const person of everyone) person.model.runJob(now.getTime(), person.hasPlan)
    }
    for (const entry of people) {
      const { person, diary } = entry
      if (diary.plan && diary.startsOn === day) await person.subscribe(diary.plan)
      if (diary.buysOn === day) await person.buy()
      if (diary.upgradesOn === day) expectRoundedUp(await person.upgrade())
      if (diary.downgradesOn === day) await person.downgrade()
      if (diary.cancelsOn === day && person.hasPlan && !entry.onHoldSince) await person.cancel()
      if (diary.cardFailsOn === day && person.hasPlan) await person.setCard(true)
      if (entry.onHoldSince && day === entry.onHoldSince + 3) {
        await person.enterNewCard()
        entry.onHoldSince = 0
      }
      if (chance(0.1)) {
        const credits = Math.min(1 + below(diary.spends), person.model.available(world.now().getTime()))
        if (credits > 0) {
          await world.sql`select public.deduct_credits(${person.id}, ${credits}, ${randomUUID()})`.catch(
            async (error: unknown) => {
              await expectBalances(everyone, day)
              throw error
            },
          )
          person.model.spend(credits, world.now().getTime())
        }
      }
    }
    if (day % 10 === 0) await expectBalances(everyone, day)
  }
  await runJobs(world.now())
  for (const person of everyone) person.model.runJob(world.now().getTime(), person.hasPlan)
  await expectBalances(everyone, DAYS)
  expect(await findFaults(world.sql)).toEqual([])
  await expectPayments()
  await expectMails(everyone)
}, 1_500_000)

async function expectPayments() {
  const { payments } = (await (await fetch(new URL('/__local/state', world.dodo.url))).json()) as {
    payments: { payment_id: string; status: string; total_amount: number; subscription_id: string | null }[]
  }
  const paid = payments.filter((payment) => payment.status === 'succeeded' && payment.total_amount > 0)
  const granted = await world.sql<{ payment_id: string }[]>`
    select payment_id from public.subscription_credits where payment_id is not null
    union all select payment_id from public.purchases where status = 'completed'`
  expect(granted.map((row) => row.payment_id).sort()).toEqual(
    paid.map((payment) => payment.payment_id).sort(),
  )
  const wrong = await world.sql`select s.id, s.credits, g.amount from public.subscription_credits s
    join public.credit_grants g on g.id = s.grant_id where g.amount <> s.credits`
  expect(wrong).toEqual([])
}

async function expectMails(everyone: Subscriber[]) {
  const { drainOutbox } = await import('../../lib/mail/drain-outbox')
  await drainOutbox({ limit: 100_000 })
  const outbox = await world.sql<{ status: string; count: number }[]>`
    select status, count(*)::int as count from public.email_outbox group by 1 order by 1`
  const sent = outbox.find((row) => row.status === 'sent')?.count ?? 0
  // Only what nobody wanted any more after days without a job may have been dropped.
  expect(outbox.map((row) => row.status).filter((status) => status !== 'dropped')).toEqual(['sent'])
  expect(world.mail.accepted.size).toBe(sent)
  expect([...world.mail.accepted.values()].filter((times) => times !== 1)).toEqual([])
  const rows = await world.sql<{ id: string; kind: string; count: number }[]>`
    select user_id as id, kind, count(*)::int as count from public.email_outbox group by 1, 2`
  const kinds = new Set(everyone.flatMap((person) => [...person.model.mails.keys()]))
  const toText = (id: string, kind: string, count: number) => `${id} ${kind} ${count}`
  // The stack's own people were welcomed, too.
  const known = new Set(everyone.map((person) => person.id))
  const is = rows
    .filter((row) => kinds.has(row.kind) && known.has(row.id))
    .map((row) => toText(row.id, row.kind, row.count))
  const should = everyone.flatMap((person) =>
    [...person.model.mails].map(([kind, count]) => toText(person.id, kind, count)),
  )
  expect(is.sort(), `CREDITKIT_SEED=${seed}`).toEqual(should.sort())
  for (const kind of ['low_balance', 'credits_expiring', 'follow_up_first_purchase']) {
    expect(
      rows.some((row) => row.kind === kind),
      kind,
    ).toBe(true)
  }
}
