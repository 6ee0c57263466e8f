/** What a page needs to know of a brief. Plain text: whoever writes it into a file escapes it for that file. */
export type Brief = {
  /** the brief on one line, cut to a length that fits a page */
  text: string
  title: string
  /** one sentence, with its full stop; empty when there is nothing to say beyond the title */
  tagline: string
  /** further things the brief asks for, at most six, possibly none */
  points: string[]
  /** the same for the same brief: picks colours and forms */
  seed: number
}

const MAX_TEXT = 600
const MAX_TITLE = 48
const MAX_TAGLINE = 140
const MAX_POINTS = 6

const REQUEST =
  /^(?:(?:please|hi|hello|hey)[,!]? )?(?:(?:can|could|would) you (?:please )?|i(?:'d| would)? (?:want|need|like)(?: you)?(?: to)? |let's )?(?:(?:make|build|create|write|design|generate|develop|code|give|prepare|have) )?(?:me |us )?/i
const ARTICLE = /^(?:an?|the|some) /i
const PRAISE =
  /^(?:(?:simple|small|tiny|nice|modern|clean|beautiful|responsive|basic|minimal|little|elegant|static|single-page|one-page),? )+/i
const PAGE =
  /^(?:landing ?page|home ?page|web ?page|web ?site|site|page|web ?app|app|application) (?:for|about|of|on) (?:an? |the |my |our )?/i
const NAMED =
  / ?\b(?:called|named|titled) (?:["“'](.{2,48}?)["”']|(.{2,48}?)(?=[.,;:!?()]| (?:with|that|which|where|for|and|to) |$))/i
const FILLER = /^(?:(?:and|an?|the|it|they|also|should|must|has|have|needs?|to|lets?) )+/i
const CLAUSE = /[.,;:!?()]+(?: |$)| (?:with|that|which|where|including|featuring|plus|and) /i

/** Read a brief: what it is for, in words that fit a heading, and what it lists. */
export function readBrief(brief: string): Brief {
  const text = cut(brief.replace(/\s+/g, ' ').trim(), MAX_TEXT)
  const subject = [NAMED, REQUEST, ARTICLE, PRAISE, PAGE]
    .reduce((rest, part) => rest.replace(part, ''), text)
    .trim()
  const [, quoted, bare] = NAMED.exec(text) ?? []
  const clauses = subject
    .split(CLAUSE)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '')
  const title = capitalize(cut(quoted ?? bare ?? clauses[0] ?? 'A new page', MAX_TITLE))
  const tagline = capitalize(cut(subject, MAX_TAGLINE).replace(/[.!?…]+$/, '')) || title
  const points = clauses
    .slice(1)
    .map((clause) => clause.replace(FILLER, ''))
    .filter((clause) => clause.length > 2 && clause.length <= MAX_TITLE && capitalize(clause) !== title)
  return {
    text,
    title,
    tagline: tagline === title ? '' : `${tagline}.`,
    points: [...new Set(points.map(capitalize))].slice(0, MAX_POINTS),
    seed: [...text].reduce((sum, letter) => (sum * 33 + (letter.codePointAt(0) ?? 0)) % 1_000_003, 5381),
  }
}

function cut(text: string, length: number): string {
  const letters = [...text]
  if (letters.length <= length) return text
  const whole = letters
    .slice(0, length)
    .join('')
    .replace(/\s+\S*$/, '')
  return `${whole.trimEnd()}…`
}

const capitalize = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
