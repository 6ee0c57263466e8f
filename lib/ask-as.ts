'use client'

/** Kept through a reload: between whom the last one was. */
const RELOADED = 'creditkit-reloaded'

/**
 * GET from a route that answers for whoever the cookies name, as the person that this page was rendered for; null: a
 * visitor. Resolves the answer, or undefined when there is none. When it is somebody else's, since they signed in in another
 * tab, it is not shown but the page loaded again: whatever is sent from it would be theirs as well.
 */
export async function askAs<T>(userId: string | null, path: string): Promise<T | undefined> {
  const response = await fetch(path, { cache: 'no-store' }).catch(() => undefined)
  // Signed out: nothing of anybody else's is shown, and what is half written may stay.
  const answer: unknown = response?.ok ? await response.json().catch(() => undefined) : undefined
  const { userId: owner } = (answer ?? {}) as { userId?: unknown }
  if (owner === undefined) return undefined
  if (owner === userId) {
    sessionStorage.removeItem(RELOADED)
    return answer as T
  }
  // Once: if the page and its answers still are two people's afterwards, once more would not help.
  const change = `${userId} ${owner}`
  if (sessionStorage.getItem(RELOADED) === change) return undefined
  sessionStorage.setItem(RELOADED, change)
  location.reload()
}
