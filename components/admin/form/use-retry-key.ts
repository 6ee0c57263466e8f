import { useRef } from 'react'
import type { ApiError } from '@/lib/api-client'

/** What a window says when a call failed. */
export type Refusal = { title: string; text: string }

/** Nobody knows whether the app was even asked. */
export const NO_ANSWER: Refusal = {
  title: 'No answer came',
  text: 'The server could not be reached. It may have arrived all the same: sent again, it is not done twice.',
}

/** What is said when a call sent again had arrived the first time. */
export const HAD_ARRIVED = 'That had arrived before. Nothing was done twice.'

/** The refusal under its title, unless nobody knows whether it is one: without an answer the work may be done. */
export function explainRefusal({ code, message }: ApiError, title: string): Refusal {
  if (code === 'offline') return NO_ANSWER
  if (code === 'idempotency_conflict') {
    return {
      title,
      text: 'Another amount was sent from here before, and has arrived. Close this and look again.',
    }
  }
  return { title, text: message }
}

export type RetryKeys = ReturnType<typeof useRetryKey>

/**
 * Keys for calls that must not do their work twice. `keyFor` answers one key for one `order`, however often it is sent, so that it is
 * done once though an answer got lost. Where only one of all that a window can send may be done, they are one order: what is sent after
 * something else has arrived is then refused as idempotency_conflict. `forget` an order when the next one is to be a new one. To be kept
 * outside of a window's content: one that is closed and opened again after a lost answer asks for the same. `close` an order that was
 * told to have arrived: with the next `open` it is a new one.
 */
export function useRetryKey() {
  const keys = useRef(new Map<string, string>())
  const closed = useRef(new Set<string>())

  function keyFor(order: string): string {
    const key = keys.current.get(order) ?? crypto.randomUUID()
    keys.current.set(order, key)
    return key
  }
  function open(): void {
    for (const order of closed.current) keys.current.delete(order)
    closed.current.clear()
  }
  return {
    keyFor,
    forget: (order: string) => keys.current.delete(order),
    close: (order: string) => closed.current.add(order),
    open,
  }
}
