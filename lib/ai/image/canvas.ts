/** Width and height of a picture, in pixels. */
export const SIZE = 1024

type Stop = readonly [offset: number, colour: string, opacity?: number]

/** An SVG being painted. Takes numbers and colours of our own alone, so nothing in it needs escaping. */
export type Canvas = {
  /** A gradient to fill with; `line` is its start and end in fractions of the shape, from the top down when left out. */
  linear(stops: readonly Stop[], line?: readonly [x1: number, y1: number, x2: number, y2: number]): string
  /** A gradient from a point of the shape outwards; the centre when left out. */
  radial(stops: readonly Stop[], centre?: readonly [x: number, y: number]): string
  /** Paints over what is there. */
  add(...shapes: string[]): void
  toSvg(): string
}

export function createCanvas(): Canvas {
  const definitions: string[] = []
  const shapes: string[] = []
  const define = (kind: string, attributes: string, stops: readonly Stop[]) => {
    const id = `g${definitions.length}`
    const parts = stops.map(
      ([offset, colour, opacity = 1]) =>
        `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
    )
    definitions.push(`<${kind} id="${id}" ${attributes}>${parts.join('')}</${kind}>`)
    return `url(#${id})`
  }
  return {
    linear: (stops, [x1, y1, x2, y2] = [0, 0, 0, 1]) =>
      define('linearGradient', `x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"`, stops),
    radial: (stops, [x, y] = [0.5, 0.5]) =>
      define('radialGradient', `cx="0.5" cy="0.5" r="0.5" fx="${x}" fy="${y}"`, stops),
    add: (...more) => void shapes.push(...more),
    toSvg: () =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 ${SIZE} ${SIZE}"><defs>${definitions.join('')}</defs>${shapes.join('')}</svg>`,
  }
}

const round = (value: number) => Math.round(value * 10) / 10

export const circle = (x: number, y: number, radius: number, attributes: string) =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" ${attributes}/>`

export const backdrop = (fill: string) => `<rect width="${SIZE}" height="${SIZE}" fill="${fill}"/>`

type Point = readonly [x: number, y: number]

/** A soft line through points, as path data. */
export function curve(points: readonly Point[]): string {
  const [first = [0, 0], ...rest] = points
  let before = first
  const parts = rest.map((point, index) => {
    const next = rest[index + 1] ?? point
    const current = index === 0 ? first : (rest[index - 1] ?? first)
    // Catmull-Rom, written as cubic curves.
    const controls = [
      current[0] + (point[0] - before[0]) / 6,
      current[1] + (point[1] - before[1]) / 6,
      point[0] - (next[0] - current[0]) / 6,
      point[1] - (next[1] - current[1]) / 6,
    ]
    before = current
    return `C${[...controls, ...point].map(round).join(' ')}`
  })
  return `M${first.map(round).join(' ')}${parts.join('')}`
}

/** Part of a circle as path data; angles in degrees, clockwise from the right. */
export function arc(x: number, y: number, radius: number, from: number, to: number): string {
  const at = (angle: number) => {
    const radians = (angle * Math.PI) / 180
    return `${round(x + radius * Math.cos(radians))} ${round(y + radius * Math.sin(radians))}`
  }
  return `M${at(from)}A${round(radius)} ${round(radius)} 0 ${to - from > 180 ? 1 : 0} 1 ${at(to)}`
}

/** The colour that lies `share` of the way from one to another; both as #rrggbb. */
export function mix(one: string, other: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [from, to] = [one, other].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16))
    const value = Math.round((from ?? 0) + ((to ?? 0) - (from ?? 0)) * share)
    return value.toString(16).padStart(2, '0')
  })
  return `#${channels.join('')}`
}
