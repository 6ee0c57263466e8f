import { z } from 'zod'
import { createId, type Dodo } from '../context'
import { ApiError, json, parseInput, pathParam, type Route } from '../http'
import type { CheckoutSession, Payment } from '../model/orders'
import { findCustomer } from '../resources/customers'
import { billingAddress, metadata, webAddress } from '../resources/fields'
import { cartItem, priceCart, subscriptionData } from './cart'

const VALID_HOURS = 24

const createBody = z.object({
  product_cart: z
    .array(cartItem)
    .max(20)
    .refine(
      (cart) => new Set(cart.map((item) => item.product_id)).size === cart.length,
      'a product comes twice',
    ),
  customer: z
    .union([
      z.object({ customer_id: z.string() }),
      z.object({ email: z.email(), name: z.string().nullish(), phone_number: z.string().nullish() }),
    ])
    .nullish(),
  metadata: metadata.nullish(),
  return_url: webAddress.nullish(),
  cancel_url: webAddress.nullish(),
  billing_address: billingAddress.nullish(),
  subscription_data: subscriptionData.nullish(),
  customization: z.object({ theme: z.enum(['light', 'dark', 'system']).nullish() }).optional(),
  feature_flags: z.object({ always_create_new_customer: z.boolean().optional() }).optional(),
  discount_code: z.null('no discount has this code').optional(),
  discount_codes: z.array(z.string()).max(0, 'no discount has this code').nullish(),
  confirm: z.literal(false, 'confirm is not played by the local stand-in').optional(),
  payment_method_id: z.null('no payment method has this id').optional(),
})

/** The session with this id, or 404. */
export function findSession(dodo: Dodo, sessionId: string): CheckoutSession {
  const session = dodo.store.state.sessions.find((entry) => entry.session_id === sessionId)
  if (!session)
    throw new ApiError(404, 'CHECKOUT_SESSION_NOT_FOUND', `Checkout session ${sessionId} not found`)
  return session
}

/** The payment of the newest attempt, if anyone pressed Pay. */
export function latestPayment(dodo: Dodo, session: CheckoutSession): Payment | undefined {
  const last = session.attempts.at(-1)
  return last && dodo.store.state.payments.find((payment) => payment.payment_id === last.payment_id)
}

/** Where a session stands: paid once and for all, past its time, or waiting for a card. */
export function sessionStatus(dodo: Dodo, session: CheckoutSession): 'completed' | 'expired' | 'open' {
  if (session.attempts.at(-1)?.status === 'succeeded') return 'completed'
  return Date.parse(session.expires_at) <= dodo.now().getTime() ? 'expired' : 'open'
}

/** Name and address as far as the session knows them: the payment's customer first, then its own. */
export function sessionCustomer(
  dodo: Dodo,
  session: CheckoutSession,
): { email: string; name: string } | null {
  const customerId = session.attempts.at(-1)?.customer_id
  if (customerId) return findCustomer(dodo, customerId)
  if (!session.customer) return null
  return 'customer_id' in session.customer
    ? findCustomer(dodo, session.customer.customer_id)
    : session.customer
}

function createSession(dodo: Dodo, body: z.output<typeof createBody>): CheckoutSession {
  const cart = priceCart(dodo, body.product_cart, body.subscription_data)
  const now = dodo.now()
  return {
    session_id: createId('cks'),
    created_at: now.toISOString(),
    expires_at: new Date(now.getTime() + VALID_HOURS * 3_600_000).toISOString(),
    ...cart,
    customer: toSessionCustomer(dodo, body.customer),
    always_create_new_customer: body.feature_flags?.always_create_new_customer ?? false,
    billing: body.billing_address ?? null,
    metadata: body.metadata ?? {},
    return_url: body.return_url ?? null,
    cancel_url: body.cancel_url ?? null,
    theme: body.customization?.theme ?? 'system',
    attempts: [],
    cancelled_at: null,
  }
}

function toSessionCustomer(
  dodo: Dodo,
  customer: z.output<typeof createBody>['customer'],
): CheckoutSession['customer'] {
  if (!customer) return null
  if ('customer_id' in customer) return { customer_id: findCustomer(dodo, customer.customer_id).customer_id }
  return { email: customer.email, name: customer.name ?? '', phone_number: customer.phone_number ?? null }
}

export const checkoutRoutes: Route[] = [
  {
    method: 'POST',
    path: '/checkouts',
    access: 'api',
    handle(dodo, incoming) {
      const session = createSession(dodo, parseInput(createBody, incoming.body))
      dodo.store.state.sessions.push(session)
      return json({
        session_id: session.session_id,
        checkout_url: `${dodo.url}/checkout/${session.session_id}`,
      })
    },
  },
  {
    method: 'GET',
    path: '/checkouts/:id',
    access: 'api',
    handle(dodo, incoming) {
      const session = findSession(dodo, pathParam(incoming, 'id'))
      const payment = latestPayment(dodo, session)
      const customer = sessionCustomer(dodo, session)
      return json({
        id: session.session_id,
        created_at: session.created_at,
        payment_id: payment?.payment_id ?? null,
        payment_status: payment?.status ?? null,
        customer_email: customer?.email ?? null,
        customer_name: customer?.name || null,
      })
    },
  },
]
