import 'server-only'
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

const digest = (value: string) => createHash('sha256').update(value).digest()

/** Whether two secrets are the same, in time that depends on neither. A missing or empty one matches nothing. */
export function isSameSecret(given: string | null | undefined, expected: string | undefined): boolean {
  if (!given || !expected) return false
  return timingSafeEqual(digest(given), digest(expected))
}

/** What `secret` signs or hashes a text to. Begin the text with what it is for, so that one is not good for another. */
export function keyedHash(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url')
}
