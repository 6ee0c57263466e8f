import { combineChunks, stringFromBase64URL } from '@supabase/ssr'

/** What a session's cookie says of its access token: neither verified nor renewed. `expiresAt` in seconds since 1970. */
export type StoredToken = { accessToken: string; expiresAt: number }

const BASE64_PREFIX = 'base64-'

/**
 * The access token that `@supabase/ssr` keeps in the cookies of the project at `supabaseUrl`, in pieces where it is long; null when
 * there is none. Spares those who need nothing else a whole client.
 */
export async function readStoredToken(
  supabaseUrl: string,
  readCookie: (name: string) => string | undefined,
): Promise<StoredToken | null> {
  const [project] = new URL(supabaseUrl).hostname.split('.')
  const text = await combineChunks(`sb-${project}-auth-token`, readCookie)
  if (!text) return null
  try {
    const json = text.startsWith(BASE64_PREFIX) ? stringFromBase64URL(text.slice(BASE64_PREFIX.length)) : text
    const { access_token: accessToken, expires_at: expiresAt }: Record<string, unknown> = JSON.parse(json)
    if (typeof accessToken !== 'string') return null
    return { accessToken, expiresAt: typeof expiresAt === 'number' ? expiresAt : 0 }
  } catch {
    return null
  }
}
