import { addMonths, Person, type PlanId } from './model'
import type { World } from './world'

type Library = {
  subscribe: typeof import('../../../lib/subscriptions/subscribe')['subscribe']
  changes: typeof import('../../../lib/subscriptions/change-plan')
  manage: typeof import('../../../lib/subscriptions/manage')
  checkout: typeof import('../../../lib/dodopayments/checkout')
}

/** One person of the simulated year: what they do, in the app and in the model. */
export class Subscriber {
  readonly model: Person
  plan: PlanId | null = null
  private next: PlanId | null = null
  private subscriptionId: string | null = null
  private start = 0
  private cycles = 0

  constructor(
    private readonly world: World,
    private readonly library: Library,
    readonly id: string,
    private readonly email: string,
    signedUp: number,
  ) {
    this.model = new Person(signedUp)
  }

  get hasPlan(): boolean {
    return this.plan !== null
  }

  private async user() {
    const [row] = await this.world.sql<{ customer: string | null }[]>`
      select dodo_customer_id as customer from public.profiles where id = ${this.id}`
    return {
      id: this.id,
      email: this.email,
      name: null,
      role: 'user',
      dodoCustomerId: row?.customer ?? null,
    } as never
  }

  async subscribe(plan: PlanId) {
    const { checkoutUrl } = await this.library.subscribe(await this.user(), plan)
    const paid = await this.world.dodo.pay(checkoutUrl)
    await this.world.dodo.flush()
    this.subscriptionId = paid.subscription_id
    this.start = await this.world.until(async () => {
      const [row] = await this.world.sql<{ start: Date }[]>`
        select period_start as start from public.subscription_credits where subscription_id = ${this.subscriptionId}`
      return row?.start.getTime()
    })
    this.cycles = 1
    this.plan = plan
    this.model.beginMonth(plan, this.start, addMonths(this.start, 1))
  }

  async buy() {
    const { checkoutUrl } = await this.library.checkout.createCheckout(await this.user(), 'starter', 1)
    const { payment_id } = await this.world.dodo.pay(checkoutUrl)
    await this.world.until(async () => {
      const [row] = await this.world
        .sql`select id from public.purchases where payment_id = ${payment_id} and status = 'completed'`
      return row
    })
    this.model.buy(100)
  }

  /** To a larger plan at once. Resolves how far the credits are from their exact share. */
  async upgrade(): Promise<number> {
    const quote = await this.library.changes.quotePlanChange(this.id, 'enterprise')
    const end = this.model.monthEnd
    const start = addMonths(this.start, this.cycles - 1)
    const share = (900 * (end - this.world.now().getTime())) / (end - start)
    await this.library.changes.changePlan(this.id, 'enterprise', quote.chargeCents)
    await this.world.dodo.flush()
    this.model.addToMonth('enterprise', quote.addedCredits)
    this.model.mail('subscription_changed')
    this.plan = 'enterprise'
    return quote.addedCredits - share
  }

  async downgrade() {
    await this.library.changes.changePlan(this.id, 'pro', 0)
    await this.world.dodo.flush()
    this.next = 'pro'
  }

  async cancel() {
    await this.library.manage.cancelAtPeriodEnd(this.id)
    await this.world.dodo.flush()
    this.model.mail('subscription_ending')
  }

  setCard(declines: boolean) {
    return this.world.dodo.subscription(this.subscriptionId ?? '', 'card', { declines, code: 'LOST_CARD' })
  }

  async enterNewCard() {
    await this.world.dodo.subscription(this.subscriptionId ?? '', 'card', { card: '4242424242424242' })
    await this.world.until(async () => {
      const [row] = await this.world.sql`
        select id from public.subscriptions where id = ${this.subscriptionId} and status = 'active'`
      return row
    })
    this.renewed(this.world.now().getTime())
  }

  /** What the model and the database have, for whoever has to find out why they differ. */
  async describe() {
    const grants = await this.world.sql`select g.source, g.amount, g.remaining, g.expires_at, g.created_at
      from public.credit_grants g join public.credit_accounts a on a.id = g.account_id where a.owner_id = ${this.id} order by g.id`
    const states = await this.world
      .sql`select s.status, s.period_end, s.ended_at, p.free_due_at, p.created_at as signed_up
      from public.profiles p left join public.subscriptions s on s.user_id = p.id where p.id = ${this.id}`
    return {
      model: this.model.describe(),
      grants: grants.map((row) => JSON.stringify(row)),
      states: [...states],
    }
  }

  owns(subscriptionId: string): boolean {
    return this.subscriptionId === subscriptionId
  }

  /** Dodo billed this subscription, put it on hold, or ended it. */
  heed(events: string[], at: number, now: number) {
    if (events.includes('subscription.plan_changed') && this.next) {
      this.plan = this.next
      this.next = null
      this.model.mail('subscription_changed')
    }
    if (events.includes('subscription.renewed')) this.renewed(at)
    if (events.includes('subscription.on_hold')) this.model.mail('subscription_failed')
    if (events.includes('subscription.cancelled')) {
      this.model.mail('subscription_cancelled')
      this.plan = null
      this.model.endPlan(now)
    }
  }

  private renewed(at: number) {
    if (!this.plan) throw new Error('Nobody renews what has ended.')
    this.cycles += 1
    this.model.beginMonth(this.plan, at, addMonths(this.start, this.cycles))
  }
}
