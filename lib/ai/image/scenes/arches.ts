import { backdrop, circle, mix, SIZE } from '../canvas'
import type { Scene } from './scene'

/** Rainbows that rise from the ground, one before the other, under a plain sun. */
export const arches: Scene = (canvas, { sky, near, glow, accents }, random) => {
  const paper = mix(glow, sky[2], 0.5)
  canvas.add(
    backdrop(
      canvas.linear([
        [0, mix(paper, sky[1], 0.35)],
        [0.7, paper],
        [1, mix(paper, accents[1], 0.25)],
      ]),
    ),
  )
  const [x, y] = [random.between(200, 824), random.between(170, 300)]
  canvas.add(
    circle(
      x,
      y,
      330,
      `fill="${canvas.radial([
        [0, accents[1], 0.5],
        [1, accents[1], 0],
      ])}"`,
    ),
  )
  canvas.add(
    circle(
      x,
      y,
      random.between(84, 120),
      `fill="${canvas.linear([
        [0, mix(accents[1], glow, 0.35)],
        [1, accents[0]],
      ])}"`,
    ),
  )

  const isMirrored = random.pick([true, false])
  const shift = random.whole(0, 5)
  const hills = [
    [random.between(40, 340), random.between(380, 500)],
    [random.between(640, 960), random.between(300, 430)],
    [random.between(340, 700), random.between(230, 330)],
    [random.between(-20, 260), random.between(170, 250)],
    [random.between(780, 1040), random.between(190, 270)],
    [random.between(300, 760), random.between(110, 180)],
  ] as const
  hills.slice(0, random.whole(4, 6)).forEach(([from, size], hill) => {
    const centre = isMirrored ? SIZE - from : from
    const ground = SIZE - 130 + hill * 42
    const bands = random.whole(5, 7)
    for (let band = 0; band < bands; band++) {
      const radius = size * (1 - band / (bands + 0.6))
      const colour =
        band === bands - 1 ? paper : ([...accents, near[0], near[1]][(band + hill * 2 + shift) % 6] ?? glow)
      const fill = canvas.linear([
        [0, mix(colour, glow, 0.22)],
        [0.55, colour],
        [1, mix(colour, near[1], 0.3)],
      ])
      canvas.add(
        `<path d="M${(centre - radius).toFixed(1)} ${SIZE}V${ground}A${radius.toFixed(1)} ${radius.toFixed(1)} 0 0 1 ${(centre + radius).toFixed(1)} ${ground}V${SIZE}Z" fill="${fill}"/>`,
      )
    }
  })
  canvas.add(
    backdrop(
      canvas.linear([
        [0, near[1], 0],
        [0.72, near[1], 0],
        [1, near[1], 0.5],
      ]),
    ),
  )
}
