import { randomBytes } from 'node:crypto'
import type { Store } from './store'
import type { WebhookQueue } from './webhooks'

/** The merchant in whose name the stand-in sells. */
export const BUSINESS = { id: 'bus_local', name: 'Creditkit' }

/** What the control page and tests may change while the stand-in runs. Not kept over a restart. */
export type Settings = {
  /** Milliseconds between an event and its first delivery. */
  webhookDelayMs: number
  /** While true the queue holds every event; sends asked for by hand still go out. */
  paused: boolean
  /** `shuffled` picks due events at random and sends several at once. */
  order: 'in-order' | 'shuffled'
  /** Sales tax added to new checkouts, in percent of the price. */
  taxPercent: number
}

/** Everything a request handler works with. */
export type Dodo = {
  url: string
  store: Store
  webhooks: WebhookQueue
  settings: Settings
  now(): Date
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A random id as Dodo writes them: the prefix, an underscore, 21 letters and digits. */
export function createId(
  prefix: 'cks' | 'cus' | 'inv' | 'msg' | 'pay' | 'pdt' | 'pts' | 'ref' | 'try',
): string {
  const letters = Array.from(randomBytes(21), (byte) => ALPHABET[byte % ALPHABET.length])
  return `${prefix}_${letters.join('')}`
}
