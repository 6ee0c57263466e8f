import { randomBytes } from 'node:crypto'
import type { Clock } from './clock'
import type { FaultList } from './control/faults'
import type { Store } from './store'
import type { WebhookQueue } from './webhooks/queue'

/** The merchant in whose name the stand-in sells. */
export const BUSINESS = { id: 'bus_local', name: 'Creditkit' }

/** What the control page and tests may change while the stand-in runs. Not kept over a restart. */
export type Settings = {
  /** Milliseconds between an event and its first delivery. */
  webhookDelayMs: number
  /** While true the queue holds every event; sends asked for by hand still go out. */
  paused: boolean
  /** `shuffled` picks due events at random and sends several at once; `reversed` sends the newest first. */
  order: 'in-order' | 'reversed' | 'shuffled'
  /** Copies that follow each delivered event under the same id. */
  duplicates: number
  /** Sales tax added to new checkouts and charges, in percent of the price. */
  taxPercent: number
  /** Whether the first payment of a subscription comes with `subscription.renewed` too. */
  renewedOnFirstPayment: boolean
  /** Whether every event about a subscription is followed by `subscription.updated`. */
  updatedOnEveryChange: boolean
  /** Whether a trial, a mandate, a new card or a cycle paid with credit makes a payment of 0. */
  zeroAmountPayments: boolean
  /** What a subscription that was told to cancel at its next billing date becomes on that day. */
  periodEndStatus: 'cancelled' | 'expired'
  /** Whether a plan change that is billed starts a new billing cycle. */
  planChangeCycle: 'reset' | 'keep'
  /** Days during which a declined renewal is tried again by itself; 0 for never. */
  retryWindowDays: number
  /** Whether a declined on-demand charge puts its subscription on hold. */
  declinedChargeHolds: boolean
  /** How refunds that the app asks for end; `pending` ones are settled by hand. */
  refundOutcome: 'succeeded' | 'failed' | 'pending'
}

export const DEFAULT_SETTINGS: Settings = {
  webhookDelayMs: 0,
  paused: false,
  order: 'in-order',
  duplicates: 0,
  taxPercent: 0,
  renewedOnFirstPayment: false,
  updatedOnEveryChange: false,
  zeroAmountPayments: true,
  periodEndStatus: 'cancelled',
  planChangeCycle: 'reset',
  retryWindowDays: 0,
  declinedChargeHolds: false,
  refundOutcome: 'succeeded',
}

/** Everything a request handler works with. */
export type Dodo = {
  url: string
  store: Store
  clock: Clock
  webhooks: WebhookQueue
  settings: Settings
  /** Wrong answers that were ordered for the next API calls. */
  faults: FaultList
  now(): Date
}

type Prefix =
  | ('cks' | 'cus' | 'dp' | 'inv' | 'itm' | 'msg' | 'pay' | 'pdt' | 'pm' | 'pts' | 'ref' | 'spc' | 'sub')
  | 'try'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A random id as Dodo writes them: the prefix, an underscore, 21 letters and digits. */
export function createId(prefix: Prefix): string {
  const letters = Array.from(randomBytes(21), (byte) => ALPHABET[byte % ALPHABET.length])
  return `${prefix}_${letters.join('')}`
}
