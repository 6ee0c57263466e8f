import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheLife } from 'next/cache'
import { ImageResponse } from 'next/og'
import { PRODUCT_NAME, TAGLINE } from '@/lib/brand'

export const alt = `${PRODUCT_NAME}: ${TAGLINE}`
export const size = { width: 1200, height: 630 }
export const contentType = 'image/png'

const TICKS = Array.from({ length: 75 }, (_, index) => index)

/** The card that links to the site show: the headline over the meter. Drawn once, when the app is built. */
export default async function OpenGraphImage() {
  return new Response(await drawCard(), { headers: { 'Content-Type': contentType } })
}

async function drawCard(): Promise<ArrayBuffer> {
  'use cache'
  cacheLife('max')
  const fonts = join(process.cwd(), 'node_modules/geist/dist/fonts/geist-sans')
  const semiBold = await readFile(join(fonts, 'Geist-SemiBold.ttf'))
  const image = new ImageResponse(
    <div
      style={{
        width: '100%',
        height: '100%',
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        padding: 72,
        background: '#0b0c0e',
        color: '#f3f4f6',
        fontFamily: 'Geist',
      }}
    >
      <div style={{ display: 'flex', alignItems: 'center', gap: 20, fontSize: 36 }}>
        <svg width="60" height="60" viewBox="0 0 32 32" fill="none" aria-hidden="true">
          <rect width="32" height="32" rx="9" fill="#1e4de6" />
          <path d="M20.6 9.4a8 8 0 1 0 0 13.2" stroke="#fff" strokeWidth="4.25" strokeLinecap="round" />
          <circle cx="22.4" cy="16" r="2.6" fill="#fff" />
        </svg>
        {PRODUCT_NAME}
      </div>
      <div
        style={{
          display: 'flex',
          flexDirection: 'column',
          fontSize: 104,
          lineHeight: 1.04,
          letterSpacing: -4,
        }}
      >
        <div>Sell credits.</div>
        <div>Never lose count.</div>
      </div>
      <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', height: 88 }}>
        {TICKS.map((tick) => (
          <div
            key={tick}
            style={{
              width: 6,
              height: tick < 53 ? 88 : 44,
              borderRadius: 3,
              background: tick < 50 ? '#5c82ff' : tick < 53 ? '#f0b04b' : '#2c2e33',
            }}
          />
        ))}
      </div>
    </div>,
    { ...size, fonts: [{ name: 'Geist', data: semiBold, weight: 600 }] },
  )
  return image.arrayBuffer()
}
