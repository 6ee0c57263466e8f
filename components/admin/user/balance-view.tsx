import { Amount } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { LocalTime } from '@/components/ui/local-time'
import type { Paid, UserAccount } from '@/lib/admin/shapes/user'
import { isPaused, SOURCE_LABELS } from '@/lib/credits/transaction-words'
import { formatPrice } from '@/lib/pricing-plans'
import { toWords } from '@/lib/to-words'
import { Figure, FigureStrip } from '../list/figure-strip'
import { Row, RowList } from './row-list'

/** What somebody has paid and not got back, in each currency. */
function PaidFigure({ paid }: { paid: Paid[] }) {
  const returned = paid
    .filter(({ returnedCents }) => returnedCents > 0)
    .map(({ returnedCents, currency }) => formatPrice(returnedCents, currency))
  return (
    <Figure
      label="Paid"
      note={returned.length > 0 ? `Less ${returned.join(', ')} returned` : 'Packages and plans'}
      isLong={paid.length > 1}
    >
      {paid.length === 0 ? 'Nothing' : null}
      {paid.map(({ currency, paidCents, returnedCents }) => (
        <span key={currency} className="block">
          {formatPrice(paidCents - returnedCents, currency)}
        </span>
      ))}
    </Figure>
  )
}

/** What somebody has, by the grants it is made of, and what is reserved of it. */
export function BalanceView({ user }: { user: UserAccount }) {
  const { available, held, debt, spent, asOf, grants, holds } = user
  return (
    <div className="grid gap-6">
      <FigureStrip>
        <Figure label="Available">
          <Amount value={available} />
        </Figure>
        <Figure label="On hold" note={holds.length === 0 ? 'No call is running' : null}>
          <Amount value={held} />
        </Figure>
        <Figure label="Owed" note={debt > 0 ? 'Taken from their next credits' : null}>
          <Amount value={debt} />
        </Figure>
        <Figure
          label="Total spent"
          note={
            asOf ? (
              <>
                Less refunds, as of{' '}
                <span className="whitespace-nowrap">
                  <LocalTime iso={asOf} />
                </span>
              </>
            ) : (
              'Not counted yet'
            )
          }
        >
          <Amount value={spent} />
        </Figure>
        <PaidFigure paid={user.paid} />
      </FigureStrip>
      <section className="grid gap-3">
        <h2 className="text-heading">Balance by grant</h2>
        <RowList empty="No credits" why="Every grant is spent or expired. All of them are under Grants.">
          {grants.map(({ id, source, amount, remaining, expiresAt, createdAt, isOpen }) => (
            <Row
              key={id}
              title={
                <>
                  {SOURCE_LABELS[source]}
                  {isOpen ? <Badge variant="brand">In use</Badge> : null}
                </>
              }
              figure={<Amount value={remaining} />}
              note={
                <>
                  of <Amount value={amount} />
                </>
              }
            >
              <span>Grant {id}</span>
              <LocalTime iso={createdAt} dateOnly />
              {expiresAt ? (
                <span>
                  Expires <LocalTime iso={expiresAt} />
                </span>
              ) : (
                <span>{isPaused(source, expiresAt) ? 'Kept while the plan is paused' : 'Never expires'}</span>
              )}
            </Row>
          ))}
        </RowList>
        {grants.length > 0 ? (
          <p className="text-muted-foreground text-xs">In the order in which they are spent.</p>
        ) : null}
      </section>
      {holds.length > 0 ? (
        <section className="grid gap-3">
          <h2 className="text-heading">Open holds</h2>
          <Card className="overflow-hidden">
            <ul className="divide-y">
              {holds.map(({ id, amount, feature, model, createdAt, expiresAt }) => (
                <Row
                  key={id}
                  title={feature ? toWords(feature) : `Hold ${id}`}
                  figure={<Amount value={amount} />}
                >
                  {feature ? <span>Hold {id}</span> : null}
                  {model ? <span>{model}</span> : null}
                  <span>
                    Since <LocalTime iso={createdAt} />
                  </span>
                  <span>
                    {expiresAt ? (
                      <>
                        Expires <LocalTime iso={expiresAt} />
                      </>
                    ) : (
                      'Until the dispute is decided'
                    )}
                  </span>
                </Row>
              ))}
            </ul>
          </Card>
        </section>
      ) : null}
    </div>
  )
}
