import { isRecord } from './channels/serializer'

export type Claims = Record<string, unknown>

/** Who is asking, as row level security will see them. */
export type Identity = {
  role: string
  claims: Claims
  /** Unix seconds; Infinity for the project's own keys. */
  expiresAt: number
}

/** A token that opens nothing. `code` is the prefix hosted Supabase puts before the reason of a refused join. */
export class TokenError extends Error {
  constructor(
    readonly code: 'InvalidJWTToken' | 'MalformedJWT' | 'JwtSignatureError',
    message: string,
  ) {
    super(message)
  }
}

export type TokenReader = {
  /** True for the two keys of the project. */
  isProjectKey(key: string | null | undefined): key is string
  /** Rejects with a TokenError. */
  identify(token: string): Promise<Identity>
}

/**
 * Turns what a client presents into an identity: the publishable key is `anon`, the secret key is `service_role`,
 * anything else is a user's JWT, checked by `verifyToken` (which resolves its claims or rejects).
 */
export function createTokenReader(options: {
  verifyToken(token: string): Promise<Claims>
  publishableKey: string
  secretKey: string
}): TokenReader {
  const keyRoles = new Map([
    [options.publishableKey, 'anon'],
    [options.secretKey, 'service_role'],
  ])

  async function identify(token: string): Promise<Identity> {
    const keyRole = keyRoles.get(token)
    if (keyRole) return { role: keyRole, claims: { role: keyRole }, expiresAt: Number.POSITIVE_INFINITY }

    const unverified = readClaims(token)
    if (!unverified) throw new TokenError('MalformedJWT', 'The token provided is not a valid JWT')
    assertNotExpired(unverified)
    const claims = await options.verifyToken(token).catch(() => {
      throw new TokenError('JwtSignatureError', 'Failed to validate JWT signature')
    })
    const { role, exp } = claims
    if (typeof role !== 'string' || typeof exp !== 'number') {
      throw new TokenError('InvalidJWTToken', 'Fields `role` and `exp` are required in JWT')
    }
    assertNotExpired(claims)
    return { role, claims, expiresAt: exp }
  }

  return {
    isProjectKey: (key): key is string => typeof key === 'string' && keyRoles.has(key),
    identify,
  }
}

function assertNotExpired(claims: Claims): void {
  const now = Math.floor(Date.now() / 1000)
  if (typeof claims.exp === 'number' && claims.exp <= now) {
    throw new TokenError('InvalidJWTToken', `Token has expired ${now - claims.exp} seconds ago`)
  }
}

// Not trusted for anything but the wording of a refusal: `verifyToken` decides.
function readClaims(token: string): Claims | null {
  const parts = token.split('.')
  if (parts.length !== 3) return null
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'))
    return isRecord(claims) ? claims : null
  } catch {
    return null
  }
}
