import 'server-only'
import { ImageResponse } from 'next/og'
import { createCanvas, SIZE } from './canvas'
import { choosePalette } from './palette'
import { createRandom, hashText } from './random'
import { arches } from './scenes/arches'
import { dunes } from './scenes/dunes'
import { orbits } from './scenes/orbits'
import { petals } from './scenes/petals'
import { silk } from './scenes/silk'
import { tiles } from './scenes/tiles'

const MAX_CAPTION = 90
// Beyond the Latin letters that the font in the package has, the renderer would ask the network for fonts.
const NOT_DRAWABLE =
  /[^\x20-\x7e\u00a1-\u00ac\u00ae-\u0113\u0116-\u012b\u012e-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u014d\u0150-\u017e\u2013\u2014\u2018\u2019\u201c\u201d\u2026]/g

/** Draw an abstract picture from a prompt, 1024 pixels square, as PNG. The same prompt gives the same picture. */
export async function drawPicture(prompt: string): Promise<Uint8Array> {
  const text = prompt.trim().replace(/\s+/g, ' ')
  const random = createRandom(hashText(text.toLowerCase()))
  const canvas = createCanvas()
  const paint = random.pick([dunes, orbits, petals, tiles, silk, arches])
  paint(canvas, choosePalette(text, random), random)
  const image = new ImageResponse(
    <div style={{ display: 'flex', width: SIZE, height: SIZE, fontSize: 22, color: '#fff' }}>
      <img
        alt=""
        width={SIZE}
        height={SIZE}
        src={`data:image/svg+xml;base64,${Buffer.from(canvas.toSvg()).toString('base64')}`}
        style={{ position: 'absolute' }}
      />
      {drawCaption(text)}
    </div>,
    { width: SIZE, height: SIZE },
  )
  return new Uint8Array(await image.arrayBuffer())
}

// Not a component: the compiler would give it hooks, and nothing here runs them.
function drawCaption(text: string) {
  const drawable = text.normalize('NFC').replace(NOT_DRAWABLE, '').replace(/\s+/g, ' ').trim()
  if (drawable === '') return null
  const caption = drawable.length > MAX_CAPTION ? `${drawable.slice(0, MAX_CAPTION).trimEnd()}…` : drawable
  return (
    <div
      style={{
        position: 'absolute',
        bottom: 0,
        width: SIZE,
        display: 'flex',
        padding: '90px 40px 32px',
        wordBreak: 'break-word',
        backgroundImage: 'linear-gradient(to top, rgba(0, 0, 0, 0.55), rgba(0, 0, 0, 0))',
      }}
    >
      {caption}
    </div>
  )
}
