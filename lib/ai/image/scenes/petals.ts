import { backdrop, circle, mix, SIZE } from '../canvas'
import type { Scene } from './scene'

/** A flower of see-through petals, ring upon ring, on a soft ground. */
export const petals: Scene = (canvas, { sky, near, glow, accents }, random) => {
  const [x, y] = [SIZE / 2 + random.between(-40, 40), 486 + random.between(-24, 24)]
  canvas.add(
    backdrop(
      canvas.linear(
        [
          [0, sky[0]],
          [0.6, sky[1]],
          [1, sky[2]],
        ],
        [random.between(0, 0.4), 0, random.between(0.6, 1), 1],
      ),
    ),
  )
  canvas.add(
    circle(
      x,
      y,
      620,
      `fill="${canvas.radial([
        [0, glow, 0.6],
        [0.5, sky[2], 0.25],
        [1, sky[2], 0],
      ])}"`,
    ),
  )
  for (let drop = 0; drop < 14; drop++) {
    const colour = accents[drop % accents.length] ?? glow
    canvas.add(
      circle(
        random.between(-40, SIZE + 40),
        random.between(-40, SIZE + 40),
        random.between(30, 120),
        `fill="${canvas.radial([
          [0, colour, 0.32],
          [1, colour, 0],
        ])}"`,
      ),
    )
  }

  const rings = 4
  const count = random.whole(8, 13)
  for (let ring = 0; ring < rings; ring++) {
    const length = 205 - ring * 42
    const width = length * random.between(0.58, 0.74)
    const distance = 190 - ring * 48
    const outer = accents[ring % accents.length] ?? glow
    const inner = accents[(ring + 1) % accents.length] ?? glow
    const fill = canvas.linear([
      [0, mix(outer, glow, 0.15), 0.92],
      [0.6, mix(outer, inner, 0.5), 0.72],
      [1, mix(inner, near[1], 0.25), 0.55],
    ])
    const turn = random.between(0, 360 / count)
    for (let petal = 0; petal < count; petal++) {
      const angle = turn + (petal * 360) / count
      canvas.add(
        `<ellipse cx="${x.toFixed(1)}" cy="${(y - distance).toFixed(1)}" rx="${(width / 2).toFixed(1)}" ry="${length.toFixed(1)}" fill="${fill}" stroke="${glow}" stroke-opacity="0.35" stroke-width="1.4" transform="rotate(${angle.toFixed(2)} ${x.toFixed(1)} ${y.toFixed(1)})"/>`,
      )
    }
  }

  const heart = random.between(40, 56)
  canvas.add(
    circle(
      x,
      y,
      heart * 2,
      `fill="${canvas.radial([
        [0, near[1], 0.35],
        [1, near[1], 0],
      ])}"`,
    ),
  )
  canvas.add(
    circle(
      x,
      y,
      heart,
      `fill="${canvas.radial(
        [
          [0, glow],
          [0.6, accents[1]],
          [1, mix(accents[1], near[1], 0.5)],
        ],
        [0.4, 0.35],
      )}"`,
    ),
  )
  for (let seed = 0; seed < 34; seed++) {
    // The golden angle, as sunflowers have it.
    const angle = seed * 2.39996
    const distance = heart * 0.82 * Math.sqrt(seed / 34)
    canvas.add(
      circle(
        x + distance * Math.cos(angle),
        y + distance * Math.sin(angle),
        2.6,
        `fill="${near[1]}" opacity="0.55"`,
      ),
    )
  }
}
