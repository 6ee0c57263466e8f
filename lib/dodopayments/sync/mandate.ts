import 'server-only'
import { z } from 'zod'
import type { DodoSubscription } from '@/lib/dodopayments/client'
import { callRpc } from '@/lib/supabase/rpc'

/** Take down what an on-demand subscription allows: `sync_mandate`. `parked` when it is nobody's that we know. */
export function syncMandate(mandate: DodoSubscription, seenAt: string, webhookId: string | undefined) {
  const userId = z.uuid().nullable().catch(null).parse(mandate.metadata.top_up_for)
  return callRpc(
    'sync_mandate',
    {
      p_mandate_id: mandate.subscription_id,
      p_user_id: userId,
      p_customer_id: mandate.customer.customer_id,
      p_status: mandate.status,
      p_seen_at: seenAt,
      p_webhook_id: webhookId,
    },
    z.enum(['processed', 'parked']),
  )
}
