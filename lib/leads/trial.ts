import 'server-only'
import { z } from 'zod'
import { clearLeadCookie, leadHash, readLeadId, writeLeadCookie } from '@/lib/auth/lead-cookie'
import { CreditService } from '@/lib/credits'
import { AppError } from '@/lib/errors'
import { callRpc } from '@/lib/supabase/rpc'

/** Trials that one network address may begin within 30 days: a household or an office, not a farm. */
const TRIALS_PER_ADDRESS = 5
/** Trials that may begin in a day in all: the most that an abuser with many addresses can cost. */
const TRIALS_PER_DAY = 500

/**
 * The visitor's trial: the one their cookie names, else a new one with its credits and cookie. `start_lead`. Throws
 * rate_limited with the seconds to wait, provider_not_configured when trials are off (LEAD_SECRET is not set).
 */
export async function beginTrial(networkAddress: string) {
  const known = await findTrial()
  if (known) return known
  const addressHash = leadHash('address', networkAddress)
  if (!addressHash) {
    throw new AppError('provider_not_configured', { message: 'Trials are switched off. Sign up to start.' })
  }
  const leadId = await callRpc(
    'start_lead',
    { p_address_hash: addressHash, p_per_address: TRIALS_PER_ADDRESS, p_per_day: TRIALS_PER_DAY },
    z.uuid(),
  )
  await writeLeadCookie(leadId)
  const { available, held, version } = await CreditService.getUserCredits(leadId)
  return { available, held, version }
}

/** The balance of the trial that this browser's cookie names; null when there is none, or it is over or claimed. */
export async function findTrial() {
  const leadId = await readLeadId()
  if (!leadId || !(await isOpen(leadId))) return null
  const { available, held, version } = await CreditService.getUserCredits(leadId)
  return { available, held, version }
}

/**
 * Move what is left of this browser's trial to the user who signed up after it, once, and forget the trial. Answers the
 * credits moved, 0 when there is nothing to move. `claim_lead`.
 */
export async function claimTrial(userId: string): Promise<number> {
  const leadId = await readLeadId()
  if (!leadId) return 0
  const moved = await callRpc('claim_lead', { p_lead_id: leadId, p_user_id: userId }, z.int())
  await clearLeadCookie()
  return moved
}

async function isOpen(leadId: string): Promise<boolean> {
  return callRpc('is_lead_open', { p_lead_id: leadId }, z.boolean())
}
