import { z } from 'zod'
import { GRANT_SOURCES } from '@/lib/credits/movement'
import type { TransactionFilter } from '@/lib/credits/options'
import { TRANSACTION_TYPES } from '@/lib/credits/transaction'
import { isUtcDay } from './utc-day'

/** A moment, or a day of UTC. */
const time = z.union([z.iso.datetime({ offset: true }), z.iso.date()])

/** The filters of a history as they stand in an address. `to` is exclusive when it is a moment, and a day's end when it is a day. */
export const HistoryFilter = z.object({
  type: z.enum(TRANSACTION_TYPES).optional(),
  /** The path of a route without a feature is one as well. */
  feature: z.string().min(1).max(200).optional(),
  /** Its whole name. */
  model: z.string().min(1).max(200).optional(),
  source: z.enum(GRANT_SOURCES).optional(),
  /** The id of a grant. */
  grant: z.coerce.number().int().positive().optional(),
  from: time.optional(),
  to: time.optional(),
  /** What is searched for. */
  q: z.string().trim().min(1).max(100).optional(),
})
export type HistoryFilter = z.infer<typeof HistoryFilter>

const id = z.coerce.number().int().positive().optional().catch(undefined)

/** All of a history page's address. What makes no sense in it counts as left out. */
export const HistoryQuery = z.object({
  type: HistoryFilter.shape.type.catch(undefined),
  feature: HistoryFilter.shape.feature.catch(undefined),
  model: HistoryFilter.shape.model.catch(undefined),
  source: HistoryFilter.shape.source.catch(undefined),
  grant: id,
  from: HistoryFilter.shape.from.catch(undefined),
  to: HistoryFilter.shape.to.catch(undefined),
  q: HistoryFilter.shape.q.catch(undefined),
  /** Older than this row: the page after it. */
  before: id,
  /** The row that is explained beside the list. */
  transaction: id,
})
export type HistoryQuery = z.infer<typeof HistoryQuery>

const DAY_MS = 86_400_000

/** What the ledger is asked for. */
export function toTransactionFilter({ type, feature, model, source, grant, from, to, q }: HistoryFilter) {
  const end = to === undefined ? undefined : new Date(isUtcDay(to) ? Date.parse(to) + DAY_MS : to)
  return {
    type,
    feature,
    model,
    source,
    grantId: grant,
    from: from === undefined ? undefined : new Date(from),
    to: end,
    search: q,
  } satisfies TransactionFilter
}
