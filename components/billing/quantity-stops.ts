import type { CSSProperties } from 'react'

/**
 * The quantities that a slider from 1 to `max` stops at: every one up to 10, then in growing steps (by 5 up to 50, by 10 up to 100,
 * by 50 up to 500, and so on), so that small and large ones are equally easy to hit. Always ends at `max`.
 */
export function quantityStops(max: number): number[] {
  const stops: number[] = []
  for (let quantity = 1; quantity < max; quantity += stepAfter(quantity)) stops.push(quantity)
  return [...stops, max]
}

function stepAfter(quantity: number): number {
  if (quantity < 10) return 1
  const decade = 10 ** Math.floor(Math.log10(quantity))
  return quantity < 5 * decade ? decade / 2 : decade
}

/** The index of the stop that a quantity is closest to from below. */
export function nearestStop(stops: number[], quantity: number): number {
  return Math.max(
    0,
    stops.findLastIndex((stop) => stop <= quantity),
  )
}

/** How far the handle of a `slider` has come that stands at one of `count` stops. */
export function sliderPart(index: number, count: number): CSSProperties {
  return { '--part': count > 1 ? index / (count - 1) : 0 } as CSSProperties
}
