import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Customer, Product } from './model/catalogue'
import type { WebhookEvent } from './model/events'
import type {
  CardUpdate,
  CheckoutSession,
  Dispute,
  Payment,
  PaymentMethod,
  PortalSession,
  Refund,
} from './model/orders'
import type { Subscription } from './model/subscriptions'

/** All that the stand-in remembers, each list in the order of creation. */
export type State = {
  /** Milliseconds that the stand-in's clock is ahead of the machine's. */
  clock_offset_ms: number
  customers: Customer[]
  products: Product[]
  sessions: CheckoutSession[]
  payment_methods: PaymentMethod[]
  payments: Payment[]
  subscriptions: Subscription[]
  card_updates: CardUpdate[]
  refunds: Refund[]
  disputes: Dispute[]
  portals: PortalSession[]
  webhooks: WebhookEvent[]
}

export type Store = {
  state: State
  /** Resolves when the state as of now is on disk, if it is kept at all. Calls in the same moment share one write. */
  save(): Promise<void>
}

/**
 * Opens the state kept in `dataDir/state.json`, or an empty one; without `dataDir` it lives in memory alone. Writes go
 * to a temporary file that replaces the old one, so that a killed process leaves either the old state or the new, never
 * half of one.
 * Throws one readable line when the file exists and is not valid JSON.
 */
export async function openStore(dataDir?: string): Promise<Store> {
  const state = emptyState()
  if (!dataDir) return { state, save: async () => {} }
  await mkdir(dataDir, { recursive: true })
  const file = join(dataDir, 'state.json')
  if (existsSync(file)) Object.assign(state, await readState(file))
  fillGaps(state)

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

// A state written before there were subscriptions lacks these fields.
function fillGaps(state: State): void {
  state.payments = state.payments.map((payment) => ({
    ...payment,
    subscription_id: payment.subscription_id ?? null,
    payment_method_id: payment.payment_method_id ?? null,
    is_update_payment_method: payment.is_update_payment_method ?? false,
    retry_attempt: payment.retry_attempt ?? 0,
  }))
  const payments = new Map(state.payments.map((payment) => [payment.payment_id, payment]))
  state.sessions = state.sessions.map((session) => ({
    ...session,
    subscription: session.subscription ?? null,
    attempts: session.attempts.map((attempt) => {
      const payment = payments.get(attempt.payment_id ?? '')
      const outcome = { status: payment?.status ?? 'failed', customer_id: payment?.customer_id ?? '' }
      return { ...outcome, ...attempt, subscription_id: attempt.subscription_id ?? null }
    }),
  }))
}

function emptyState(): State {
  return {
    clock_offset_ms: 0,
    customers: [],
    products: [],
    sessions: [],
    payment_methods: [],
    payments: [],
    subscriptions: [],
    card_updates: [],
    refunds: [],
    disputes: [],
    portals: [],
    webhooks: [],
  }
}
