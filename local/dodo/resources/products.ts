import { z } from 'zod'
import { createId, type Dodo } from '../context'
import { ApiError, json, listQuery, pageOf, parseInput, pathParam, queryObject, type Route } from '../http'
import type { Product } from '../model/catalogue'
import { productListItem, productPayload } from '../payloads/products'
import { currencyCode, int32, metadata } from './fields'

/** A product that the caller of `startDodo` wants to exist, for a fixed price in minor units, once or every month. */
export type SeedProduct = {
  product_id: string
  name: string
  description?: string
  price_cents: number
  currency: string
  billed?: 'once' | 'monthly'
}

const commonPrice = {
  price: int32.min(0),
  currency: currencyCode,
  discount: z.number().int().min(0).max(100),
  purchasing_power_parity: z.boolean(),
  tax_inclusive: z.boolean().nullish().default(null),
}

const interval = z.enum(['Day', 'Week', 'Month', 'Year'])

const priceBody = z.discriminatedUnion(
  'type',
  [
    z.object({
      ...commonPrice,
      type: z.literal('one_time_price'),
      pay_what_you_want: z.boolean().default(false),
      suggested_price: int32.min(0).nullish().default(null),
    }),
    z.object({
      ...commonPrice,
      type: z.literal('recurring_price'),
      payment_frequency_count: int32.min(1),
      payment_frequency_interval: interval,
      subscription_period_count: int32.min(1),
      subscription_period_interval: interval,
      trial_period_days: int32.min(0).max(10_000).default(0),
      trial_amount: z.null('paid trials are not played by the local stand-in').optional(),
    }),
  ],
  'only one-time and recurring prices are played by the local stand-in',
)

const createBody = z.object({
  name: z.string().min(1).max(100),
  description: z.string().max(1000).nullish().default(null),
  tax_category: z.enum(['digital_products', 'saas', 'e_book', 'edtech', 'live_tutoring']),
  price: priceBody,
  metadata: metadata.default({}),
})

const productQuery = z.object({
  page_number: listQuery.page_number,
  page_size: listQuery.page_size,
  archived: z.stringbool().optional(),
  recurring: z.stringbool().optional(),
})

// What Dodo's dashboard fills in for a plan that is billed every month and has no end in sight.
const MONTHLY = {
  type: 'recurring_price',
  payment_frequency_count: 1,
  payment_frequency_interval: 'Month',
  subscription_period_count: 10,
  subscription_period_interval: 'Year',
}

/** Creates each product, or brings the one with that id up to date. */
export function seedProducts(dodo: Dodo, seeds: SeedProduct[]): void {
  for (const seed of seeds) {
    const price = parseInput(priceBody, {
      ...(seed.billed === 'monthly' ? MONTHLY : { type: 'one_time_price' }),
      price: seed.price_cents,
      currency: seed.currency,
      discount: 0,
      purchasing_power_parity: false,
    })
    const details = { name: seed.name, description: seed.description ?? null, price }
    const known = findProduct(dodo, seed.product_id)
    if (known) Object.assign(known, details, { updated_at: dodo.now().toISOString() })
    else addProduct(dodo, seed.product_id, { ...details, tax_category: 'saas', metadata: {} })
  }
}

/** The product with this id, if there is one. */
export function findProduct(dodo: Dodo, productId: string): Product | undefined {
  return dodo.store.state.products.find((entry) => entry.product_id === productId)
}

function addProduct(dodo: Dodo, productId: string, details: z.output<typeof createBody>): Product {
  const now = dodo.now().toISOString()
  const product = { product_id: productId, ...details, created_at: now, updated_at: now }
  dodo.store.state.products.push(product)
  return product
}

export const productRoutes: Route[] = [
  {
    method: 'POST',
    path: '/products',
    access: 'api',
    handle: (dodo, incoming) =>
      json(productPayload(addProduct(dodo, createId('pdt'), parseInput(createBody, incoming.body)))),
  },
  {
    method: 'GET',
    path: '/products',
    access: 'api',
    handle(dodo, incoming) {
      const query = parseInput(productQuery, queryObject(incoming))
      const found = dodo.store.state.products.filter(
        ({ price }) =>
          !query.archived &&
          (query.recurring === undefined || query.recurring === (price.type === 'recurring_price')),
      )
      return json({ items: pageOf(found, query).map(productListItem) })
    },
  },
  {
    method: 'GET',
    path: '/products/:id',
    access: 'api',
    handle(dodo, incoming) {
      const id = pathParam(incoming, 'id')
      const product = findProduct(dodo, id)
      if (!product) throw new ApiError(404, 'PRODUCT_NOT_FOUND', `Product ${id} not found`)
      return json(productPayload(product))
    },
  },
]
