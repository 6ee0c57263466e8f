import { z } from 'zod'

/** How many days a report covers, today included. */
export const PERIODS = [7, 30, 90] as const
export type Period = (typeof PERIODS)[number]

/** From a query; 30 days when it is missing or none of these. */
export const PeriodQuery = z.coerce
  .number()
  .pipe(z.union(PERIODS.map((days) => z.literal(days))))
  .catch(30)
