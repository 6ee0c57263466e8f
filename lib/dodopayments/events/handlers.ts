import 'server-only'
import { DISPUTE_EVENTS } from './dispute'
import { PAYMENT_EVENTS } from './payment'
import { REFUND_EVENTS } from './refund'
import { SUBSCRIPTION_EVENTS } from './subscription'

/** What is done about each type of event: for deliveries, and for those that an admin has received again. */
export const DODO_HANDLERS = new Map([
  ...PAYMENT_EVENTS,
  ...SUBSCRIPTION_EVENTS,
  ...REFUND_EVENTS,
  ...DISPUTE_EVENTS,
])
