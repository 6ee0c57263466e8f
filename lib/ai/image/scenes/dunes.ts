import { arc, backdrop, circle, curve, mix, SIZE } from '../canvas'
import type { Scene } from './scene'

const LAYERS = 6
const STARS = 46

/** Hills in the haze, one behind the other, under a sun with rings. */
export const dunes: Scene = (canvas, { sky, near, glow, accents }, random) => {
  const [top, middle, bottom] = sky
  canvas.add(
    backdrop(
      canvas.linear([
        [0, top],
        [0.55, middle],
        [0.82, bottom],
        [1, bottom],
      ]),
    ),
  )
  for (let star = 0; star < STARS; star++) {
    const fade = random.between(0.15, 0.7)
    canvas.add(
      circle(
        random.between(0, SIZE),
        random.between(0, 420),
        random.between(0.8, 2.4),
        `fill="${glow}" opacity="${fade.toFixed(2)}"`,
      ),
    )
  }

  const [x, y, radius] = [random.between(280, 744), random.between(330, 440), random.between(96, 140)]
  canvas.add(
    circle(
      x,
      y,
      radius * 3.6,
      `fill="${canvas.radial([
        [0, glow, 0.75],
        [0.35, glow, 0.28],
        [1, glow, 0],
      ])}"`,
    ),
  )
  for (let ring = 1; ring <= 4; ring++) {
    const distance = radius + ring * random.between(30, 40)
    const from = random.between(150, 230)
    canvas.add(
      `<path d="${arc(x, y, distance, from, from + random.between(90, 250))}" fill="none" stroke="${glow}" stroke-width="${5 - ring}" stroke-linecap="round" opacity="${0.6 - ring * 0.1}"/>`,
    )
  }
  canvas.add(
    circle(
      x,
      y,
      radius,
      `fill="${canvas.linear([
        [0, glow],
        [1, mix(glow, accents[1], 0.75)],
      ])}"`,
    ),
  )

  for (let layer = 0; layer < LAYERS; layer++) {
    const depth = layer / (LAYERS - 1)
    const base = 520 + depth * 330
    const height = random.between(50, 120) * (1.1 - depth * 0.4)
    const phase = random.between(0, Math.PI * 2)
    const waves = random.between(0.7, 1.5)
    const ridge = Array.from({ length: 9 }, (_, index) => {
      const along = index / 8
      const rise = Math.sin(along * Math.PI * 2 * waves + phase) + 0.45 * Math.sin(along * 11 + phase * 2)
      return [along * (SIZE + 160) - 80, base - rise * height] as const
    })
    const colour = mix(mix(bottom, near[0], 0.55), near[1], depth ** 1.15)
    const lit = mix(colour, layer % 2 === 0 ? accents[0] : accents[2], 0.38 * (1 - depth * 0.5))
    const fill = canvas.linear([
      [0, lit],
      [0.5, colour],
      [1, mix(colour, near[1], 0.35)],
    ])
    canvas.add(`<path d="${curve(ridge)}L${SIZE + 80} ${SIZE}L-80 ${SIZE}Z" fill="${fill}"/>`)
    canvas.add(
      `<path d="${curve(ridge)}" fill="none" stroke="${glow}" stroke-width="1.6" opacity="${(0.34 * (1 - depth)).toFixed(2)}"/>`,
    )
  }
}
