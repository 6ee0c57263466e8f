import { Amount } from '@/components/ui/amount'
import type { Impact } from '@/lib/admin/shapes/catalogue'
import { formatPrice } from '@/lib/pricing-plans'

export type ImpactNoteProps = {
  kind: 'feature' | 'package' | 'plan' | 'top-up'
  /** '': of something new, which concerns nobody yet. */
  id: string
  model?: string
  productId?: string | null
  /** What a payment would have to come to, in cents of `currency`. */
  price?: { cents: number | null; currency: string }
  /** The price in force and the new one, in credits. */
  change?: { from: number; to: number }
  /** It is taken off sale. */
  isEnding?: boolean
  /** Of a plan: how many models it keeps, and for how long, changes. */
  isAboutModels?: boolean
}
type LinesProps = ImpactNoteProps & { impact: Impact }

const count = (n: number, one: string, many = `${one}s`) => (
  <>
    <Amount value={n} /> {n === 1 ? one : many}
  </>
)

export function FeatureLines({ impact, change }: LinesProps) {
  const { accounts = 0, isMore, calls = 0, credits = 0 } = impact
  return (
    <>
      <li>
        {isMore ? 'More than ' : null}
        {accounts === 0 ? 'Nobody has' : count(accounts, 'account has', 'accounts have')} used it in the last
        30 days
        {calls === 0 ? (
          '.'
        ) : (
          <>
            : {count(calls, 'call')}, <Amount value={credits} unit />.
          </>
        )}
      </li>
      {change && credits > 0 ? (
        <li>
          At the new price these would have cost about{' '}
          <Amount value={Math.round((credits * change.to) / change.from)} unit />.
        </li>
      ) : null}
      <li>Calls that are running keep the price they began with.</li>
    </>
  )
}

const Checkouts = ({ openCheckouts = 0 }: Impact) => (
  <li>
    {openCheckouts === 0 ? (
      'No checkout is open.'
    ) : (
      <>{count(openCheckouts, 'open checkout keeps', 'open checkouts keep')} the old price.</>
    )}
  </li>
)

export function PackageLines({ impact, isEnding }: LinesProps) {
  const { topUps = 0 } = impact
  return (
    <>
      <Checkouts {...impact} />
      {topUps > 0 ? (
        <li className={isEnding ? 'text-warning' : undefined}>
          {count(topUps, 'automatic top-up buys', 'automatic top-ups buy')} it,{' '}
          {isEnding ? 'and will stop once it is off sale.' : 'at the new price from now on.'}
        </li>
      ) : null}
    </>
  )
}

export function PlanLines({ id, impact, isEnding, isAboutModels }: LinesProps) {
  const { subscribers = 0, people = 0 } = impact
  const models = isAboutModels ? (
    <li>Model changes apply to them at once. Models already kept are not removed any sooner.</li>
  ) : null
  if (id === 'free') {
    return (
      <>
        <li>
          {count(people, 'person is', 'people are')} on it. A change of credits applies from their next month.
        </li>
        {models}
      </>
    )
  }
  return (
    <>
      <li>
        {subscribers === 0 ? (
          'Nobody subscribes to it.'
        ) : (
          <>
            {count(subscribers, 'subscriber keeps', 'subscribers keep')} the price and credits they agreed to.
          </>
        )}
      </li>
      {subscribers > 0 ? models : null}
      {isEnding ? <li>From then on nobody can subscribe to it or change to it.</li> : null}
      <Checkouts {...impact} />
    </>
  )
}

export function TopUpLines({ impact: { cards = 0 } }: LinesProps) {
  return (
    <li>
      {cards === 0 ? (
        'No card is set up yet.'
      ) : (
        <>{count(cards, 'card', 'cards')} already set up can still be charged.</>
      )}
    </li>
  )
}

/** What Dodo has of the product, and whether that is what it would be sold for. */
export function AtDodo({ impact, price }: { impact: Impact; price: NonNullable<ImpactNoteProps['price']> }) {
  const { product } = impact
  if (product === undefined) return null
  if (product === null)
    return <li className="text-warning">Dodo knows no product of this id, or did not answer.</li>
  const { priceCents, currency } = product
  if (priceCents === null || currency === null) return null
  const differs = price.cents !== null && (priceCents !== price.cents || currency !== price.currency)
  return (
    <li className={differs ? 'text-warning' : undefined}>
      Dodo charges {formatPrice(priceCents, currency)} for this product
      {differs ? ': change it there too, or payments will be held for review.' : '.'}
    </li>
  )
}
