import { createHmac, timingSafeEqual } from 'node:crypto'

/** Makes a check for the access tokens that the auth server signs (HS256): resolves the claims, or rejects. */
export function createTokenVerifier(jwtSecret: string) {
  return async (token: string): Promise<Record<string, unknown>> => {
    const [head, body, signature] = token.split('.')
    if (!head || !body || !signature) throw new Error('That is not a token.')
    if (decode(head).alg !== 'HS256') throw new Error('The token is signed in another way.')
    const expected = createHmac('sha256', jwtSecret).update(`${head}.${body}`).digest()
    const given = Buffer.from(signature, 'base64url')
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new Error('The signature does not match.')
    }
    const claims = decode(body)
    if (typeof claims.exp !== 'number' || claims.exp * 1000 <= Date.now())
      throw new Error('The token has expired.')
    return claims
  }
}

function decode(part: string): Record<string, unknown> {
  const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
  if (typeof value !== 'object' || value === null) throw new Error('That is not a token.')
  return value as Record<string, unknown>
}
