import { describe, expect, test } from 'vitest'
import { PRODUCT_NAME } from '../../../lib/brand'
import { useApp } from '../../helpers/app/use-app'
import { noticesOf, notify } from '../../helpers/notices'

const app = useApp()

type Page = {
  userId: string
  notifications: { id: number; title: string; text: string; href: string; isRead: boolean }[]
  nextBefore: number | null
  unread: number
}

const refund = (cents: number) => ({ credits: 0, refunded_cents: cents, currency: 'USD', debt: 0 })

describe('a list of notifications', () => {
  test('is one’s own, newest first, page by page', async () => {
    const [person, other] = [await app.signUp(), await app.signUp()]
    for (let n = 1; n <= 5; n += 1) await notify(app.sql, person.id, 'refund', `r:${n}`, refund(n * 100))
    await notify(app.sql, other.id, 'refund', 'r:1', refund(9900))
    const call = app.as(person)
    const read = async (query: string) => (await call(`/api/notifications?${query}`)).body as Page
    const first = await read('limit=4')
    expect(first.notifications.map(({ title }) => title)).toEqual([
      'We refunded $5.00',
      'We refunded $4.00',
      'We refunded $3.00',
      'We refunded $2.00',
    ])
    expect(first).toMatchObject({ unread: 6, userId: person.id })
    const second = await read(`limit=4&before=${first.nextBefore}`)
    expect(second.notifications.map(({ title }) => title)).toEqual([
      'We refunded $1.00',
      `Welcome to ${PRODUCT_NAME}, with 50 credits to start`,
    ])
    expect(second.nextBefore).toBe(null)
  })

  test('shows what can’t be worded by its kind, and does not fail for it', async () => {
    const person = await app.signUp()
    await notify(app.sql, person.id, 'refund', 'broken', { credits: 'many' })
    const { notifications } = (await app.as(person)('/api/notifications')).body as Page
    expect(notifications[0]).toMatchObject({ title: 'Refunds', text: '', href: '/notifications' })
  })

  test('is for people who are signed in', async () => {
    expect((await app.stranger('/api/notifications')).status).toBe(401)
    expect((await app.stranger('/api/notifications/read', { body: { id: 1 } })).status).toBe(401)
    expect((await app.stranger('/api/notifications/preferences', { body: {} })).status).toBe(401)
  })
})

describe('reading', () => {
  test('marks one’s own and nobody else’s', async () => {
    const [person, other] = [await app.signUp(), await app.signUp()]
    for (const key of ['a', 'b', 'c']) await notify(app.sql, person.id, 'refund', key, refund(100))
    const [, middle, last] = await noticesOf(app.sql, person.id)
    const read = (who: typeof person, body: object) => app.as(who)('/api/notifications/read', { body })
    expect((await read(other, { id: last?.id, withOlder: true })).body).toEqual({ unread: 0 })
    expect((await read(person, { id: middle?.id })).body).toEqual({ unread: 3 })
    expect((await read(person, { id: last?.id, withOlder: true })).body).toEqual({ unread: 0 })
    expect((await read(person, { id: 'all' })).status).toBe(422)
  })
})

describe('preferences', () => {
  test('are one’s own to change, required mails excepted', async () => {
    const person = await app.signUp()
    const change = (body: object) => app.as(person)('/api/notifications/preferences', { body })
    expect((await change({ kind: 'low_balance', byMail: false })).status).toBe(200)
    expect((await change({ kind: 'refund', byMail: false })).status).toBe(422)
    expect((await change({ kind: 'no_such_kind', byMail: false })).status).toBe(422)
    expect((await change({ kind: 'refund', inApp: false })).status).toBe(200)
    await notify(app.sql, person.id, 'refund', 'a', refund(100))
    expect(await noticesOf(app.sql, person.id)).toEqual([])
  })
})
