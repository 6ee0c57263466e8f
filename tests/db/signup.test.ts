import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addUser, useDatabase } from '../helpers/database'
import { balance, deduct } from '../helpers/ledger'

const database = useDatabase()
const newName = () => `p${randomBytes(6).toString('hex')}`

describe('signing up', () => {
  it('makes a profile and an account at once and gives 50 credits when the address is confirmed', async () => {
    const { sql } = database
    const email = `${newName()}@example.com`
    const [user] = await sql<{ id: string }[]>`
      insert into auth.users (id, email, raw_user_meta_data) values (gen_random_uuid(), ${email}, '{"name": " Ada "}') returning id`
    const id = user?.id ?? ''
    expect(await sql`select email, name, role from public.profiles where id = ${id}`).toEqual([
      { email, name: 'Ada', role: 'user' },
    ])
    expect(await balance(sql, id)).toMatchObject({ available: 0 })
    await sql`update auth.users set email_confirmed_at = now() where id = ${id}`
    expect(await balance(sql, id)).toMatchObject({ available: 50 })
    await sql`update auth.users set email_confirmed_at = null where id = ${id}`
    await sql`update auth.users set email_confirmed_at = now() where id = ${id}`
    expect(await balance(sql, id)).toMatchObject({ available: 50 })
  })

  it('gives no bonus to an address that had one, however it is written', async () => {
    const { sql } = database
    const name = newName()
    const first = await addUser(sql, `${name}@gmail.com`)
    await sql`delete from auth.users where id = ${first.id}`
    const spellings = [
      `${name}@gmail.com`,
      `${name.toUpperCase()}@GoogleMail.com`,
      `${name}+two@gmail.com`,
      `${name.split('').join('.')}@gmail.com`,
    ]
    for (const email of spellings) {
      const again = await addUser(sql, email)
      expect(await balance(sql, again.id), email).toMatchObject({ available: 0 })
    }
    const dotted = await addUser(sql, `${name.split('').join('.')}@example.com`)
    expect(await balance(sql, dotted.id)).toMatchObject({ available: 50 })
  })

  it('survives a bonus of 0 credits', async () => {
    const { sql } = database
    await sql`update public.credit_bonuses set credits = 0 where id = 'signup'`
    try {
      expect(await balance(sql, (await addUser(sql)).id)).toMatchObject({ available: 0 })
    } finally {
      await sql`update public.credit_bonuses set credits = 50 where id = 'signup'`
    }
  })

  it('lets people change their address after the bonus was changed, and gives no second one', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    await sql`update public.credit_bonuses set credits = 60 where id = 'signup'`
    try {
      await sql`update auth.users set email = ${`${newName()}@example.com`} where id = ${id}`
    } finally {
      await sql`update public.credit_bonuses set credits = 50 where id = 'signup'`
    }
    expect(await balance(sql, id)).toMatchObject({ available: 50 })
  })

  it('keeps the ledger without the person when a user is deleted', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    const { transaction_id } = await deduct(sql, id, 20)
    await sql`delete from auth.users where id = ${id}`
    const [account] = await sql`select a.owner_id, a.available, t.amount from public.credit_transactions t
      join public.credit_accounts a on a.id = t.account_id where t.id = ${transaction_id}`
    expect(account).toEqual({ owner_id: null, available: 30, amount: -20 })
    await expect(deduct(sql, id, 1)).rejects.toMatchObject({ message: 'account_not_found' })
  })
})
