/** What was used on one UTC day, by feature and model ('' for none). Credits are those the calls were charged. */
export type UsageRow = {
  /** yyyy-mm-dd */
  day: string
  feature: string
  model: string
  calls: number
  failedCalls: number
  credits: number
  tokens: number
}

export type UsageSum = Pick<UsageRow, 'calls' | 'failedCalls' | 'credits' | 'tokens'>

/** Days, both included, and as many before them. */
export type Period = { from: string; to: string; previousFrom: string; previousTo: string }

const DAY_MS = 86_400_000

export const utcToday = () => new Date().toISOString().slice(0, 10)

/** The UTC day that is `days` later, or earlier when negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The last `days` days up to `today` and as many before. */
export function periodOf(today: string, days: number): Period {
  const from = addDays(today, 1 - days)
  return { from, to: today, previousFrom: addDays(from, -days), previousTo: addDays(from, -1) }
}

export function listDays(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

/** The rows of these days, both included. */
export function within(rows: UsageRow[], from: string, to: string): UsageRow[] {
  return rows.filter(({ day }) => day >= from && day <= to)
}

export function sumUsage(rows: UsageRow[]): UsageSum {
  const sum = { calls: 0, failedCalls: 0, credits: 0, tokens: 0 }
  for (const row of rows) {
    sum.calls += row.calls
    sum.failedCalls += row.failedCalls
    sum.credits += row.credits
    sum.tokens += row.tokens
  }
  return sum
}

/** What is compared: a period without today, which is not over, and those days as far into the period before. */
export function sumWholeDays(rows: UsageRow[], { from, to, previousFrom, previousTo }: Period) {
  return {
    now: sumUsage(within(rows, from, addDays(to, -1))),
    before: sumUsage(within(rows, previousFrom, addDays(previousTo, -1))),
  }
}

export function groupRows(rows: UsageRow[], keyOf: (row: UsageRow) => string): Map<string, UsageRow[]> {
  const groups = new Map<string, UsageRow[]>()
  for (const row of rows) {
    const members = groups.get(keyOf(row))
    if (members) members.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

/** The rows summed by a key of theirs, what cost most first. */
export function groupUsage(
  rows: UsageRow[],
  keyOf: (row: UsageRow) => string,
): ({ key: string } & UsageSum)[] {
  const groups = groupRows(rows, keyOf)
  return Array.from(groups, ([key, members]) => ({ key, ...sumUsage(members) })).toSorted(
    (a, b) => b.credits - a.credits || b.calls - a.calls || a.key.localeCompare(b.key),
  )
}

/** How much more or less than before, as a share of what it was: 0.25 for a quarter more. Null when there was nothing before. */
export function changeSince(now: number, before: number): number | null {
  return before === 0 ? null : (now - before) / before
}
