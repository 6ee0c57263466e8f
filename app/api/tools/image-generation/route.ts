import { z } from 'zod'
import { generateImage } from '@/lib/ai/image/generate-image'
import { endpoint } from '@/lib/http/endpoint'
import { signPicture, storePicture } from '@/lib/pictures/store-picture'

const URL_SECONDS = 3600
const ImageInput = z.object({ prompt: z.string().trim().min(1).max(1000) })
const ImageAnswer = z.object({
  id: z.uuid(),
  path: z.string(),
  url: z.url(),
  width: z.int(),
  height: z.int(),
  model: z.string(),
})

// POST /api/tools/image-generation: make a picture and keep it; its address works for an hour
export const POST = endpoint(
  {
    auth: 'lead',
    feature: 'image-generation',
    summary: 'Make a picture',
    input: ImageInput,
    output: ImageAnswer,
    timeoutMs: 120_000,
  },
  async ({ owner, input: { prompt }, signal, commit }) => {
    const { bytes, mediaType, width, height, model } = await generateImage({ prompt, signal })
    commit()
    const { id, path } = await storePicture({ ownerId: owner.id, bytes, mediaType })
    return { id, path, url: await signPicture(path, URL_SECONDS), width, height, model }
  },
)
