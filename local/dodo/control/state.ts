import { sessionStatus } from '../checkout/sessions'
import type { Dodo } from '../context'
import { json, type Route } from '../http'
import { controlPage } from '../pages/control/page'
import { disputePayload } from '../payloads/disputes'
import { paymentPayload } from '../payloads/payments'
import { refundPayload } from '../payloads/refunds'
import { subscriptionPayload } from '../payloads/subscriptions'
import { describeClock } from './clock'

export const stateRoutes: Route[] = [
  { method: 'GET', path: '/', access: 'control', handle: (dodo) => controlPage(dodo) },
  { method: 'GET', path: '/__local/state', access: 'control', handle: (dodo) => json(describeState(dodo)) },
]

function describeState(dodo: Dodo) {
  const { store, settings, faults } = dodo
  const { customers, products, payment_methods, webhooks } = store.state
  return {
    clock: describeClock(dodo),
    settings,
    faults,
    customers,
    products,
    payment_methods,
    sessions: store.state.sessions.map((session) => ({ ...session, status: sessionStatus(dodo, session) })),
    subscriptions: store.state.subscriptions.map((entry) => ({
      ...subscriptionPayload(dodo, entry),
      // What Dodo keeps to itself and a test may want to know.
      in_trial: entry.in_trial,
      credit: entry.credit,
      dues: entry.dues,
      pending_change: entry.pending_change,
    })),
    payments: store.state.payments.map((payment) => paymentPayload(dodo, payment)),
    refunds: store.state.refunds.map((refund) => refundPayload(dodo, refund)),
    disputes: store.state.disputes.map((dispute) => disputePayload(dodo, dispute)),
    webhooks,
  }
}
