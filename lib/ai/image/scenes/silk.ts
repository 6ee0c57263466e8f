import { backdrop, circle, curve, mix, SIZE } from '../canvas'
import type { Scene } from './scene'

const BANDS = 3
const THREADS = 26

/** Clouds of colour, and bands of fine threads that wind through them. */
export const silk: Scene = (canvas, { sky, near, glow, accents }, random) => {
  canvas.add(
    backdrop(
      canvas.linear(
        [
          [0, mix(near[1], sky[0], 0.15)],
          [1, mix(near[1], near[0], 0.35)],
        ],
        [0, 0, 1, 1],
      ),
    ),
  )
  for (let cloud = 0; cloud < 8; cloud++) {
    const colour = [...accents, near[0], accents[0]][cloud % 6] ?? glow
    const radius = random.between(280, 520)
    canvas.add(
      circle(
        random.between(0, SIZE),
        random.between(0, SIZE),
        radius,
        `fill="${canvas.radial([
          [0, colour, 0.62],
          [0.5, colour, 0.25],
          [1, colour, 0],
        ])}"`,
      ),
    )
  }
  const [x, y, radius] = [random.between(240, 784), random.between(200, 400), random.between(70, 120)]
  canvas.add(
    circle(
      x,
      y,
      radius * 3,
      `fill="${canvas.radial([
        [0, glow, 0.6],
        [1, glow, 0],
      ])}"`,
    ),
  )
  canvas.add(
    circle(
      x,
      y,
      radius,
      `fill="${canvas.linear([
        [0, glow],
        [1, mix(glow, accents[1], 0.6)],
      ])}"`,
    ),
  )

  for (let band = 0; band < BANDS; band++) {
    const base = 380 + band * 190 + random.between(-50, 50)
    const [one, other] = [accents[(band * 2) % 4] ?? glow, accents[(band * 2 + 1) % 4] ?? glow]
    const stroke = canvas.linear(
      [
        [0, one, 0.1],
        [0.25, mix(one, glow, 0.35), 0.95],
        [0.6, other, 0.85],
        [1, glow, 0.15],
      ],
      [0, 0, 1, 0],
    )
    const knots = Array.from({ length: 7 }, () => [random.between(-90, 90), random.between(0.12, 1)] as const)
    for (let thread = 0; thread < THREADS; thread++) {
      const share = thread / (THREADS - 1) - 0.5
      const points = knots.map(
        ([rise, spread], index) =>
          [(index / 6) * (SIZE + 240) - 120, base + rise + share * 250 * spread] as const,
      )
      canvas.add(
        `<path d="${curve(points)}" fill="none" stroke="${stroke}" stroke-width="${thread % 5 === 0 ? 3 : 1.5}" stroke-linecap="round"/>`,
      )
    }
  }
}
