import 'server-only'
import { z } from 'zod'
import { withSubject } from '@/lib/admin/mail-subject'
import { GrantRow, UsageRow, UserMailRow, UserSubscriptionRow } from '@/lib/admin/shapes/user-rows'
import { Transaction } from '@/lib/credits/transaction'
import { BeforeQuery, type Page, toPage } from '@/lib/page'
import { Receipt } from '@/lib/purchases/receipt'
import { callRpc } from '@/lib/supabase/rpc'

const ROWS = 25

type Lists = 'read_user_transactions' | 'read_user_grants' | 'read_user_usage' | 'read_user_mails'

/** Reads a list whose rows are numbered. Throws forbidden unless the actor is an admin. */
const listOf =
  <Row extends { id: number }>(name: Lists, row: z.ZodType<Row>) =>
  async (actorId: string, userId: string, before?: string): Promise<Page<Row>> => {
    const found = await callRpc(
      name,
      {
        p_actor_id: actorId,
        p_user_id: userId,
        p_before: BeforeQuery.parse(before),
        p_limit: ROWS + 1,
      },
      z.array(row),
    )
    return toPage(found, ROWS)
  }

export const readTransactions = listOf('read_user_transactions', Transaction)
export const readGrants = listOf('read_user_grants', GrantRow)
export const readUsage = listOf('read_user_usage', UsageRow)

const readOutbox = listOf('read_user_mails', UserMailRow)
/** Mails to somebody, sent or not, newest first. */
export async function readMails(...of: Parameters<typeof readOutbox>) {
  const { rows, nextBefore } = await readOutbox(...of)
  return { rows: rows.map(withSubject), nextBefore }
}

/** Somebody's purchases, newest first. `read_user_purchases`: throws forbidden. */
export async function readPurchases(
  actorId: string,
  userId: string,
  before?: string,
): Promise<Page<Receipt>> {
  const found = await callRpc(
    'read_user_purchases',
    {
      p_actor_id: actorId,
      p_user_id: userId,
      p_before: z.uuid().safeParse(before).data,
      p_limit: ROWS + 1,
    },
    z.array(Receipt),
  )
  return toPage(found, ROWS)
}

/** Somebody's subscriptions, newest first, 50 at most. `read_user_subscriptions`: throws forbidden. */
export function readSubscriptions(actorId: string, userId: string): Promise<UserSubscriptionRow[]> {
  return callRpc(
    'read_user_subscriptions',
    { p_actor_id: actorId, p_user_id: userId },
    z.array(UserSubscriptionRow),
  )
}
