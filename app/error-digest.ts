/** The id under which the server logged this error, or null for an error of the browser's own. */
export function readDigest(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return null
  return typeof error.digest === 'string' ? error.digest : null
}
