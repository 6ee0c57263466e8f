/** The text with its first letter large: "daily books" reads "Daily books". */
export const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** An id as a name: `text-generation` and `low_balance` read "Text generation" and "Low balance". A path is its own name. */
export function toWords(id: string): string {
  return id.startsWith('/') ? id : capitalize(id.replaceAll(/[-_]/g, ' '))
}
