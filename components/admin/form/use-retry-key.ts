import { useRef } from 'react'
import type { ApiError } from '@/lib/api-client'

/** What a window says of a call that failed: that another amount has arrived, if that is why. */
export const sayRefusal = ({ code, message }: ApiError): string =>
  code === 'idempotency_conflict'
    ? 'Another amount was sent from here before, and has arrived. Close this and look again.'
    : message

/**
 * Keys for calls that must not do their work twice. `keyFor` answers one key for one `order`, however often it is sent, so that it is
 * done once though an answer got lost. Where only one of all that a window can send may be done, they are one order: what is sent after
 * something else has arrived is then refused as idempotency_conflict. `forget` an order when the next one is to be a new one.
 */
export function useRetryKey() {
  const keys = useRef(new Map<string, string>())

  function keyFor(order: string): string {
    const key = keys.current.get(order) ?? crypto.randomUUID()
    keys.current.set(order, key)
    return key
  }
  return { keyFor, forget: (order: string) => keys.current.delete(order) }
}
