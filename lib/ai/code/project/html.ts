const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])

/** Text as HTML shows it, in an element or in a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? character)

/** Text as Markdown shows it: no tags, links or emphasis come of it. */
export const escapeMarkdown = (text: string): string => escapeHtml(text).replace(/[\\`*_[\]#|~]/g, '\\$&')
