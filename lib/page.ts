import { z } from 'zod'

type Numbered = { id: number | string }

/** One page of a list, and the id to go on from: null on the last. */
export type Page<Row extends Numbered> = { rows: Row[]; nextBefore: Row['id'] | null }

/** The page that `limit + 1` rows make: the one too many only tells that there are more. */
export function toPage<Row extends Numbered>(found: Row[], limit: number): Page<Row> {
  const rows = found.slice(0, limit)
  return { rows, nextBefore: found.length > limit ? (rows.at(-1)?.id ?? null) : null }
}

/** The number of the last row of the page before, from a query; undefined, which begins anew, when it is missing or none. */
export const BeforeQuery = z.coerce.number().int().positive().optional().catch(undefined)
