/** Credits of one source, as the plain model keeps them. Moments in milliseconds. */
type Bucket = { source: string; left: number; expires: number; isPaid: boolean; made: number }

type Month = { plan: PlanId; buckets: Bucket[]; end: number }

export type PlanId = 'pro' | 'enterprise'
export const PLANS = {
  pro: { credits: 100, cents: 1900 },
  enterprise: { credits: 1000, cents: 9900 },
} as const
const FREE_CREDITS = 5
const NEVER = Number.POSITIVE_INFINITY

/** One month later as people count, from the day of `anchor`. */
export function addMonths(anchor: number, months: number): number {
  const start = new Date(anchor)
  const moved = new Date(anchor)
  moved.setUTCDate(1)
  moved.setUTCMonth(moved.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate()
  moved.setUTCDate(Math.min(start.getUTCDate(), lastDay))
  return moved.getTime()
}

/**
 * What somebody should have, worked out the simple way: a list of buckets that are emptied soonest expiry first. It knows nothing
 * of the database.
 */
export class Person {
  private readonly buckets: Bucket[] = []
  private month: Month | null = null
  private freeUntil: number
  private made = 0
  /** Mails that must have been sent, by kind. */
  readonly mails = new Map<string, number>()

  constructor(readonly signedUp: number) {
    this.add('signup', 50, NEVER, false)
    // The first month is the bonus's.
    this.freeUntil = addMonths(signedUp, 1)
    this.mail('welcome')
  }

  mail(kind: string) {
    this.mails.set(kind, (this.mails.get(kind) ?? 0) + 1)
  }

  private add(source: string, credits: number, expires: number, isPaid: boolean): Bucket {
    this.made += 1
    const bucket = { source, left: credits, expires, isPaid, made: this.made }
    this.buckets.push(bucket)
    return bucket
  }

  private live(now: number) {
    return this.buckets.filter((bucket) => bucket.left > 0 && bucket.expires > now)
  }

  describe(): string[] {
    return this.buckets.map(({ expires, ...bucket }) =>
      JSON.stringify({ ...bucket, ...(expires < NEVER && { expires: new Date(expires) }) }),
    )
  }

  available(now: number): number {
    return this.live(now).reduce((sum, bucket) => sum + bucket.left, 0)
  }

  spend(credits: number, now: number) {
    const order = this.live(now).sort(
      (a, b) => a.expires - b.expires || Number(a.isPaid) - Number(b.isPaid) || a.made - b.made,
    )
    let left = credits
    for (const bucket of order) {
      const taken = Math.min(bucket.left, left)
      bucket.left -= taken
      left -= taken
    }
    if (left > 0) throw new Error(`The model has too few credits: ${left} short.`)
  }

  buy(credits: number) {
    this.add('purchase', credits, NEVER, true)
    this.mail('purchase_receipt')
  }

  /** A month of a plan that was paid for at `start` and runs until `end`. Carries over what the last one left. */
  beginMonth(plan: PlanId, start: number, end: number) {
    const last = this.month
    let carried = 0
    if (last && last.end >= start - 7 * 86_400_000) {
      for (const bucket of last.buckets) {
        const cap = PLANS[bucket.source as PlanId].credits - carried
        const kept = Math.max(0, Math.min(bucket.left, cap))
        if (kept > 0) this.add('rollover', kept, end, true)
        carried += kept
      }
    }
    for (const bucket of last?.buckets ?? []) bucket.left = 0
    this.month = { plan, buckets: [this.add(plan, PLANS[plan].credits, end, true)], end }
    this.mail(this.mails.has('subscription_started') ? 'subscription_renewed' : 'subscription_started')
  }

  /** What a change to a larger plan adds to the running month. */
  addToMonth(plan: PlanId, credits: number) {
    if (!this.month) throw new Error('There is no month to add to.')
    this.month.buckets.push(this.add(plan, credits, this.month.end, true))
    this.month.plan = plan
  }

  get monthEnd(): number {
    return this.month?.end ?? 0
  }

  /** The subscription is over for good: the next month would be the Free plan's. */
  endPlan(now: number) {
    this.freeUntil = Math.min(this.freeUntil, now)
  }

  /** What a run of the daily job does for somebody who has or has not got a plan. */
  runJob(now: number, hasPlan: boolean) {
    if (now < this.freeUntil) return
    let months = 0
    while (addMonths(this.signedUp, months + 1) <= now) months += 1
    const end = addMonths(this.signedUp, months + 1)
    const given = this.buckets.some((bucket) => bucket.source === 'free' && bucket.expires === end)
    if (!hasPlan && months > 0 && !given) this.add('free', FREE_CREDITS, end, false)
    this.freeUntil = end
  }
}
