import { arc, backdrop, circle, mix, SIZE } from '../canvas'
import type { Scene } from './scene'

const STARS = 90
const ORBITS = 9

/** A planet with arcs around it and moons on them. */
export const orbits: Scene = (canvas, { sky, near, glow, accents }, random) => {
  const [x, y] = [random.between(400, 624), random.between(390, 560)]
  const dark = mix(near[1], sky[0], 0.2)
  canvas.add(
    backdrop(
      canvas.linear(
        [
          [0, dark],
          [1, mix(near[1], near[0], 0.4)],
        ],
        [0.1, 0, 0.9, 1],
      ),
    ),
  )
  canvas.add(
    circle(
      x,
      y,
      720,
      `fill="${canvas.radial([
        [0, near[0], 0.95],
        [0.45, near[0], 0.4],
        [1, near[0], 0],
      ])}"`,
    ),
  )
  canvas.add(
    circle(
      random.between(80, 300),
      random.between(720, 900),
      420,
      `fill="${canvas.radial([
        [0, accents[2], 0.5],
        [1, accents[2], 0],
      ])}"`,
    ),
  )
  canvas.add(
    circle(
      random.between(760, 960),
      random.between(80, 260),
      380,
      `fill="${canvas.radial([
        [0, accents[3], 0.45],
        [1, accents[3], 0],
      ])}"`,
    ),
  )
  for (let star = 0; star < STARS; star++) {
    const fade = random.between(0.15, 0.9)
    canvas.add(
      circle(
        random.between(0, SIZE),
        random.between(0, SIZE),
        random.between(0.6, 2.3),
        `fill="${glow}" opacity="${fade.toFixed(2)}"`,
      ),
    )
  }

  const radius = random.between(120, 165)
  const lit = [random.between(0.28, 0.4), random.between(0.22, 0.36)] as const
  canvas.add(
    circle(
      x,
      y,
      radius * 2.4,
      `fill="${canvas.radial([
        [0, accents[0], 0.6],
        [1, accents[0], 0],
      ])}"`,
    ),
  )
  canvas.add(
    circle(
      x,
      y,
      radius,
      `fill="${canvas.radial(
        [
          [0, glow],
          [0.35, accents[1]],
          [0.72, accents[0]],
          [1, mix(accents[0], near[1], 0.7)],
        ],
        lit,
      )}"`,
    ),
  )

  for (let orbit = 0; orbit < ORBITS; orbit++) {
    const distance = radius + 46 + orbit * random.between(36, 44)
    const from = random.between(0, 360)
    const sweep = random.between(70, 290)
    const colour = accents[orbit % accents.length] ?? glow
    const width = orbit % 3 === 1 ? random.between(8, 18) : random.between(1.2, 3)
    canvas.add(circle(x, y, distance, `fill="none" stroke="${glow}" stroke-width="1" opacity="0.12"`))
    canvas.add(
      `<path d="${arc(x, y, distance, from, from + sweep)}" fill="none" stroke="${mix(colour, glow, 0.2)}" stroke-width="${width.toFixed(1)}" stroke-linecap="round" opacity="${random.between(0.55, 0.95).toFixed(2)}"/>`,
    )
    if (orbit % 2 === 1) continue
    const angle = ((from + sweep) * Math.PI) / 180
    const [moonX, moonY] = [x + distance * Math.cos(angle), y + distance * Math.sin(angle)]
    const size = random.between(9, 26)
    canvas.add(
      circle(
        moonX,
        moonY,
        size * 2.6,
        `fill="${canvas.radial([
          [0, colour, 0.55],
          [1, colour, 0],
        ])}"`,
      ),
    )
    canvas.add(
      circle(
        moonX,
        moonY,
        size,
        `fill="${canvas.radial(
          [
            [0, glow],
            [0.5, colour],
            [1, mix(colour, near[1], 0.55)],
          ],
          [0.35, 0.3],
        )}"`,
      ),
    )
  }
}
