import { z } from 'zod'
import { createId, type Dodo } from '../context'
import { ApiError, json, parseInput, pathParam, type Route } from '../http'
import { sumLines } from '../payloads'
import type { CheckoutSession, OrderLine, Payment, Product } from '../store'
import { findCustomer } from './customers'
import { int32, metadata, webAddress } from './fields'

const VALID_HOURS = 24
const INT32_MAX = 2_147_483_647

const cartItem = z.object({
  product_id: z.string(),
  quantity: int32.min(1),
  amount: int32.min(0).nullish(),
})

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
  billing_address: z
    .object({
      country: z.string().regex(/^[A-Z]{2}$/, 'a country is two capital letters'),
      city: z.string().nullish(),
      state: z.string().nullish(),
      street: z.string().nullish(),
      zipcode: z.string().nullish(),
    })
    .nullish(),
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
  if (latestPayment(dodo, session)?.status === 'succeeded') return 'completed'
  return Date.parse(session.expires_at) <= dodo.now().getTime() ? 'expired' : 'open'
}

/** Name and address as far as the session knows them: the payment's customer first, then its own. */
export function sessionCustomer(
  dodo: Dodo,
  session: CheckoutSession,
): { email: string; name: string } | null {
  const customerId = latestPayment(dodo, session)?.customer_id
  if (customerId) return findCustomer(dodo, customerId)
  if (!session.customer) return null
  return 'customer_id' in session.customer
    ? findCustomer(dodo, session.customer.customer_id)
    : session.customer
}

function createSession(dodo: Dodo, body: z.output<typeof createBody>): CheckoutSession {
  if (body.product_cart.length === 0) {
    // The misspelt code is Dodo's own.
    throw new ApiError(422, 'PRODUCT_CART_EMTPY', 'The product cart is empty')
  }
  const products = body.product_cart.map((item) => findProduct(dodo, item.product_id))
  const currency = products[0]?.price.currency ?? 'USD'
  if (products.some((product) => product.price.currency !== currency)) {
    throw new ApiError(422, 'CURRENCY_MISMATCH', 'All products of a cart must have the same currency')
  }
  const lines = products.map((product, index) => priceLine(dodo, product, body.product_cart[index]))
  if (sumLines(lines).total > INT32_MAX) {
    throw new ApiError(422, 'INVALID_REQUEST_BODY', 'product_cart: the total is too large')
  }
  const now = dodo.now()
  return {
    session_id: createId('cks'),
    created_at: now.toISOString(),
    expires_at: new Date(now.getTime() + VALID_HOURS * 3_600_000).toISOString(),
    lines,
    currency,
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

function findProduct(dodo: Dodo, productId: string): Product {
  const product = dodo.store.state.products.find((entry) => entry.product_id === productId)
  if (!product) throw new ApiError(422, 'PRODUCT_NOT_FOUND', `Product ${productId} does not exist`)
  return product
}

function priceLine(dodo: Dodo, product: Product, item: z.output<typeof cartItem> | undefined): OrderLine {
  const { price } = product
  const quantity = item?.quantity ?? 1
  // With pay-what-you-want the price is the least that may be paid.
  const chosen = price.pay_what_you_want
    ? (item?.amount ?? price.suggested_price ?? price.price)
    : price.price
  if (chosen < price.price) {
    throw new ApiError(
      422,
      'INVALID_REQUEST_BODY',
      `product_cart: ${product.product_id} costs at least ${price.price}`,
    )
  }
  const amount = Math.round((chosen * quantity * (100 - price.discount)) / 100)
  const rate = dodo.settings.taxPercent / 100
  const tax = price.tax_inclusive ? amount - Math.round(amount / (1 + rate)) : Math.round(amount * rate)
  return {
    product_id: product.product_id,
    name: product.name,
    description: product.description,
    quantity,
    amount: price.tax_inclusive ? amount - tax : amount,
    tax,
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
