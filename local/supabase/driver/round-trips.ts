import type { ReservedSql, Sql } from 'postgres'

type Unsafe = ReservedSql['unsafe']
type Answer = { command: string; count: number; values(): Iterable<unknown> }

const SETTING = /^\s*select set_config\('([\w.]+)', (?:\$1|'([^']*)'), true\)\s*$/i
const NOTHING: Answer = { command: 'SELECT', count: 0, values: () => [] }

/**
 * The API server opens a transaction and tells the database who asks, from where and for what with a statement each, waiting
 * for every answer: some twenty waits for one call. Here what only opens and sets goes out together with the statement
 * that follows it, and statements are prepared, as PostgREST has it.
 */
export function saveRoundTrips(driver: Sql): void {
  const reserve = driver.reserve.bind(driver)
  driver.reserve = async () => {
    const connection = await reserve()
    connection.unsafe = joinOpenings(connection.unsafe)
    return connection
  }
}

function joinOpenings(unsafe: Unsafe): Unsafe {
  let openings: string[] = []
  const send = async (text: string, values: string[]): Promise<unknown> => {
    const opening = asOpening(text, values)
    if (opening) {
      openings.push(opening)
      return NOTHING
    }
    const opened = openings.length > 0 ? unsafe(openings.join('; ')) : undefined
    openings = []
    const answer = unsafe(text, values, values.length > 0 ? { prepare: true } : {})
    // Both are on their way. When the opening fails, so does the rest, for no reason of its own.
    const [first, second] = await Promise.allSettled([opened, answer])
    for (const outcome of [first, second]) if (outcome.status === 'rejected') throw outcome.reason
    return answer
  }
  return send as unknown as Unsafe
}

/** The statement with its value written into it, if it is one of those that only prepare the next. */
function asOpening(text: string, [value]: string[]): string | undefined {
  if (text.toLowerCase() === 'begin') return text
  const [, name, constant = value] = SETTING.exec(text) ?? []
  if (name === undefined || constant === undefined) return undefined
  return `select set_config('${name}', '${constant.replaceAll("'", "''")}', true)`
}
