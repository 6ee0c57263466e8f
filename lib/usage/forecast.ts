import { addDays, listDays, sumUsage, type UsageRow, within } from './usage-days'

/** Live credits in the order in which they are spent. */
export type Outlook = { credits: number; expiresAt: string | null }[]

export type Forecast =
  /** Too little is known: `knownDays` since the first call, `activeDays` of them with spending. */
  | { kind: 'too_little'; knownDays: number; activeDays: number }
  /** Nothing was spent lately. `expiring`: what will lapse by itself. */
  | { kind: 'idle'; expiring: number; lastExpiry: string | null }
  | {
      kind: 'forecast'
      /** Mean credits a day, and over how many days. */
      perDay: number
      knownDays: number
      /** UTC days on which nothing is left; null: later than a year from now, or never at this pace. */
      likely: string | null
      earliest: string | null
      latest: string | null
      /** Credits that lapse unspent at the mean pace, within a year. */
      lapsing: number
    }

/** Days that are looked back at. */
const LOOK_BACK_DAYS = 28
export const MIN_KNOWN_DAYS = 7
export const MIN_ACTIVE_DAYS = 3
const HORIZON_DAYS = 365
/** 8 of 10 outcomes lie between the earliest and the latest day, if days are alike. */
const Z = 1.2816

/**
 * Credits spent on each of the last LOOK_BACK_DAYS days before `today`, from `first` on, the day of the first call ever: `rows` may
 * begin later. None of it before.
 */
export function dailySpending(rows: UsageRow[], first: string | null, today: string): number[] {
  if (first === null) return []
  return listDays(addDays(today, -LOOK_BACK_DAYS), addDays(today, -1))
    .filter((day) => day >= first)
    .map((day) => sumUsage(within(rows, day, day)).credits)
}

type ForecastInput = {
  /** Credits spent on each day that counts, oldest first: at most LOOK_BACK_DAYS, none before the first call, today left out. */
  daily: number[]
  outlook: Outlook
  /** The UTC day that it is. */
  today: string
}

/**
 * When the credits run out at the pace of the last weeks. The mean of the days gives the likely day. What n days come to scatters by
 * the days' own variance (n s²) and by that of the mean (n² s² / N): the range holds 8 of 10 outcomes. Along each path
 * the credits are spent in burn order and lapse when they expire. Credits to come are not counted.
 */
export function forecastRunOut({ daily, outlook, today }: ForecastInput): Forecast {
  const knownDays = daily.length
  const activeDays = daily.filter((credits) => credits > 0).length
  if (knownDays >= MIN_KNOWN_DAYS && activeDays === 0) {
    const lapsing = outlook.filter(({ expiresAt }) => expiresAt !== null)
    return {
      kind: 'idle',
      expiring: lapsing.reduce((sum, { credits }) => sum + credits, 0),
      lastExpiry: lapsing.reduce<string | null>(
        (last, { expiresAt }) => (expiresAt && (!last || expiresAt > last) ? expiresAt : last),
        null,
      ),
    }
  }
  if (knownDays < MIN_KNOWN_DAYS || activeDays < MIN_ACTIVE_DAYS) {
    return { kind: 'too_little', knownDays, activeDays }
  }
  const mean = daily.reduce((sum, credits) => sum + credits, 0) / knownDays
  const variance = daily.reduce((sum, credits) => sum + (credits - mean) ** 2, 0) / (knownDays - 1)
  const scatter = (days: number) => Z * Math.sqrt(days * variance + (days ** 2 * variance) / knownDays)
  const likely = walk(outlook, today, (days) => days * mean)
  return {
    kind: 'forecast',
    perDay: mean,
    knownDays,
    likely: likely.day,
    earliest: walk(outlook, today, (days) => days * mean + scatter(days)).day,
    latest: walk(outlook, today, (days) => Math.max(0, days * mean - scatter(days))).day,
    lapsing: Math.floor(likely.lapsed),
  }
}

/** Spends the credits along a path, `spentBy(days)` in all after so many days, and says on which day none are left. */
function walk(outlook: Outlook, today: string, spentBy: (days: number) => number) {
  const grants = outlook.map((grant) => ({ ...grant }))
  let spent = 0
  let lapsed = 0
  for (let days = 0; days <= HORIZON_DAYS; days += 1) {
    const day = addDays(today, days)
    // What is meant to be spent by now; it never goes back.
    let due = Math.max(0, spentBy(days) - spent)
    spent += due
    for (const grant of grants) {
      const taken = Math.min(grant.credits, due)
      grant.credits -= taken
      due -= taken
    }
    for (const grant of grants) {
      if (grant.expiresAt !== null && grant.expiresAt.slice(0, 10) <= day) {
        lapsed += grant.credits
        grant.credits = 0
      }
    }
    if (grants.every(({ credits }) => credits < 1e-9)) return { day, lapsed }
  }
  return { day: null, lapsed }
}
