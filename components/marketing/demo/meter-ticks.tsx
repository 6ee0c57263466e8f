// Everything in the demo changes with every click: remembering parts of it would only make the landing page heavier.
'use no memo'

import { METER_SIZE } from './meter-state'

const POSITIONS = Array.from({ length: METER_SIZE }, (_, index) => index)

/** One tick per credit: spendable first, then held, then spent. The figures beside it say the same in words. */
export function MeterTicks({ available, held }: { available: number; held: number }) {
  return (
    <div aria-hidden="true" className="flex h-14 items-stretch justify-between sm:h-16">
      {POSITIONS.map((position) => {
        const state = position < available ? 'available' : position < available + held ? 'held' : 'empty'
        return <span key={position} data-state={state} className={TICK} />
      })}
    </div>
  )
}

const TICK =
  'w-[3px] rounded-full transition-[background-color,scale] duration-300 data-[state=available]:bg-meter-available data-[state=held]:animate-held data-[state=held]:bg-meter-held data-[state=empty]:scale-y-50 data-[state=empty]:bg-meter-empty sm:w-1'
