import 'server-only'

/**
 * What both clients that act for a visitor share. They send the visitor's browser along, which people later recognise the
 * session by. And they keep the session's cookies while Supabase Auth is overrun or down: the library drops a session that was
 * not renewed, whether or not somebody has decided that it is over.
 */
export function actForVisitor(userAgent: string | null) {
  const headers: Record<string, string> = userAgent ? { 'user-agent': userAgent } : {}
  let isUndecided = false
  const request: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    const { pathname } = new URL(input instanceof Request ? input.url : input)
    if (pathname.endsWith('/auth/v1/token')) isUndecided = response.status === 429 || response.status >= 500
    return response
  }
  return {
    global: { fetch: request, headers },
    /** Whether these changes would remove a session that may still be renewed. It counts as signed out until then. */
    isToKeep: (changed: { value: string }[]) => isUndecided && changed.every(({ value }) => value === ''),
  }
}
