import { useRef } from 'react'

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
