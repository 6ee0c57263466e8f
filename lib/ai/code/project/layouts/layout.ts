import type { Brief } from '../brief'

/** One kind of page that can be composed without a model. */
export type Layout = {
  /** as it is called in the summary and the README: `a to-do list` */
  kind: string
  /** the words of a brief that ask for it */
  words: RegExp
  /** what a visitor can do, for the summary and the README */
  about: string
  /** what the page itself says when the brief has nothing but a title */
  invitation: string
  /** the content of <main>; whatever it takes from the brief is escaped */
  body(brief: Brief): string
  css: string
  /** the script, which takes nothing from the brief but numbers and names of its own */
  script(brief: Brief): string
}
