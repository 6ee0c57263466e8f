import 'server-only'
import { z } from 'zod'
import { logger } from '@/lib/logger'
import { callRpc } from '@/lib/supabase/rpc'
import { endSubscription } from './end'
import { syncSubscription } from './subscription'

const Unwanted = z.array(z.object({ id: z.string(), reason: z.enum(['second', 'nobody']) }))

const PROBLEMS = {
  second: 'Somebody has paid for two plans at a time',
  nobody: 'Somebody who has deleted the account has paid for a plan',
}

/**
 * End the subscriptions that would go on being charged for nothing: all but the newest of one person, and those of people who are
 * gone. A checkout page can't be taken back once it is open, so either may come about. What was paid keeps its credits until a
 * refund; admins are told, because whether to give money back is theirs to say. Of everybody, or of the person with this subscription.
 * Answers how many were ended; what failed is left to the next job. `find_unwanted_subscriptions`.
 */
export async function endUnwanted(subscriptionId?: string): Promise<number> {
  let ended = 0
  for (const { id, reason } of await callRpc(
    'find_unwanted_subscriptions',
    { p_id: subscriptionId },
    Unwanted,
  )) {
    try {
      const p_details = [
        `Subscription ${id} is ended and not charged again. See whether to refund it at Dodo.`,
      ]
      await callRpc(
        'alarm_admins',
        { p_problem: PROBLEMS[reason], p_details, p_key: `subscription:${id}` },
        z.int(),
      )
      await endSubscription(id)
      ended += 1
    } catch (err) {
      logger().error({ err, subscriptionId: id }, 'ending a subscription failed')
    }
  }
  return ended
}

/**
 * End the mandates of cards that were replaced or forgotten: nobody means them to be charged again. Answers how many were ended; what failed
 * or is not begun before `until` is left to the next job. `find_old_mandates`.
 */
export async function endOldMandates(until: number): Promise<number> {
  let ended = 0
  for (const id of await callRpc('find_old_mandates', {}, z.array(z.string()))) {
    if (performance.now() > until) break
    try {
      await endSubscription(id)
      ended += 1
    } catch (err) {
      logger().error({ err, mandateId: id }, 'ending an old mandate failed')
    }
  }
  return ended
}

/** What an event about a subscription, or a payment of one, asks for. As `syncSubscription`, whose answer it gives. */
export async function heedSubscription(subscriptionId: string, webhookId: string) {
  const outcome = await syncSubscription(subscriptionId, webhookId)
  // The event is dealt with: a failure here must not bring it again.
  await endUnwanted(subscriptionId).catch((err: unknown) => {
    logger().error({ err, subscriptionId }, 'looking for second subscriptions failed')
  })
  return outcome
}
