import 'server-only'
import { leadHash } from '@/lib/auth/lead-cookie'
import { getBonus } from '@/lib/credits/bonuses'

/** Credits that a new trial comes with, or null when trials are off (LEAD_SECRET is not set). */
export async function getTrialOffer(): Promise<number | null> {
  return leadHash('cookie', '') === undefined ? null : getBonus('lead')
}
