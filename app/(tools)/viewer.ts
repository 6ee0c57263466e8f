import 'server-only'
import { cache } from 'react'
import type { Viewer } from '@/components/tools/balance/viewer'
import { getUser } from '@/lib/auth/session'
import { getBonus } from '@/lib/credits/bonuses'
import { findTrial } from '@/lib/leads/trial'
import { getTrialOffer } from '@/lib/leads/trial-offer'
import { loadBalance } from '../(protected)/viewer'

/** Whoever looks at a tool, signed in or not, with what they can pay with. Read once per request. */
export const loadToolViewer = cache(async (): Promise<Viewer> => {
  const user = await getUser()
  if (user) {
    const balance = await loadBalance(user.id)
    return { kind: 'user', userId: user.id, isAdmin: user.role === 'admin', balance }
  }
  const [trial, trialCredits, signupCredits] = await Promise.all([
    findTrial(),
    getTrialOffer(),
    getBonus('signup'),
  ])
  return { kind: 'visitor', trial, trialCredits, signupCredits }
})
