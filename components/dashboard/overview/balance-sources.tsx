import { Amount } from '@/components/ui/amount'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { LocalTime } from '@/components/ui/local-time'
import { QuietLink } from '@/components/ui/quiet-link'
import type { Summary } from '@/lib/credits/movement'
import { SOURCE_LABELS } from '@/lib/credits/transaction-words'
import { historyHref } from '@/lib/history/href'

const COLORS = [1, 2, 3, 4, 5].map((color) => `var(--chart-${color})`)
/** Each source has its own: after the five of the theme, the same ones paler. */
const SHADES = [...COLORS, ...COLORS.map((color) => `color-mix(in oklab, ${color} 55%, var(--card))`)]

/** What the balance consists of, in the order of size, with what expires next. */
export function BalanceSources({ summary }: { summary: Summary }) {
  const { sources, available, nextExpiresAt, nextExpiring } = summary
  return (
    <Card>
      <CardHeader>
        <CardTitle>Where your credits are from</CardTitle>
        <CardDescription>
          {nextExpiresAt ? (
            <>
              Next to expire: <Amount value={nextExpiring} unit /> on <LocalTime iso={nextExpiresAt} />.
            </>
          ) : available > 0 ? (
            'None of them expire.'
          ) : (
            'There are none right now.'
          )}
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
            {sources.map(({ source, remaining, nextExpiresAt: expiry }, index) => (
              <li key={source}>
                <QuietLink
                  href={historyHref({ source })}
                  className="flex items-center gap-3 rounded-lg px-2 py-2 text-sm transition-colors hover:bg-accent sm:px-3"
                >
                  <span
                    aria-hidden
                    className="size-2.5 shrink-0 rounded-full"
                    style={{ background: SHADES[index % SHADES.length] }}
                  />
                  <span className="grid min-w-0 flex-1 sm:flex sm:items-baseline sm:gap-3">
                    <span>{SOURCE_LABELS[source]}</span>
                    {expiry ? (
                      <span className="text-muted-foreground text-xs">
                        next expiry <LocalTime iso={expiry} dateOnly />
                      </span>
                    ) : null}
                  </span>
                  <Amount value={remaining} className="font-medium" />
                </QuietLink>
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
