import { randomUUID } from 'node:crypto'
import type { TestSql } from '../../../helpers/database'
import {
  capture,
  deduct,
  expire,
  grant,
  hold,
  type MovementRow,
  refund,
  release,
  transfer,
} from '../../../helpers/ledger'
import { acknowledge, type Journal } from './journal'
import { clawBackGrant, deductBatch } from './operations'

export type Load = {
  /** A connection for one client; `max: 1`. Asked for again when it was lost. */
  connect: () => TestSql
  owners: string[]
  journal: Journal
  /** When to stop. */
  until: AbortSignal
  /** How many clients there are. Each makes one call at a time. */
  clients: number
}

type Client = Load & {
  sql: TestSql
  open: Journal['holds']
  spent: { owner: string; id: number; left: number }[]
  granted: { owner: string; id: number; amount: number }[]
}

const upTo = (n: number) => 1 + Math.floor(Math.random() * n)

// A few accounts are hot: a tenth of them gets half of the calls.
const anyOwner = ({ owners }: Load) => owners[Math.floor(owners.length * Math.random() ** 3)] ?? ''

/** Runs every operation of the ledger, mixed, until it is told to stop. Rejects at the first answer that may not be. */
export async function runLoad(load: Load) {
  const failed = new AbortController()
  const until = AbortSignal.any([load.until, failed.signal])
  await Promise.all(
    Array.from({ length: load.clients }, async () => {
      const client: Client = { ...load, until, sql: load.connect(), open: [], spent: [], granted: [] }
      try {
        await work(client)
      } finally {
        failed.abort()
        await client.sql.end({ timeout: 1 })
      }
    }),
  )
}

async function work(client: Client) {
  while (!client.until.aborted) {
    const dice = Math.random()
    const [, operation] = MIX.find(([share]) => dice < share) ?? [1, spend]
    await operation(client)
  }
}

// Each operation's share, added up.
const MIX: [number, (client: Client) => Promise<unknown>][] = [
  [0.34, spend],
  [0.54, holdAndEnd],
  [0.65, add],
  [0.75, giveBack],
  [0.87, move],
  [0.91, takeBack],
  [0.96, spendFromSeveral],
  [1, sweep],
]

const ask = <Answer>(client: Client, name: string, refusals: string[], run: () => Promise<Answer>) =>
  acknowledge(client.journal, {
    ...{ name, refusals, run },
    reconnect: async () => {
      await client.sql.end({ timeout: 0 })
      client.sql = client.connect()
    },
  })

function note(client: Client, owner: string, key: string, row: MovementRow | undefined) {
  if (row) client.journal.movements.push({ owner, key, id: row.transaction_id, amount: row.amount })
  return row
}

async function spend(client: Client) {
  const [owner, key, amount] = [anyOwner(client), randomUUID(), upTo(6)]
  const row = await ask(client, 'deduct', ['insufficient_credits'], () =>
    deduct(client.sql, owner, amount, { key, feature: 'text-generation' }),
  )
  if (note(client, owner, key, row)) client.spent.push({ owner, id: row?.transaction_id ?? 0, left: amount })
}

async function add(client: Client) {
  const [owner, key, amount] = [anyOwner(client), randomUUID(), upTo(40)]
  const expiresAt = Math.random() < 0.5 ? new Date(Date.now() + 200 + upTo(3000)) : undefined
  // Repeated after it was lost, a grant can have expired on the way.
  const row = await ask(client, 'grant', ['invalid_expiry'], () =>
    grant(client.sql, owner, amount, { key, expiresAt }),
  )
  if (note(client, owner, key, row)) client.granted.push({ owner, id: row?.transaction_id ?? 0, amount })
}

async function holdAndEnd(client: Client) {
  const [owner, key, amount] = [anyOwner(client), randomUUID(), upTo(6)]
  const ttlSeconds = Math.random() < 0.2 ? 1 : 600
  const held = await ask(client, 'hold', ['insufficient_credits'], () =>
    hold(client.sql, owner, amount, { key, ttlSeconds }),
  )
  if (!held) return
  const entry: Journal['holds'][number] = { owner, key, id: held.hold_id, amount, status: 'held' }
  client.journal.holds.push(entry)
  const dice = Math.random()
  if (dice < 0.1) return // left to lapse
  if (dice < 0.7) return endHold(client, entry)
  client.open.push(entry)
  // By now the oldest of these may have lapsed.
  const late = client.open.length > 15 ? client.open.shift() : undefined
  if (late) await endHold(client, late)
}

async function endHold(client: Client, entry: Journal['holds'][number]) {
  if (Math.random() < 0.35) {
    const released = await ask(client, 'release', [], () => release(client.sql, entry.id))
    if (released?.status === 'released') entry.status = 'released'
    return
  }
  const [key, dice] = [randomUUID(), Math.random()]
  // All of it, less, or more.
  const amount = dice < 0.5 ? null : dice < 0.75 ? upTo(entry.amount) : entry.amount + upTo(3)
  const row = await ask(client, 'capture', ['hold_closed', 'insufficient_credits'], () =>
    capture(client.sql, entry.id, amount, key),
  )
  if (note(client, entry.owner, key, row)) entry.status = 'captured'
}

async function giveBack(client: Client) {
  const from = client.spent.at(Math.floor(Math.random() * client.spent.length))
  if (!from || from.left === 0) return
  const [key, amount] = [randomUUID(), Math.random() < 0.5 ? null : upTo(from.left)]
  from.left -= amount ?? from.left
  const row = await ask(client, 'refund', [], () => refund(client.sql, from.owner, from.id, amount, key))
  note(client, from.owner, key, row)
}

async function move(client: Client) {
  const [owner, other, key] = [anyOwner(client), anyOwner(client), randomUUID()]
  if (owner === other) return
  const amount = upTo(8)
  const row = await ask(client, 'transfer', ['insufficient_credits'], () =>
    transfer(client.sql, owner, other, amount, key),
  )
  note(client, owner, key, row)
}

async function takeBack(client: Client) {
  const from = client.granted.pop()
  if (!from) return
  const [key, amount] = [randomUUID(), upTo(from.amount)]
  const row = await ask(client, 'claw back', [], () =>
    clawBackGrant(client.sql, from.owner, from.id, amount, key),
  )
  note(client, from.owner, key, row)
}

async function spendFromSeveral(client: Client) {
  const items = Array.from({ length: 4 }, () => ({
    owner_id: anyOwner(client),
    amount: upTo(3),
    idempotency_key: randomUUID(),
  }))
  const rows = await ask(client, 'batch', ['insufficient_credits'], () => deductBatch(client.sql, items))
  items.forEach((item, n) => {
    note(client, item.owner_id, item.idempotency_key, rows?.[n])
  })
}

async function sweep(client: Client) {
  await ask(client, 'expire', [], () => expire(client.sql, 50))
}

/** Opens that many accounts, each with 30 credits. The grants are in the journal. */
export async function openAccounts(sql: TestSql, count: number, journal: Journal): Promise<string[]> {
  const rows = await sql<{ owner: string; id: number }[]>`
    with owners as materialized (
      select gen_random_uuid() as owner from generate_series(1, ${count})
    ), opened as materialized (
      select o.owner, public.open_credit_account(o.owner) from owners o
    )
    select o.owner, (public.grant_credits(o.owner, 30, 'bonus', 'opening')).transaction_id as id from opened o`
  for (const { owner, id } of rows) journal.movements.push({ owner, key: 'opening', id, amount: 30 })
  return rows.map((row) => row.owner)
}
