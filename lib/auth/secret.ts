import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (value: string) => createHash('sha256').update(value).digest()

/** Whether two secrets are the same, in time that depends on neither. A missing or empty one matches nothing. */
export function isSameSecret(given: string | null | undefined, expected: string | undefined): boolean {
  if (!given || !expected) return false
  return timingSafeEqual(digest(given), digest(expected))
}
