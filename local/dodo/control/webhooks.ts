import { z } from 'zod'
import type { Dodo } from '../context'
import { ApiError, parseInput, pathParam, type Route } from '../http'
import type { WebhookEvent } from '../model/events'
import { answer } from './answer'

const literalBody = z.strictObject({
  type: z.string().min(1),
  data: z.record(z.string(), z.unknown()),
})

export const webhookRoutes: Route[] = [
  {
    method: 'POST',
    path: '/__local/webhooks',
    access: 'control',
    handle(dodo, incoming) {
      const { type, data } = parseInput(literalBody, incoming.body)
      const webhook = dodo.webhooks.enqueue(type, { kind: 'literal', id: 'literal', data })
      return answer(incoming, { webhook }, 'webhooks')
    },
  },
  {
    method: 'POST',
    path: '/__local/webhooks/flush',
    access: 'control',
    async handle(dodo, incoming) {
      const sent = await dodo.webhooks.flush()
      return answer(
        incoming,
        { sent: sent.map(({ id, type, status }) => ({ id, type, status })) },
        'webhooks',
      )
    },
  },
  eventRoute('resend', async (dodo, event) => {
    await dodo.webhooks.resend(event)
    return event
  }),
  eventRoute('duplicate', async (dodo, event) => {
    await dodo.webhooks.duplicate(event)
    return event
  }),
  eventRoute('reissue', async (dodo, event) => dodo.webhooks.enqueue(event.type, event.resource)),
  eventRoute('hold', async (_, event) => Object.assign(event, { held: true })),
  eventRoute('release', async (dodo, event) => {
    event.held = false
    dodo.webhooks.wake()
    return event
  }),
]

function eventRoute(verb: string, act: (dodo: Dodo, event: WebhookEvent) => Promise<WebhookEvent>): Route {
  return {
    method: 'POST',
    path: `/__local/webhooks/:id/${verb}`,
    access: 'control',
    async handle(dodo, incoming) {
      const id = pathParam(incoming, 'id')
      const event = dodo.store.state.webhooks.find((entry) => entry.id === id)
      if (!event) throw new ApiError(404, 'WEBHOOK_NOT_FOUND', `Webhook ${id} not found`)
      return answer(incoming, { webhook: await act(dodo, event) }, 'webhooks')
    },
  }
}
