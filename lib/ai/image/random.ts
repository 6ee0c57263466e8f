/** Numbers that look random and are the same for the same seed. */
export type Random = {
  /** from `low` to `high`, the latter excluded */
  between(low: number, high: number): number
  /** a whole number from `low` to `high`, both included */
  whole(low: number, high: number): number
  pick<const T>(items: readonly [T, ...T[]]): T
}

/** FNV-1a: near texts get far seeds. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (low: number, high: number) => low + next() * (high - low)
  const whole = (low: number, high: number) => Math.floor(between(low, high + 1))
  return { between, whole, pick: (items) => items[whole(0, items.length - 1)] ?? items[0] }
}
