import { z } from 'zod'
import { parseInput, type Route } from '../http'
import { answer, formFlag, formInteger } from './answer'

const settingsBody = z.strictObject({
  webhookDelayMs: formInteger(0, 86_400_000),
  paused: formFlag,
  order: z.enum(['in-order', 'reversed', 'shuffled']).optional(),
  duplicates: formInteger(0, 10),
  taxPercent: z.coerce.number().min(0).max(100).optional(),
  renewedOnFirstPayment: formFlag,
  updatedOnEveryChange: formFlag,
  zeroAmountPayments: formFlag,
  periodEndStatus: z.enum(['cancelled', 'expired']).optional(),
  planChangeCycle: z.enum(['reset', 'keep']).optional(),
  retryWindowDays: formInteger(0, 30),
  declinedChargeHolds: formFlag,
  refundOutcome: z.enum(['succeeded', 'failed', 'pending']).optional(),
})

export const settingsRoutes: Route[] = [
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
      return answer(incoming, { settings: dodo.settings }, 'settings')
    },
  },
]
