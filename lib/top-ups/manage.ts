import 'server-only'
import { z } from 'zod'
import type { SessionUser } from '@/lib/auth/session'
import { dodoClient } from '@/lib/dodopayments/client'
import { siteUrl } from '@/lib/env/public'
import { AppError } from '@/lib/errors'
import { adminClient } from '@/lib/supabase/admin'
import { callRpc, toAppError } from '@/lib/supabase/rpc'
import { TOP_UP_CURRENCY, type TopUp, type TopUpInput } from './settings'

const DAYS = 30

/** What this person's top-ups came to in the last 30 days, in cents without tax: what `begin_top_up` holds against the cap. */
async function readSpent(userId: string): Promise<number> {
  const since = new Date(Date.now() - DAYS * 86_400_000).toISOString()
  const { data, error } = await adminClient()
    .from('purchases')
    .select('amount_cents')
    .eq('user_id', userId)
    .eq('is_top_up', true)
    .gt('paid_at', since)
  if (error) throw toAppError(error)
  return data.reduce((sum, row) => sum + row.amount_cents, 0)
}

/** Somebody's automatic top-up, or null before it was ever set up. */
export async function getTopUp(userId: string): Promise<TopUp | null> {
  const { data, error } = await adminClient()
    .from('top_up_settings')
    .select('package_id, threshold, monthly_cap_cents, is_enabled, mandate_status, stopped_reason')
    .eq('user_id', userId)
    .maybeSingle()
  if (error) throw toAppError(error)
  if (!data) return null
  return {
    packageId: data.package_id,
    threshold: data.threshold,
    monthlyCapCents: data.monthly_cap_cents,
    isEnabled: data.is_enabled,
    card: data.mandate_status === 'active' ? 'usable' : data.mandate_status === null ? 'missing' : 'refused',
    spentCents: await readSpent(userId),
    stoppedReason: data.stopped_reason,
  }
}

/**
 * Keep somebody's choice. `checkoutUrl` is where to allow charges to a card, null when that was done or it is switched off.
 * `save_top_up`. Throws package_not_found, provider_failed (the choice is kept then).
 */
export async function saveTopUp(
  user: SessionUser,
  input: TopUpInput,
): Promise<{ checkoutUrl: string | null }> {
  await callRpc(
    'save_top_up',
    {
      p_user_id: user.id,
      p_package_id: input.packageId,
      p_threshold: input.threshold,
      p_monthly_cap_cents: input.monthlyCapCents,
      p_is_enabled: input.isEnabled,
    },
    z.unknown(),
  )
  const saved = await getTopUp(user.id)
  if (!input.isEnabled || saved?.card === 'usable') return { checkoutUrl: null }
  return { checkoutUrl: await openMandate(user) }
}

async function readMandateProduct(): Promise<string> {
  const { data, error } = await adminClient()
    .from('top_up_products')
    .select('dodo_product_id')
    .eq('currency', TOP_UP_CURRENCY)
    .maybeSingle()
  if (error) throw toAppError(error)
  if (!data) throw new AppError('provider_not_configured')
  return data.dodo_product_id
}

/** A checkout that charges nothing and allows charges later: Dodo's on-demand subscription. */
async function openMandate(user: SessionUser): Promise<string> {
  const product = await readMandateProduct()
  const session = await dodoClient()
    .checkoutSessions.create({
      product_cart: [{ product_id: product, quantity: 1 }],
      subscription_data: { on_demand: { mandate_only: true } },
      customer: user.dodoCustomerId
        ? { customer_id: user.dodoCustomerId }
        : { email: user.email, ...(user.name && { name: user.name }) },
      metadata: { top_up_for: user.id },
      billing_currency: TOP_UP_CURRENCY,
      return_url: new URL('/billing?top-up=done', siteUrl).href,
      cancel_url: new URL('/billing?top-up=cancelled', siteUrl).href,
    })
    .catch((cause: unknown) => {
      throw new AppError('provider_failed', {
        message: 'The page to enter a card could not be opened. You were not charged. Try again.',
        cause,
      })
    })
  if (!session.checkout_url) throw new AppError('provider_failed')
  return session.checkout_url
}
