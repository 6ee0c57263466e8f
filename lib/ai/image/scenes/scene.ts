import type { Canvas } from '../canvas'
import type { Palette } from '../palette'
import type { Random } from '../random'

/** One way to compose a picture. */
export type Scene = (canvas: Canvas, palette: Palette, random: Random) => void
