import type { Language, Source } from './source'

export type Severity = 'high' | 'medium' | 'low'

/** Something worth pointing out. `find` gives the offsets in the text at which it occurs. */
export type Rule = {
  severity: Severity
  title: string
  /** why it matters */
  detail: string
  suggestion: string
  /** Where it can occur; everywhere when left out. */
  languages?: readonly Language[]
  find(source: Source): number[]
}

/** Finds a pattern (with the flag g) in one of the texts of a source. */
export const where =
  (pattern: RegExp, text: 'text' | 'code' | 'bare' | 'comments' = 'bare') =>
  (source: Source): number[] =>
    [...source[text].matchAll(pattern)].map(({ index, 0: match }) => index + match.search(/\S|$/))
