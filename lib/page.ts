import { z } from 'zod'

type Numbered = { id: number | string }

/** One page of a list, and what to go on from, the id of its last row unless another column tells the order: null on the last page. */
export type Page<Row extends Numbered, By extends keyof Row = 'id'> = {
  rows: Row[]
  nextBefore: Row[By] | null
}

/** The page that `limit + 1` rows make: the one too many only tells that there are more. `by` is the column that tells their order. */
export function toPage<Row extends Numbered, By extends keyof Row = 'id'>(
  found: Row[],
  limit: number,
  by = 'id' as By,
): Page<Row, By> {
  const rows = found.slice(0, limit)
  return { rows, nextBefore: found.length > limit ? (rows.at(-1)?.[by] ?? null) : null }
}

/** The number of the last row of the page before, from a query; undefined, which begins anew, when it is missing or none. */
export const BeforeQuery = z.coerce.number().int().positive().optional().catch(undefined)
