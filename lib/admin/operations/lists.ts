import 'server-only'
import { z } from 'zod'
import { LeadRow, ModelRow, type ModelStatus, PlanPayment, SubscriptionRow } from '@/lib/admin/shapes/record'
import { type Page, toPage } from '@/lib/page'
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
 * One page of what was paid for plans, newest first. `search` is the beginning of an address, or the id of a person, a payment or a
 * subscription. `search_plan_payments`.
 */
export async function searchPlanPayments(
  actorId: string,
  { search, before }: { search?: string; before?: string },
): Promise<Page<PlanPayment>> {
  const args = { p_actor_id: actorId, p_search: search, p_before: before ? Number(before) : undefined }
  return toPage(
    await callRpc('search_plan_payments', { ...args, p_limit: ROWS + 1 }, z.array(PlanPayment)),
    ROWS,
  )
}

type LeadSearch = { search?: string; isClaimed?: boolean; before?: string }

/** One page of trials, newest first. `search` is the beginning of the address of whom they became. `search_leads`. */
export async function searchLeads(
  actorId: string,
  { search, isClaimed, before }: LeadSearch,
): Promise<Page<LeadRow>> {
  const args = { p_actor_id: actorId, p_search: search, p_claimed: isClaimed, p_before: before }
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
