import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addAdmin } from '../../helpers/admins'
import { addUser, useDatabase } from '../../helpers/database'
import { balance } from '../../helpers/ledger'
import { readSubscription, syncSubscription } from '../../helpers/subscriptions'
import { saveTopUp, syncMandate } from '../../helpers/top-ups'

const database = useDatabase()

const setRole = (actor: string, user: string, role: string, reason = 'a reason') =>
  database.sql`select public.set_user_role(${actor}, ${user}, ${role}, ${reason}) as role`
const remove = (actor: string, user: string, reason = 'They asked.') =>
  database.sql`select public.delete_user(${actor}, ${user}, ${reason})::int as lapsed`
const roleOf = async (id: string) =>
  (await database.sql`select role from public.profiles where id = ${id}`)[0]?.role
const trail = (user: string) => database.sql`
  select actor_id, action, reason, before, after from public.admin_actions where target_id = ${user} order by id`

describe('the role of somebody', () => {
  it('is given and taken by admins, with a row for each change and none for what is so already', async () => {
    const [admin, user] = [await addAdmin(database.sql), (await addUser(database.sql)).id]
    await expect(setRole(user, user, 'admin')).rejects.toMatchObject({ message: 'forbidden' })
    expect(await setRole(admin, user, 'admin', 'A colleague.')).toEqual([{ role: 'admin' }])
    expect(await setRole(admin, user, 'admin', 'Once more.')).toEqual([{ role: 'admin' }])
    expect(await setRole(user, admin, 'user', 'On leave.')).toEqual([{ role: 'user' }])
    await expect(setRole(admin, user, 'user')).rejects.toMatchObject({ message: 'forbidden' })
    expect(await trail(user)).toEqual([
      {
        actor_id: admin,
        action: 'set_role',
        reason: 'A colleague.',
        before: { role: 'user' },
        after: { role: 'admin' },
      },
    ])
    expect(await trail(admin)).toMatchObject([{ actor_id: user, before: { role: 'admin' } }])
    const [figures] = await database.sql`select role from public.user_figures where user_id = ${user}`
    expect(figures).toEqual({ role: 'admin' })
  })

  it('is one that there is, of somebody who is there, and changed for a reason', async () => {
    const [admin, user] = [await addAdmin(database.sql), (await addUser(database.sql)).id]
    await expect(setRole(admin, user, 'owner')).rejects.toMatchObject({ message: 'invalid_input' })
    await expect(setRole(admin, user, 'admin', ' ')).rejects.toMatchObject({ message: 'invalid_input' })
    await expect(setRole(admin, randomUUID(), 'admin')).rejects.toMatchObject({
      message: 'account_not_found',
    })
    expect(await roleOf(user)).toBe('user')
  })

  it('stays that of the last admin, whatever goes on at once', async () => {
    const { sql } = database
    for (let round = 0; round < 20; round += 1) {
      await sql`update public.profiles set role = 'user' where role = 'admin'`
      const admins = await Promise.all(Array.from({ length: 3 }, () => addAdmin(sql)))
      const asked = await Promise.allSettled([
        ...admins.map((admin) => setRole(admin, admin, 'user')),
        ...admins.map((admin, index) => setRole(admin, admins[(index + 1) % 3] ?? admin, 'user')),
        ...admins.map((admin) => sql`select public.delete_account(${admin})`),
      ])
      const left = await sql<{ id: string }[]>`select id from public.profiles where role = 'admin'`
      expect(left).toHaveLength(1)
      for (const one of asked) if (one.status === 'rejected') expect(one.reason.code).toMatch(/^PT40[34]$/)
      const last = left[0]?.id ?? ''
      await expect(setRole(last, last, 'user')).rejects.toMatchObject({
        message: 'forbidden',
        detail: '{"reason": "only_admin"}',
      })
    }
  })
})

describe('an account that an admin deletes', () => {
  it('is gone with what hangs on it, and the trail says who did it and why', async () => {
    const [admin, user] = [await addAdmin(database.sql), (await addUser(database.sql)).id]
    expect(await balance(database.sql, user)).toMatchObject({ available: 50 })
    expect(await remove(admin, user)).toEqual([{ lapsed: 50 }])
    expect(await roleOf(user)).toBeUndefined()
    expect(await trail(user)).toEqual([
      {
        actor_id: admin,
        action: 'delete_user',
        reason: 'They asked.',
        before: null,
        after: { lapsedCredits: 50 },
      },
    ])
    await expect(remove(admin, user)).rejects.toMatchObject({ message: 'account_not_found' })
  })

  it('has who ends its charges noted before they end, and nothing when there are none', async () => {
    const { sql } = database
    const admin = await addAdmin(sql)
    const [{ id }, idle] = [await addUser(sql), await addUser(sql)]
    const state = await readSubscription(sql, id)
    await syncSubscription(sql, state)
    await saveTopUp(sql, id)
    const mandate = await syncMandate(sql, id)
    const note = (actor: string, user: string, reason = 'They asked.') =>
      sql`select public.note_ending_charges(${actor}, ${user}, ${reason})`
    await note(admin, id)
    await note(admin, idle.id)
    expect(await trail(id)).toMatchObject([
      {
        actor_id: admin,
        action: 'end_charges',
        reason: 'They asked.',
        before: { subscriptions: [state.id], card: mandate.id },
      },
    ])
    expect(await trail(idle.id)).toEqual([])
    await expect(note(admin, admin)).rejects.toMatchObject({ message: 'forbidden' })
    await expect(note(id, idle.id)).rejects.toMatchObject({ message: 'forbidden' })
    await expect(note(admin, id, '')).rejects.toMatchObject({ message: 'invalid_input' })
  })

  it('is somebody else’s, and there is a reason', async () => {
    const [admin, user] = [await addAdmin(database.sql), (await addUser(database.sql)).id]
    await addAdmin(database.sql)
    await expect(remove(admin, admin)).rejects.toMatchObject({ message: 'forbidden' })
    await expect(remove(user, admin)).rejects.toMatchObject({ message: 'forbidden' })
    await expect(remove(admin, user, '')).rejects.toMatchObject({ message: 'invalid_input' })
    expect([await roleOf(admin), await roleOf(user)]).toEqual(['admin', 'user'])
    expect(await trail(user)).toEqual([])
  })
})
