import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Delivery } from './delivery'

export type Metadata = Record<string, string | number | boolean>

export type Customer = {
  customer_id: string
  email: string
  name: string
  phone_number: string | null
  metadata: Metadata
  created_at: string
}

export type Product = {
  product_id: string
  name: string
  description: string | null
  tax_category: 'digital_products' | 'saas' | 'e_book' | 'edtech' | 'live_tutoring'
  metadata: Metadata
  price: {
    type: 'one_time_price'
    price: number
    currency: string
    discount: number
    purchasing_power_parity: boolean
    pay_what_you_want: boolean
    suggested_price: number | null
    tax_inclusive: boolean | null
  }
  created_at: string
  updated_at: string
}

/** One line of an order, priced when the checkout was created. Amounts in minor units, for the whole line. */
export type OrderLine = {
  product_id: string
  name: string
  description: string | null
  quantity: number
  amount: number
  tax: number
}

export type BillingAddress = {
  country: string
  city?: string | null
  state?: string | null
  street?: string | null
  zipcode?: string | null
}

export type CheckoutSession = {
  session_id: string
  created_at: string
  expires_at: string
  lines: OrderLine[]
  currency: string
  customer: { customer_id: string } | { email: string; name: string; phone_number: string | null } | null
  always_create_new_customer: boolean
  billing: BillingAddress | null
  metadata: Metadata
  return_url: string | null
  cancel_url: string | null
  theme: 'light' | 'dark' | 'system'
  /** One entry per press of Pay; the token tells a second press of the same form from a new try. */
  attempts: { token: string; payment_id: string }[]
  cancelled_at: string | null
}

export type Payment = {
  payment_id: string
  checkout_session_id: string
  customer_id: string
  invoice_id: string
  created_at: string
  lines: OrderLine[]
  currency: string
  status: 'succeeded' | 'failed'
  metadata: Metadata
  billing: BillingAddress
  card: { holder: string; last_four: string; network: string }
  error: { code: string; message: string } | null
}

export type Refund = {
  refund_id: string
  payment_id: string
  created_at: string
  items: { item_id: string; amount: number }[]
  status: 'succeeded' | 'failed'
  is_partial: boolean
  reason: string | null
  metadata: Metadata
}

export type PortalSession = {
  token: string
  customer_id: string
  return_url: string | null
  expires_at: string
}

export type DeliveryAttempt = Delivery & { trigger: 'schedule' | 'resend' | 'duplicate' }

/** An event on its way to the app. Its `data` is built anew from `resource` at each delivery. */
export type WebhookEvent = {
  id: string
  type: 'payment.succeeded' | 'payment.failed' | 'refund.succeeded' | 'refund.failed'
  resource: { kind: 'payment' | 'refund'; id: string }
  occurred_at: string
  status: 'pending' | 'delivered' | 'failed'
  /** How many steps of the retry schedule are used up. */
  step: number
  next_attempt_at: string | null
  attempts: DeliveryAttempt[]
}

/** All that the stand-in remembers, each list in the order of creation. */
export type State = {
  customers: Customer[]
  products: Product[]
  sessions: CheckoutSession[]
  payments: Payment[]
  refunds: Refund[]
  portals: PortalSession[]
  webhooks: WebhookEvent[]
}

export type Store = {
  state: State
  /** Resolves when the state as of now is on disk. Calls in the same moment share one write. */
  save(): Promise<void>
}

/**
 * Opens the state kept in `dataDir/state.json`, or an empty one. Writes go to a temporary file that replaces
 * the old one, so that a killed process leaves either the old state or the new, never half of one.
 * Throws one readable line when the file exists and is not valid JSON.
 */
export async function openStore(dataDir: string): Promise<Store> {
  await mkdir(dataDir, { recursive: true })
  const file = join(dataDir, 'state.json')
  const state = emptyState()
  if (existsSync(file)) Object.assign(state, await readState(file))

  let writing: Promise<void> = Promise.resolve()
  let queued: Promise<void> | undefined
  async function write(): Promise<void> {
    await writeFile(`${file}.tmp`, JSON.stringify(state))
    await rename(`${file}.tmp`, file)
  }
  return {
    state,
    save() {
      queued ??= writing
        .catch(() => {})
        .then(() => {
          queued = undefined
          writing = write()
          return writing
        })
      return queued
    },
  }
}

async function readState(file: string): Promise<Partial<State>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Partial<State>
  } catch (error) {
    throw new Error(
      `The DodoPayments stand-in cannot read ${file}; delete it to start over (${String(error)})`,
    )
  }
}

function emptyState(): State {
  return { customers: [], products: [], sessions: [], payments: [], refunds: [], portals: [], webhooks: [] }
}
