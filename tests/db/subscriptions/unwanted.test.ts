import { describe, expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { balance } from '../../helpers/ledger'
import { readSubscription, type SubscriptionState, syncSubscription } from '../../helpers/subscriptions'

const database = useDatabase()

const unwanted = async (id: string) => [
  ...(await database.sql`select * from public.find_unwanted_subscriptions(${id}) order by id`),
]
const isListedInAll = async (id: string) =>
  (await database.sql`select from public.find_unwanted_subscriptions() u where u.id = ${id}`).length === 1
const first = ({ id, period_start }: SubscriptionState) => [{ id: `pay_${id}`, at: period_start }]

describe('two subscriptions of one person', () => {
  /** Two checkouts of one person, opened before either was paid. */
  async function open() {
    const { id } = await addUser(database.sql)
    const older = await readSubscription(database.sql, id)
    const newer = await readSubscription(database.sql, id, {
      period_start: new Date(older.period_start.getTime() + 60_000),
    })
    return { id, older, newer }
  }

  it('both bring what was paid for, and the older is to be ended', async () => {
    const { id, older, newer } = await open()
    await syncSubscription(database.sql, older, first(older))
    expect(await unwanted(older.id)).toEqual([])
    await syncSubscription(database.sql, newer, first(newer))
    expect(await balance(database.sql, id)).toMatchObject({ available: 250 })
    expect(await unwanted(newer.id)).toEqual([{ id: older.id, reason: 'second' }])
    expect(await unwanted(older.id)).toEqual([{ id: older.id, reason: 'second' }])
    expect(await isListedInAll(older.id)).toBe(true)

    await syncSubscription(database.sql, { ...older, status: 'cancelled' }, first(older))
    expect(await unwanted(newer.id)).toEqual([])
    expect(await isListedInAll(older.id)).toBe(false)
    expect(await balance(database.sql, id)).toMatchObject({ available: 250 })
    const [told] = await database.sql`select data from public.notifications
      where user_id = ${id} and kind = 'subscription_cancelled'`
    expect(told?.data).toMatchObject({ plan: 'Pro', credits_left: 100, replaced_by: 'Pro' })
    expect(await database.sql`select public.get_subscription(${id}) ->> 'id' as id`).toEqual([
      { id: newer.id },
    ])
  })

  it('end alike in whichever order they are heard of', async () => {
    const { older, newer } = await open()
    await syncSubscription(database.sql, newer, first(newer))
    await syncSubscription(database.sql, older, first(older))
    expect(await unwanted(older.id)).toEqual([{ id: older.id, reason: 'second' }])
  })

  it.each(['pending', 'failed', 'on_hold'])(
    'of which the newer is %s leave the older alone',
    async (status) => {
      const { older, newer } = await open()
      await syncSubscription(database.sql, older, first(older))
      await syncSubscription(database.sql, { ...newer, status })
      expect(await unwanted(newer.id)).toEqual([])
    },
  )

  it('of which the older has ended, or belongs to somebody else, are no matter', async () => {
    const { older, newer } = await open()
    await syncSubscription(database.sql, { ...older, status: 'cancelled' }, first(older))
    await syncSubscription(database.sql, newer, first(newer))
    const stranger = await open()
    await syncSubscription(database.sql, stranger.newer, first(stranger.newer))
    expect(await unwanted(newer.id)).toEqual([])
    const [told] = await database.sql`select data ->> 'replaced_by' as other from public.notifications
      where kind = 'subscription_cancelled' and key = ${`ended:${older.id}`}`
    expect(told).toEqual({ other: null })
  })
})

describe('a subscription whose person has left', () => {
  async function store(event: string) {
    await database.sql`select public.store_webhook_event(${event}, 'subscription.active', '{}')`
    return event
  }
  const sync = (state: SubscriptionState, event: string) => database.sql`
    select public.sync_subscription(${database.sql.json(JSON.parse(JSON.stringify(state)))},
      ${database.sql.json([])}, now(), ${event}) as outcome`

  it.each([
    ['while its checkout was open', false],
    ['in some other way than the app’s', true],
  ])('%s is to be ended, an admin is told, and then it is over', async (_how, isKnown) => {
    const { id } = await addUser(database.sql)
    const state = await readSubscription(database.sql, id)
    if (isKnown) await syncSubscription(database.sql, state, first(state))
    await database.sql`delete from auth.users where id = ${id}`
    const event = await store(`evt_${state.id}`)
    expect(await sync(state, event)).toEqual([{ outcome: 'parked' }])
    const events =
      await database.sql`select status, error from public.webhook_events where webhook_id = ${event}`
    expect(events).toEqual([{ status: 'parked', error: 'the subscriber was deleted' }])
    expect(await unwanted(state.id)).toEqual([{ id: state.id, reason: 'nobody' }])
    expect(await isListedInAll(state.id)).toBe(true)

    const ended = { ...state, status: 'cancelled' }
    expect(await sync(ended, await store(`evt_2_${state.id}`))).toEqual([{ outcome: 'processed' }])
    expect(await unwanted(state.id)).toEqual([])
  })
})
