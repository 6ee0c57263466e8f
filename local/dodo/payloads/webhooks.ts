import { BUSINESS } from '../context'
import type { EventResource, WebhookEvent } from '../model/events'
import { disputePayload } from './disputes'
import { findKnown, knownPayment, type Source } from './known'
import { paymentPayload } from './payments'
import { refundPayload } from './refunds'
import { subscriptionPayload } from './subscriptions'

/** The body of a webhook, its `data` as things stand at this moment. */
export function webhookPayload(dodo: Source, event: WebhookEvent) {
  return {
    business_id: BUSINESS.id,
    type: event.type,
    timestamp: event.occurred_at,
    data: webhookData(dodo, event.resource),
  }
}

function webhookData(dodo: Source, resource: EventResource) {
  const { refunds, disputes, subscriptions } = dodo.store.state
  const { id } = resource
  switch (resource.kind) {
    case 'payment':
      return { ...paymentPayload(dodo, knownPayment(dodo, id)), payload_type: 'Payment' }
    case 'refund': {
      const refund = findKnown(refunds, (entry) => entry.refund_id === id, id)
      return { ...refundPayload(dodo, refund), payload_type: 'Refund' }
    }
    case 'dispute': {
      const dispute = findKnown(disputes, (entry) => entry.dispute_id === id, id)
      return { ...disputePayload(dodo, dispute), payload_type: 'Dispute' }
    }
    case 'subscription': {
      const subscription = findKnown(subscriptions, (entry) => entry.subscription_id === id, id)
      return { ...subscriptionPayload(dodo, subscription), payload_type: 'Subscription' }
    }
    case 'literal':
      return resource.data
  }
}
