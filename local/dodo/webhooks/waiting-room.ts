/** Lets callers wait for something that happens to an id, for a while. */
export type WaitingRoom = {
  /** Resolves at the next call of this id, or after `timeoutMs`. */
  wait(id: string, timeoutMs: number): Promise<void>
  call(id: string): void
}

/** An empty waiting room. */
export function createWaitingRoom(): WaitingRoom {
  const waiters = new Map<string, Set<() => void>>()
  return {
    async wait(id, timeoutMs) {
      const mine = waiters.get(id) ?? new Set()
      waiters.set(id, mine)
      let finish = () => {}
      await new Promise<void>((resolve) => {
        const timeout = setTimeout(resolve, timeoutMs)
        finish = () => {
          clearTimeout(timeout)
          resolve()
        }
        mine.add(finish)
      })
      mine.delete(finish)
      if (mine.size === 0 && waiters.get(id) === mine) waiters.delete(id)
    },
    call(id) {
      for (const finish of waiters.get(id) ?? []) finish()
    },
  }
}
