import { z } from 'zod'
import { BUSINESS } from '../context'
import {
  ApiError,
  isCreatedWithin,
  json,
  listQuery,
  pageOf,
  parseInput,
  pathParam,
  queryObject,
  type Route,
} from '../http'
import { sumLines } from '../money'
import { subscriptionListItem, subscriptionPayload } from '../payloads/subscriptions'
import { currencyCode, int32, metadata, webAddress } from '../resources/fields'
import { findPaymentMethod } from '../resources/payment-methods'
import { patchSubscription } from './changes'
import { chargeSubscription, toDues } from './charge'
import { findSubscription, subscriptionLine } from './find'
import { openCardUpdate, owedLines, switchCard } from './new-card'
import { hold } from './renewal'
import { firstCycle } from './time/cycle'

const subscriptionQuery = z.object({
  ...listQuery,
  customer_id: z.string().optional(),
  status: z.enum(['pending', 'active', 'on_hold', 'paused', 'cancelled', 'failed', 'expired']).optional(),
  brand_id: z.string().optional(),
  product_id: z.string().optional(),
  cancel_at_next_billing_date: z.stringbool().optional(),
})

const chargeBody = z.object({
  product_price: int32.min(1),
  product_currency: currencyCode.nullish(),
  product_description: z.string().nullish(),
  metadata: metadata.nullish(),
})

const cardBody = z.discriminatedUnion('type', [
  z.object({ type: z.literal('new'), return_url: webAddress.nullish() }),
  z.object({ type: z.literal('existing'), payment_method_id: z.string() }),
])

export const subscriptionRoutes: Route[] = [
  {
    method: 'GET',
    path: '/subscriptions',
    access: 'api',
    handle(dodo, incoming) {
      const query = parseInput(subscriptionQuery, queryObject(incoming))
      const names = ['customer_id', 'status', 'product_id', 'cancel_at_next_billing_date'] as const
      const found = dodo.store.state.subscriptions.filter(
        (subscription) =>
          names.every((name) => query[name] === undefined || query[name] === subscription[name]) &&
          (query.brand_id === undefined || query.brand_id === BUSINESS.id) &&
          isCreatedWithin(subscription, query),
      )
      return json({ items: pageOf(found, query).map((entry) => subscriptionListItem(dodo, entry)) })
    },
  },
  {
    method: 'GET',
    path: '/subscriptions/:subscription_id',
    access: 'api',
    handle: (dodo, incoming) =>
      json(subscriptionPayload(dodo, findSubscription(dodo, pathParam(incoming, 'subscription_id')))),
  },
  {
    method: 'PATCH',
    path: '/subscriptions/:subscription_id',
    access: 'api',
    handle(dodo, incoming) {
      const subscription = findSubscription(dodo, pathParam(incoming, 'subscription_id'))
      patchSubscription(dodo, subscription, incoming.body)
      return json(subscriptionPayload(dodo, subscription))
    },
  },
  {
    method: 'POST',
    path: '/subscriptions/:subscription_id/charge',
    access: 'api',
    handle(dodo, incoming) {
      const subscription = findSubscription(dodo, pathParam(incoming, 'subscription_id'))
      const charge = parseInput(chargeBody, incoming.body)
      if (!subscription.on_demand || subscription.status !== 'active') {
        const what = subscription.on_demand ? subscription.status : 'not on-demand'
        throw new ApiError(422, 'CHARGE_NOT_SUPPORTED', `The subscription is ${what}`)
      }
      if (charge.product_currency && charge.product_currency !== subscription.currency) {
        throw new ApiError(422, 'CURRENCY_MISMATCH', `The subscription is paid in ${subscription.currency}`)
      }
      const text = { description: charge.product_description ?? null }
      const line = subscriptionLine(dodo, subscription, charge.product_price, text)
      const lines = [{ ...line, quantity: 1 }]
      const { metadata: own } = charge
      const { decline, payment } = chargeSubscription(dodo, subscription, { lines, metadata: own })
      if (decline && dodo.settings.declinedChargeHolds)
        hold(dodo, subscription, toDues(dodo, { reason: 'charge', lines }))
      if (!decline && !subscription.cancel_at_next_billing_date)
        Object.assign(subscription, firstCycle(dodo.now(), subscription.frequency))
      return json({ payment_id: payment?.payment_id })
    },
  },
  {
    method: 'POST',
    path: '/subscriptions/:subscription_id/update-payment-method',
    access: 'api',
    handle(dodo, incoming) {
      const subscription = findSubscription(dodo, pathParam(incoming, 'subscription_id'))
      const body = parseInput(cardBody, incoming.body)
      if (body.type === 'new') {
        const update = openCardUpdate(dodo, subscription, body.return_url)
        const isPaid = dodo.settings.zeroAmountPayments || sumLines(owedLines(dodo, subscription)).total > 0
        return json({
          client_secret: null,
          expires_on: update.expires_at,
          payment_id: isPaid ? update.payment_id : null,
          payment_link: `${dodo.url}/card/${update.payment_id}`,
        })
      }
      const method = findPaymentMethod(dodo, body.payment_method_id)
      if (method.customer_id !== subscription.customer_id) {
        throw new ApiError(404, 'PAYMENT_METHOD_NOT_FOUND', 'The customer has no such payment method')
      }
      const { payment } = switchCard(dodo, subscription, method)
      return json({
        client_secret: null,
        expires_on: null,
        payment_id: payment?.payment_id ?? null,
        payment_link: null,
      })
    },
  },
]
