import { afterEach, describe, expect, it, vi } from 'vitest'
import { generateImage } from '../../../lib/ai/image/generate-image'
import { useSettings } from './settings'

useSettings()
afterEach(() => vi.unstubAllGlobals())

const { signal } = new AbortController()
const draw = (prompt: string) => generateImage({ prompt, signal })
// From ¡ to ž, and some of the quotes that keyboards make.
const LETTERS = String.fromCodePoint(
  ...Array.from({ length: 0x17f - 0xa1 }, (_, index) => 0xa1 + index),
  0x201c,
  0x2026,
)
const MOST_BYTES = 5 * 1024 * 1024

describe('the built-in pictures', () => {
  it('are PNG files of the size they say, and fit the bucket', async () => {
    const picture = await draw('a lighthouse at night')
    expect(picture).toMatchObject({
      mediaType: 'image/png',
      model: 'demo',
      isDemo: true,
      width: 1024,
      height: 1024,
    })
    const file = Buffer.from(picture.bytes)
    expect(file.toString('latin1', 1, 4)).toBe('PNG')
    expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([1024, 1024])
    expect(file.length).toBeLessThan(MOST_BYTES)
    // A plain area of this size takes some 4 kB.
    expect(file.length).toBeGreaterThan(40_000)
  })

  it('are the same for the same prompt and others for others', async () => {
    const [one, again, other] = await Promise.all([
      draw('a red boat'),
      draw(' A red  boat'),
      draw('a red goat'),
    ])
    expect(Buffer.compare(one.bytes, other.bytes)).not.toBe(0)
    const same = await draw('a red boat')
    expect(Buffer.compare(one.bytes, same.bytes)).toBe(0)
    // Only the caption differs: the picture is the same.
    expect(Math.abs(one.bytes.length - again.bytes.length)).toBeLessThan(2000)
  })

  it.each([
    '咖啡店 🦊',
    LETTERS.slice(0, 90),
    LETTERS.slice(90, 180),
    LETTERS.slice(180),
    '<svg onload="alert(1)">& "quotes"',
    `${'long '.repeat(300)}`,
    '🦊',
  ])('ask the network for nothing, whatever the prompt: %s', async (prompt) => {
    // The renderer reads its own font with fetch, from its own folder.
    const original = globalThis.fetch
    const asked: string[] = []
    vi.stubGlobal('fetch', (address: unknown, options?: RequestInit) => {
      asked.push(String(address))
      return original(address as string, options)
    })
    expect((await draw(prompt)).bytes.length).toBeGreaterThan(40_000)
    expect(asked.filter((address) => !/^(?:file|data):/.test(address))).toEqual([])
  })

  it('are not drawn once aborted', async () => {
    const reason = new Error('too late')
    await expect(generateImage({ prompt: 'tea', signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})
