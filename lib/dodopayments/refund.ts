import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { dodoClient, readRefusal } from './client'

/** Both calls together end well before a refund may be asked for again (private.may_ask_again: two minutes). */
const PATIENCE = { maxRetries: 0, timeout: 15_000 }

export type RefundOrder = {
  /** Ours; goes into the refund's metadata, by which it is found again. */
  id: string
  paymentId: string
  /** Cents of the payment's currency, tax included. */
  amountCents: number
  reason: string
}

/** `uncertain`: no answer came, or one that says nothing of whether the refund was made. */
export type RefundOutcome =
  | { status: 'sent'; refundId: string }
  | { status: 'failed' | 'uncertain'; error: string }

// The metadata as in events/refund: record_return reads it.
const Metadata = z.looseObject({ purchase_refund_id: z.string().optional() })
const Refund = z.looseObject({ refund_id: z.string().min(1), metadata: Metadata.nullish() })

/** Ask Dodo once to give money back, never twice: Dodo knows no idempotency keys. Throws nothing. */
export async function askForRefund({
  id,
  paymentId,
  amountCents,
  reason,
}: RefundOrder): Promise<RefundOutcome> {
  const items = await chooseItems(paymentId, amountCents).catch((error: unknown) =>
    error instanceof AppError ? error : new AppError('provider_failed', { cause: error }),
  )
  // Nothing was asked for yet, so this is certain.
  if (items instanceof AppError) return { status: 'failed', error: items.message }
  const order = { payment_id: paymentId, items, reason, metadata: { purchase_refund_id: id } }
  try {
    const refund = Refund.parse(await dodoClient().refunds.create(order, PATIENCE))
    return { status: 'sent', refundId: refund.refund_id }
  } catch (error) {
    const refusal = readRefusal(error)
    return refusal === null
      ? { status: 'uncertain', error: error instanceof Error ? error.message : String(error) }
      : { status: 'failed', error: refusal }
  }
}

/** What to take from each line of a payment, as Dodo wants to know it: first line first. Throws conflict, provider_failed. */
async function chooseItems(paymentId: string, amountCents: number) {
  const { items } = await dodoClient().payments.retrieveLineItems(paymentId, PATIENCE)
  let rest = amountCents
  const chosen = items.flatMap(({ items_id, refundable_amount }) => {
    const amount = Math.min(refundable_amount, rest)
    rest -= amount
    return amount > 0 ? [{ item_id: items_id, amount, tax_inclusive: true }] : []
  })
  if (rest > 0) {
    throw new AppError('conflict', { message: 'Less is left of this payment at Dodo than is known here.' })
  }
  return chosen
}

/**
 * The id of the refund that Dodo made for an order of ours, or null when it made none. For an order whose answer never came.
 * Throws provider_failed.
 */
export async function findRefund({
  id,
  paymentId,
}: Pick<RefundOrder, 'id' | 'paymentId'>): Promise<string | null> {
  try {
    const { refunds } = await dodoClient().payments.retrieve(paymentId)
    for (const { refund_id } of refunds) {
      // Only the refund itself shows its metadata.
      const refund = Refund.parse(await dodoClient().refunds.retrieve(refund_id))
      if (refund.metadata?.purchase_refund_id === id) return refund_id
    }
    return null
  } catch (cause) {
    throw new AppError('provider_failed', {
      message: 'Dodo could not be asked what became of this refund. Nothing was asked for again.',
      cause,
    })
  }
}
