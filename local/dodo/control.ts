import { z } from 'zod'
import type { Dodo } from './context'
import {
  type Answer,
  ApiError,
  type Incoming,
  json,
  parseInput,
  pathParam,
  type Route,
  redirect,
} from './http'
import { controlPage } from './pages/control-page'
import { paymentPayload, refundPayload } from './payloads'
import { sessionStatus } from './resources/checkouts'
import { int32 } from './resources/fields'
import { findPayment } from './resources/payments'
import { createRefund, spreadAmount } from './resources/refunds'
import type { WebhookEvent } from './store'

// Values come as JSON from programs and as text from the control page's forms.
const settingsBody = z.strictObject({
  webhookDelayMs: z.coerce.number().int().min(0).optional(),
  paused: z.union([z.boolean(), z.stringbool()]).optional(),
  order: z.enum(['in-order', 'shuffled']).optional(),
  taxPercent: z.coerce.number().min(0).max(100).optional(),
})

const refundBody = z
  .strictObject({
    amount: int32.min(1).optional(),
    outcome: z.enum(['succeeded', 'failed']).default('succeeded'),
    reason: z.string().default('Refunded on the control page'),
  })
  .prefault({})

export const controlRoutes: Route[] = [
  { method: 'GET', path: '/', access: 'control', handle: (dodo) => controlPage(dodo) },
  { method: 'GET', path: '/__local/state', access: 'control', handle: (dodo) => json(describeState(dodo)) },
  {
    method: 'POST',
    path: '/__local/settings',
    access: 'control',
    handle(dodo, incoming) {
      const given = Object.entries(parseInput(settingsBody, incoming.body)).filter(
        ([, value]) => value !== undefined,
      )
      Object.assign(dodo.settings, Object.fromEntries(given))
      dodo.webhooks.wake()
      return answer(incoming, { settings: dodo.settings })
    },
  },
  webhookRoute('resend', async (dodo, event) => {
    await dodo.webhooks.resend(event)
    return event
  }),
  webhookRoute('duplicate', async (dodo, event) => {
    await dodo.webhooks.duplicate(event)
    return event
  }),
  webhookRoute('reissue', async (dodo, event) => dodo.webhooks.enqueue(event.type, event.resource)),
  {
    method: 'POST',
    path: '/__local/payments/:payment_id/refund',
    access: 'control',
    handle(dodo, incoming) {
      const payment = findPayment(dodo, pathParam(incoming, 'payment_id'))
      const { amount, outcome, reason } = parseInput(refundBody, incoming.body)
      const items = spreadAmount(dodo, payment, amount)
      const refund = createRefund(dodo, payment, { items, outcome, reason, metadata: {} })
      return answer(incoming, { refund: refundPayload(dodo, refund) })
    },
  },
]

function webhookRoute(verb: string, act: (dodo: Dodo, event: WebhookEvent) => Promise<WebhookEvent>): Route {
  return {
    method: 'POST',
    path: `/__local/webhooks/:id/${verb}`,
    access: 'control',
    async handle(dodo, incoming) {
      const id = pathParam(incoming, 'id')
      const event = dodo.store.state.webhooks.find((entry) => entry.id === id)
      if (!event) throw new ApiError(404, 'WEBHOOK_NOT_FOUND', `Webhook ${id} not found`)
      return answer(incoming, { webhook: await act(dodo, event) })
    },
  }
}

function answer(incoming: Incoming, result: object): Answer {
  return incoming.wantsHtml ? redirect('/') : json(result)
}

function describeState(dodo: Dodo) {
  const { customers, products, sessions, payments, refunds, webhooks } = dodo.store.state
  return {
    settings: dodo.settings,
    customers,
    products,
    sessions: sessions.map((session) => ({ ...session, status: sessionStatus(dodo, session) })),
    payments: payments.map((payment) => paymentPayload(dodo, payment)),
    refunds: refunds.map((refund) => refundPayload(dodo, refund)),
    webhooks,
  }
}
