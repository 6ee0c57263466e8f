import { randomUUID } from 'node:crypto'
import type { TestSql } from './database'

export type Charge = {
  creditsUsed: number
  newBalance: number
  balanceVersion: number
  tokensUsed: number
  totalTokensUsed: number
}
export type Begun = {
  rate: { limit: number; remaining: number; resetSeconds: number }
  caller?: { id: string; role?: string }
  holdId?: number | null
  credits?: number
  replay?: { response: string | null; charge: Charge }
  error?: { code: string; details: Record<string, unknown> | null }
}

export type CallFacts = {
  kind?: 'user' | 'lead'
  access?: string
  feature?: string | null
  model?: string
  complexity?: string
  credits?: number | null
  units?: number
  expected?: number
  key?: string | null
  hash?: string
  ttlSeconds?: number
  burst?: number
  perMinute?: number
  requestId?: string
}

/** Begins a call as endpoint() does. The answer carries the request's id. */
export async function beginCall(sql: TestSql, ownerId: string, facts: CallFacts = {}) {
  const requestId = facts.requestId ?? randomUUID()
  const [row] = await sql<{ answer: Begun }[]>`
    select public.begin_call(${facts.kind ?? 'user'}, ${ownerId}, ${facts.access ?? 'user'}, 'test', ${facts.burst ?? 1000},
      ${facts.perMinute ?? 1000}, ${requestId}, ${facts.ttlSeconds ?? 60}, ${facts.feature === undefined ? 'text-generation' : facts.feature},
      ${facts.model ?? null}, ${facts.complexity ?? 'low'}, ${facts.credits ?? null}, ${facts.units ?? 1},
      ${facts.expected ?? null}, ${facts.key ?? null}, ${facts.key ? (facts.hash ?? 'hash') : null}) as answer`
  if (!row) throw new Error('The function answered nothing.')
  return { ...row.answer, requestId }
}

type Ending = { credits?: number | null; tokensIn?: number; tokensOut?: number; key?: string | null }

/** Finishes a begun call, keeping `response` for repeats of its key. */
export async function finishCall(
  sql: TestSql,
  ownerId: string,
  { holdId, requestId }: { holdId?: number | null; requestId: string },
  { credits = null, tokensIn = 0, tokensOut = 0, key = null }: Ending = {},
  response = '{"text":"done"}',
) {
  const [row] = await sql<{ charge: Charge }[]>`
    select public.finish_call(${ownerId}, ${requestId}, ${holdId ?? null}, 'text-generation', 'demo', ${credits}, ${tokensIn},
      ${tokensOut}, 12, ${key}, ${response}) as charge`
  if (!row) throw new Error('The function answered nothing.')
  return row.charge
}

/** Ends a begun call that failed. */
export async function abandonCall(
  sql: TestSql,
  ownerId: string,
  { holdId, requestId }: { holdId?: number | null; requestId: string },
  key: string | null = null,
) {
  await sql`
    select public.abandon_call(${ownerId}, ${requestId}, ${holdId ?? null}, 'text-generation', 'demo', 'failed', 1, 2, 12, ${key})`
}

/** The usage logs of an owner, oldest first. */
export function listUsage(sql: TestSql, ownerId: string) {
  return sql<{ feature: string; credits: number; tokens_in: number; tokens_out: number; outcome: string }[]>`
    select u.feature, u.credits, u.tokens_in, u.tokens_out, u.outcome::text from public.usage_logs u
    join public.credit_accounts a on a.id = u.account_id where a.owner_id = ${ownerId} order by u.id`
}
