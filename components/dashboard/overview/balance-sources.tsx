import { Amount } from '@/components/ui/amount'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { LocalTime } from '@/components/ui/local-time'
import { QuietLink } from '@/components/ui/quiet-link'
import { cn } from '@/lib/cn'
import type { Summary } from '@/lib/credits/movement'
import { isPaused, SOURCE_LABELS } from '@/lib/credits/transaction-words'
import { historyHref } from '@/lib/history/href'

const COLORS = [1, 2, 3, 4, 5].map((color) => `var(--chart-${color})`)
/** Each source has its own: after the five of the theme, the same ones paler. */
const SHADES = [...COLORS, ...COLORS.map((color) => `color-mix(in oklab, ${color} 55%, var(--card))`)]

type Source = Summary['sources'][number]

/** A source with the colour that it has in the bar. Leads to its transactions, if there are any that name it. */
function SourceRow({ source, remaining, nextExpiresAt, shade }: Source & { shade?: string }) {
  const row = 'flex items-center gap-3 rounded-lg px-2 py-2 text-sm sm:px-3'
  const content = (
    <>
      <span aria-hidden className="size-2.5 shrink-0 rounded-full" style={{ background: shade }} />
      <span className="grid min-w-0 flex-1 sm:flex sm:items-baseline sm:gap-3">
        <span>{SOURCE_LABELS[source]}</span>
        {nextExpiresAt ? (
          <span className="text-muted-foreground text-xs">
            next expiry <LocalTime iso={nextExpiresAt} dateOnly />
          </span>
        ) : isPaused(source, nextExpiresAt) ? (
          <span className="text-muted-foreground text-xs">kept while your plan is paused</span>
        ) : null}
      </span>
      <Amount value={remaining} className="font-medium" />
    </>
  )
  // What is given back is written down with the grant it was taken from, which is of another source.
  if (source === 'grace') return <div className={row}>{content}</div>
  return (
    <QuietLink href={historyHref({ source })} className={cn(row, 'transition-colors hover:bg-accent')}>
      {content}
    </QuietLink>
  )
}

/** What the balance consists of, in the order of size, with what expires next. */
export function BalanceSources({ summary }: { summary: Summary }) {
  const { sources, available, held, nextExpiresAt, nextExpiring } = summary
  return (
    <Card>
      <CardHeader>
        <CardTitle>Where your credits come from</CardTitle>
        <CardDescription>
          {nextExpiresAt ? (
            <>
              Next to expire: <Amount value={nextExpiring} unit /> on <LocalTime iso={nextExpiresAt} />.
            </>
          ) : sources.some((each) => isPaused(each.source, each.nextExpiresAt)) ? (
            'None of them expire while your plan is paused.'
          ) : available > 0 ? (
            'None of them expire.'
          ) : (
            'You have no credits right now.'
          )}
          {held > 0 ? ' Credits on hold are not counted here.' : null}
        </CardDescription>
      </CardHeader>
      {available > 0 ? (
        <>
          <div aria-hidden className="mx-5 mt-4 flex h-2 gap-0.5 overflow-hidden rounded-full sm:mx-6">
            {sources.map(({ source, remaining }, index) => (
              <span
                key={source}
                style={{ flexGrow: remaining, background: SHADES[index % SHADES.length] }}
                className="min-w-1 basis-0"
              />
            ))}
          </div>
          <ul className="p-3 pt-2">
            {sources.map((each, index) => (
              <li key={each.source}>
                <SourceRow {...each} shade={SHADES[index % SHADES.length]} />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <div className="pb-5 sm:pb-6" />
      )}
    </Card>
  )
}
