import { CalendarClock } from 'lucide-react'
import { Amount } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { LocalTime } from '@/components/ui/local-time'
import type { PriceItem } from '@/lib/admin/shapes/catalogue'
import { namePrice } from './name-price'
import { PriceDialog } from './price-dialog'
import { TakeBackButton } from './take-back-button'

/** What each feature costs, and what it will cost. */
export function PriceList({ prices }: { prices: PriceItem[] }) {
  return (
    <Card>
      <ul className="divide-y">
        {prices.map((price) => {
          const { feature, model, current, upcoming } = price
          const id = `price-${feature}/${model}`
          return (
            <li
              key={id}
              className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-4 gap-y-2 px-5 py-3 sm:px-6"
            >
              <div className="grid min-w-0">
                <p id={id} tabIndex={-1} className="break-words font-medium text-sm outline-none">
                  {namePrice(price)}
                </p>
                {current?.since ? (
                  <p className="text-muted-foreground text-xs">
                    Since <LocalTime iso={current.since} />
                  </p>
                ) : null}
              </div>
              <p className="tabular text-sm">
                {current ? (
                  <Amount value={current.credits} unit />
                ) : (
                  <Badge variant="secondary">No price</Badge>
                )}
              </p>
              <PriceDialog price={price} />
              {upcoming.map(({ effectiveFrom, credits }) => (
                <p
                  key={effectiveFrom}
                  className="col-span-3 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm"
                >
                  <CalendarClock aria-hidden className="size-4 text-brand" />
                  {credits === null ? 'No price' : <Amount value={credits} unit />} from{' '}
                  <LocalTime iso={effectiveFrom} />
                  <TakeBackButton price={price} effectiveFrom={effectiveFrom} focusAfter={id} />
                </p>
              ))}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
