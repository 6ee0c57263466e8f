import 'server-only'
import { z } from 'zod'
import {
  LeadRow,
  ModelRow,
  type ModelStatus,
  PlanPayment,
  SubscriptionRow,
  TransactionPage,
  type TransactionRow,
} from '@/lib/admin/shapes/record'
import { type Page, toPage } from '@/lib/page'
import type { CreditKind } from '@/lib/reports/overview'
import { daysArgs, type ListDays } from '@/lib/reports/period'
import type { SubscriptionStatus } from '@/lib/subscriptions/plan'
import { callRpc } from '@/lib/supabase/rpc'

const ROWS = 30

type SubscriptionSearch = { search?: string; status?: SubscriptionStatus; plan?: string; before?: string }

/** One page of subscriptions, newest first. `search` is the beginning of an address, or an id. `search_subscriptions`. */
export async function searchSubscriptions(
  actorId: string,
  { search, status, plan, before }: SubscriptionSearch,
): Promise<Page<SubscriptionRow>> {
  const args = { p_actor_id: actorId, p_search: search, p_status: status, p_plan: plan, p_before: before }
  return toPage(
    await callRpc('search_subscriptions', { ...args, p_limit: ROWS + 1 }, z.array(SubscriptionRow)),
    ROWS,
  )
}

/**
 * One page of what was paid for plans, the last paid first; with `paid` that of these days. `search` is the beginning of an address, or
 * the id of a person, a payment or a subscription. `search_plan_payments`.
 */
export async function searchPlanPayments(
  actorId: string,
  { search, paid, before }: { search?: string; paid?: ListDays; before?: number },
): Promise<Page<PlanPayment>> {
  const args = { p_actor_id: actorId, p_search: search, p_before: before, ...daysArgs(paid) }
  return toPage(
    await callRpc('search_plan_payments', { ...args, p_limit: ROWS + 1 }, z.array(PlanPayment)),
    ROWS,
  )
}

type TransactionSearch = { kind?: CreditKind; days?: ListDays; before?: number }

/**
 * One page of everybody's transactions, newest first, of a kind and of these days; and what all of those come to in the daily figures:
 * how many, and the credits as the overview shows them. `search_transactions`.
 */
export async function searchTransactions(
  actorId: string,
  { kind, days, before }: TransactionSearch,
): Promise<Page<TransactionRow> & { count: number; credits: number }> {
  const args = { p_actor_id: actorId, p_kind: kind, p_before: before, p_limit: ROWS + 1, ...daysArgs(days) }
  const { rows, ...sums } = await callRpc('search_transactions', args, TransactionPage)
  return { ...toPage(rows, ROWS), ...sums }
}

type LeadSearch = { search?: string; isClaimed?: boolean; days?: ListDays; before?: string }

/**
 * One page of trials, newest first. `search` is the beginning of the address of whom they became; `days` when they began, or with
 * `isClaimed` true became somebody's. `search_leads`.
 */
export async function searchLeads(
  actorId: string,
  { search, isClaimed, days, before }: LeadSearch,
): Promise<Page<LeadRow>> {
  const args = {
    p_actor_id: actorId,
    p_search: search,
    p_claimed: isClaimed,
    p_before: before,
    ...daysArgs(days),
  }
  return toPage(await callRpc('search_leads', { ...args, p_limit: ROWS + 1 }, z.array(LeadRow)), ROWS)
}

type ModelSearch = { search?: string; status?: ModelStatus; before?: string }

/** One page of everybody's models, newest first. `search` is the beginning of an owner's address. `search_models`. */
export async function searchModels(
  actorId: string,
  { search, status, before }: ModelSearch,
): Promise<Page<ModelRow>> {
  const args = { p_actor_id: actorId, p_search: search, p_status: status, p_before: before }
  return toPage(await callRpc('search_models', { ...args, p_limit: ROWS + 1 }, z.array(ModelRow)), ROWS)
}
