import { Amount } from '@/components/ui/amount'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { LocalTime } from '@/components/ui/local-time'
import { formatTenths } from '@/lib/format-number'
import { type Forecast, MIN_ACTIVE_DAYS, MIN_KNOWN_DAYS } from '@/lib/usage/forecast'
import { UtcDay } from './utc-day'

type ForecastCardProps = { forecast: Forecast; available: number; hasPlan: boolean }

/** When the credits run out, how sure that is, and how it was reckoned. */
export function ForecastCard({ forecast, available, hasPlan }: ForecastCardProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>When your credits run out</CardTitle>
        {available > 0 ? (
          <CardDescription>
            For the <Amount value={available} unit /> you have now.
          </CardDescription>
        ) : null}
      </CardHeader>
      <CardContent className="grid gap-3 pt-3 sm:pt-3">
        {available === 0 ? (
          <p className="text-muted-foreground text-sm">
            You have no credits now. The forecast appears once you do.
          </p>
        ) : (
          <Outcome forecast={forecast} hasPlan={hasPlan} />
        )}
      </CardContent>
    </Card>
  )
}

function Outcome({ forecast, hasPlan }: { forecast: Forecast; hasPlan: boolean }) {
  if (forecast.kind === 'too_little') {
    return (
      <p className="text-muted-foreground text-sm">
        Not enough data yet. A forecast needs {MIN_KNOWN_DAYS} days from your first call on, with spending on
        at least {MIN_ACTIVE_DAYS} of them. So far there{' '}
        {forecast.knownDays === 0
          ? 'are none'
          : `${forecast.knownDays === 1 ? 'is' : 'are'} ${forecast.knownDays}, with spending on ${forecast.activeDays}`}
        ; today counts from tomorrow.
      </p>
    )
  }
  if (forecast.kind === 'idle') {
    return (
      <p className="text-muted-foreground text-sm">
        You spent nothing in the last few weeks, so there is no day on which they run out.
        {forecast.expiring > 0 && forecast.lastExpiry ? (
          <>
            {' '}
            <Amount value={forecast.expiring} /> of them expire, the last on{' '}
            <LocalTime iso={forecast.lastExpiry} dateOnly />.
          </>
        ) : (
          ' None of them expire.'
        )}
      </p>
    )
  }
  const { likely, earliest, latest, perDay, knownDays, lapsing } = forecast
  return (
    <>
      <div className="grid gap-1">
        <p className="font-semibold text-3xl tracking-tight" data-testid="forecast">
          {likely ? (
            <>
              Around <UtcDay day={likely} />
            </>
          ) : (
            'Not within a year'
          )}
        </p>
        <p className="text-muted-foreground text-sm">
          {earliest === null ? (
            'Even if you use more than usual.'
          ) : (
            <>
              As early as <UtcDay day={earliest} />,{' '}
              {latest ? (
                <>
                  as late as <UtcDay day={latest} />
                </>
              ) : (
                'or more than a year from now'
              )}
              .
            </>
          )}
        </p>
      </div>
      {lapsing > 0 ? (
        <p className="text-sm">
          At that pace <Amount value={lapsing} unit /> will expire unused before then.
        </p>
      ) : null}
      <p className="text-muted-foreground text-xs">
        Based on your average of {formatTenths(perDay)} credits a day over the last {count(knownDays, 'day')}{' '}
        (UTC, without today), in the order in which your credits are spent and expire. The range covers 8 of
        10 outcomes if your usage varies as it did.{' '}
        {hasPlan ? 'The credits your plan brings next are not counted.' : 'Future credits are not counted.'}
      </p>
    </>
  )
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`
