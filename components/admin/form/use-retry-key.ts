import { useRef } from 'react'

/**
 * Keys for calls that must not do their work twice. `keyFor` answers one key for one `order`, however often it is sent, so that it is
 * done once though an answer got lost; and another for another order, which under the same key would be refused. `forget` an order
 * when it is certain what became of it: the next one that says the same is then a new one.
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
