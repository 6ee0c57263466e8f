import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addAdmin } from '../../helpers/admins'
import { addUser, useDatabase } from '../../helpers/database'
import { balance, clawBack, deduct, grant, grantsOf, type MovementRow } from '../../helpers/ledger'

const database = useDatabase()

const scene = async () => ({ admin: await addAdmin(database.sql), user: (await addUser(database.sql)).id })
const trail = (user: string) => database.sql`
  select action, reason, before, after from public.admin_actions where target_id = ${user} order by id`

describe('a deduction given back by an admin', () => {
  const refund = async (
    actor: string,
    user: string,
    id: number,
    amount: number | null,
    facts: object = {},
  ) => {
    const { reason, key } = { reason: 'a reason', key: String(randomUUID()), ...facts }
    const [row] = await database.sql<MovementRow[]>`
      select * from public.refund_user_transaction(${actor}, ${user}, ${id}, ${amount}, ${reason}, ${key})`
    return row
  }
  const preview = async (actor: string, user: string, id: number, amount: number | null = null) => {
    const [row] = await database.sql`
      select public.preview_transaction_refund(${actor}, ${user}, ${id}, ${amount}) as preview`
    return row?.preview
  }

  it('goes back in parts to the grants that the preview names, and leaves a trail', async () => {
    const { admin, user } = await scene()
    await grant(database.sql, user, 30, { source: 'purchase', costCents: 999 })
    const { transaction_id } = await deduct(database.sql, user, 60)
    const before = await preview(admin, user, transaction_id, 25)
    expect(before).toMatchObject({
      refundable: 60,
      debtPaid: 0,
      grants: [
        { source: 'signup', amount: 15, isExpired: false },
        { source: 'purchase', amount: 10, isExpired: false },
      ],
    })
    await refund(admin, user, transaction_id, 25, { reason: 'It froze.' })
    const [given] = await database.sql`
      select grant_ids, grant_amounts, actor_id from public.credit_transactions where refund_of = ${transaction_id}`
    expect(given).toEqual({
      grant_ids: before.grants.map(({ grantId }: { grantId: number }) => grantId),
      grant_amounts: [15, 10],
      actor_id: admin,
    })
    expect(await preview(admin, user, transaction_id)).toMatchObject({ refundable: 35 })
    expect(await refund(admin, user, transaction_id, null)).toMatchObject({ amount: 35, available: 80 })
    await expect(refund(admin, user, transaction_id, null)).rejects.toMatchObject({
      message: 'nothing_to_refund',
    })
    expect(await trail(user)).toMatchObject([
      {
        action: 'refund_transaction',
        reason: 'It froze.',
        before: { balance: 20 },
        after: { balance: 45, amount: 25, refundOf: transaction_id },
      },
      { before: { balance: 45 }, after: { balance: 80, amount: 35 } },
    ])
  })

  it('pays what is owed first, as the preview says', async () => {
    const { admin, user } = await scene()
    const { sql } = database
    const { transaction_id } = await deduct(sql, user, 40)
    const [signup] = await grantsOf(sql, user)
    await clawBack(sql, user, signup?.id ?? 0, 35)
    expect(await preview(admin, user, transaction_id)).toMatchObject({ refundable: 40, debtPaid: 25 })
    expect(await refund(admin, user, transaction_id, null)).toMatchObject({
      amount: 40,
      available: 15,
      debt: 0,
    })
  })

  it('happens once for a key, and is refused without a reason or for somebody else’s', async () => {
    const { admin, user } = await scene()
    const { transaction_id } = await deduct(database.sql, user, 10)
    const key = randomUUID()
    await Promise.all(Array.from({ length: 8 }, () => refund(admin, user, transaction_id, 3, { key })))
    expect(await balance(database.sql, user)).toMatchObject({ available: 43 })
    expect(await trail(user)).toHaveLength(1)
    await expect(refund(admin, user, transaction_id, 3, { reason: ' ' })).rejects.toMatchObject({
      message: 'invalid_input',
    })
    const other = (await addUser(database.sql)).id
    await expect(refund(admin, other, transaction_id, 3)).rejects.toMatchObject({
      message: 'transaction_not_found',
    })
    await expect(preview(admin, other, transaction_id)).rejects.toMatchObject({
      message: 'transaction_not_found',
    })
  })

  it('is foretold to come back for 7 days when its grant has expired', async () => {
    const { admin, user } = await scene()
    await grant(database.sql, user, 5, { expiresAt: new Date(Date.now() + 2_000) })
    const { transaction_id } = await deduct(database.sql, user, 5)
    await expect
      .poll(async () => (await preview(admin, user, transaction_id)).grants, { timeout: 10_000 })
      .toMatchObject([{ amount: 5, isExpired: true }])
  })
})

describe('a note', () => {
  const add = (actor: string, user: string, id: string, body: string) =>
    database.sql`select public.add_admin_note(${actor}, ${user}, ${id}, ${body})`
  const list = async (actor: string, user: string) =>
    (await database.sql`select n as note from public.read_user_notes(${actor}, ${user}) n`).map(
      ({ note }) => note,
    )

  it('sent twice is one, is deleted by its author alone, and stays in the trail', async () => {
    const { admin, user } = await scene()
    const other = await addAdmin(database.sql)
    const id = randomUUID()
    await add(admin, user, id, ' Calls on Mondays. ')
    await add(admin, user, id, ' Calls on Mondays. ')
    expect(await list(admin, user)).toMatchObject([{ id, body: 'Calls on Mondays.', isOwn: true }])
    expect(await list(other, user)).toMatchObject([{ id, isOwn: false }])
    await expect(database.sql`select public.delete_admin_note(${other}, ${id})`).rejects.toMatchObject({
      message: 'not_found',
    })
    await database.sql`select public.delete_admin_note(${admin}, ${id})`
    expect(await list(admin, user)).toEqual([])
    expect(await trail(user)).toMatchObject([
      { action: 'add_note', before: null, after: { body: 'Calls on Mondays.' } },
      { action: 'delete_note', before: { body: 'Calls on Mondays.' }, after: null },
    ])
  })

  it('needs words and somebody whom it is about', async () => {
    const { admin, user } = await scene()
    await expect(add(admin, user, randomUUID(), '  ')).rejects.toMatchObject({ message: 'invalid_input' })
    await expect(add(admin, randomUUID(), randomUUID(), 'a')).rejects.toMatchObject({
      message: 'account_not_found',
    })
  })
})
