import { backdrop, mix, SIZE } from '../canvas'
import type { Scene } from './scene'

/** Quarter circles, discs and rings in a grid, as on a poster of the twenties. */
export const tiles: Scene = (canvas, { sky, near, glow, accents }, random) => {
  const count = random.pick([4, 5])
  const side = SIZE / count
  const colours = [...accents, near[0], near[1], glow, sky[2]] as const
  const pickColour = () => random.pick(colours as unknown as readonly [string, ...string[]])
  canvas.add(backdrop(mix(glow, sky[2], 0.6)))
  for (let tile = 0; tile < count * count; tile++) {
    const [left, top] = [(tile % count) * side, Math.floor(tile / count) * side]
    const ground = pickColour()
    const others = colours.filter((colour) => colour !== ground)
    const main = others[random.whole(0, others.length - 1)] ?? glow
    const detail = others[random.whole(0, others.length - 1)] ?? glow
    const turn = random.whole(0, 3) * 90
    const fill = canvas.linear(
      [
        [0, mix(main, glow, 0.16)],
        [1, mix(main, near[1], 0.16)],
      ],
      [0, 0, 1, 1],
    )
    const shapes = {
      quarter: `<path d="M0 0H${side}A${side} ${side} 0 0 1 0 ${side}Z" fill="${fill}"/><path d="M0 0H${side * 0.5}A${side * 0.5} ${side * 0.5} 0 0 1 0 ${side * 0.5}Z" fill="${detail}"/>`,
      disc: `<circle cx="${side / 2}" cy="${side / 2}" r="${side * 0.38}" fill="${fill}"/><path d="M${side * 0.12} ${side / 2}A${side * 0.38} ${side * 0.38} 0 0 1 ${side * 0.88} ${side / 2}Z" fill="${detail}"/>`,
      rings: [0.48, 0.34, 0.2]
        .map(
          (share, index) =>
            `<circle cx="${side / 2}" cy="${side / 2}" r="${side * share}" fill="${index === 1 ? ground : index === 0 ? fill : detail}"/>`,
        )
        .join(''),
      arches: [1, 0.76, 0.52, 0.28]
        .map(
          (share, index) =>
            `<path d="M${(side * (1 - share)) / 2} ${side}A${(side * share) / 2} ${(side * share) / 2} 0 0 1 ${(side * (1 + share)) / 2} ${side}Z" fill="${index % 2 === 0 ? fill : ground}"/>`,
        )
        .join(''),
      leaf: `<path d="M0 0A${side} ${side} 0 0 1 ${side} ${side}A${side} ${side} 0 0 1 0 0Z" fill="${fill}"/>`,
      halves: `<path d="M0 0H${side}A${side / 2} ${side / 2} 0 0 1 0 0Z" fill="${fill}"/><path d="M0 ${side}H${side}A${side / 2} ${side / 2} 0 0 0 0 ${side}Z" fill="${detail}"/>`,
    }
    const shape = random.pick(['quarter', 'quarter', 'disc', 'rings', 'arches', 'leaf', 'halves'] as const)
    canvas.add(
      `<g transform="translate(${left} ${top}) rotate(${turn} ${side / 2} ${side / 2})"><rect x="-0.5" y="-0.5" width="${side + 1}" height="${side + 1}" fill="${ground}"/>${shapes[shape]}</g>`,
    )
  }
  canvas.add(
    backdrop(
      canvas.linear(
        [
          [0, glow, 0.16],
          [0.5, glow, 0],
          [1, near[1], 0.22],
        ],
        [0, 0, 1, 1],
      ),
    ),
  )
}
