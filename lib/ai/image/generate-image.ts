import 'server-only'
import { generateImage as requestImage } from 'ai'
import { getProvider, toProviderError } from '@/lib/ai/provider'
import { serverEnv } from '@/lib/env/server'
import { SIZE } from './canvas'
import { drawPicture } from './draw-picture'

export type GeneratedImage = {
  bytes: Uint8Array
  mediaType: 'image/png'
  /** the model's id; `demo` is the built-in one */
  model: string
  isDemo: boolean
  /** in pixels */
  width: number
  height: number
}

const PNG_SIGNATURE = '89504e470d0a1a0a'
/** Where a PNG says how wide and how high it is, in bytes from its start. */
const WIDTH_AT = 16
const HEIGHT_AT = 20

/** Whether pictures are drawn by built-in code, because no model is configured for them. */
export const isImageDemo = (): boolean => !getProvider() || !serverEnv().AI_IMAGE_MODEL

/**
 * Make a picture: with the model AI_IMAGE_MODEL at AI_BASE_URL, or drawn from the words by built-in code. Throws
 * `provider_failed` when the model fails or answers no PNG, and the signal's reason when aborted.
 */
export async function generateImage({
  prompt,
  signal,
}: {
  prompt: string
  signal: AbortSignal
}): Promise<GeneratedImage> {
  signal.throwIfAborted()
  const { AI_IMAGE_MODEL } = serverEnv()
  const provider = getProvider()
  if (!provider || !AI_IMAGE_MODEL) {
    const bytes = await drawPicture(prompt)
    signal.throwIfAborted()
    return { bytes, mediaType: 'image/png', model: 'demo', isDemo: true, width: SIZE, height: SIZE }
  }
  try {
    const { image } = await requestImage({
      model: provider.imageModel(AI_IMAGE_MODEL),
      prompt,
      size: `${SIZE}x${SIZE}`,
      abortSignal: signal,
    })
    const bytes = image.uint8Array
    return { bytes, mediaType: 'image/png', model: AI_IMAGE_MODEL, isDemo: false, ...readSize(bytes) }
  } catch (cause) {
    throw toProviderError(cause, signal)
  }
}

function readSize(bytes: Uint8Array): { width: number; height: number } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isPng = file.length > HEIGHT_AT + 4 && file.toString('hex', 0, 8) === PNG_SIGNATURE
  if (!isPng) throw new Error('The image model answered something else than a PNG.')
  return { width: file.readUInt32BE(WIDTH_AT), height: file.readUInt32BE(HEIGHT_AT) }
}
