/** An id as a name: `text-generation` and `low_balance` read "Text generation" and "Low balance". A path is its own name. */
export function toWords(id: string): string {
  if (id.startsWith('/')) return id
  const words = id.replaceAll(/[-_]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
