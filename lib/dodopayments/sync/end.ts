import 'server-only'
import { dodoClient } from '@/lib/dodopayments/client'
import { syncSubscription } from './subscription'

/** End a subscription or mandate at Dodo at once, and take down that it has ended. Safe to repeat. Throws what Dodo's API throws. */
export async function endSubscription(id: string): Promise<void> {
  const { status } = await dodoClient().subscriptions.retrieve(id)
  if (!['cancelled', 'expired', 'failed'].includes(status)) {
    await dodoClient().subscriptions.update(id, { status: 'cancelled' })
  }
  await syncSubscription(id)
}
