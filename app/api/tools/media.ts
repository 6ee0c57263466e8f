import { z } from 'zod'
import { getMediaProvider } from '@/lib/ai/media/provider'
import { endpoint } from '@/lib/http/endpoint'

const MediaInput = z.object({
  model: z.string().max(60).optional(),
  prompt: z.string().trim().min(1).max(2000),
  // A provider fetches it: nothing but a public address makes sense there.
  sourceUrl: z.url({ protocol: /^https$/ }).optional(),
})
const MediaAnswer = z.object({ url: z.url(), mediaType: z.string(), provider: z.string() })

/** A route for a feature that a registered media provider makes. Without one: 503, before anything is held. */
export function mediaEndpoint(feature: string, summary: string) {
  return endpoint(
    {
      feature,
      summary,
      model: ({ model }) => model,
      input: MediaInput,
      output: MediaAnswer,
      timeoutMs: 300_000,
      before: () => void getMediaProvider(feature),
    },
    async ({ input: { model, ...input }, signal, meter }) => {
      const provider = getMediaProvider(feature)
      const {
        url,
        mediaType,
        tokensIn = 0,
        tokensOut = 0,
      } = await provider.run({ feature, model, input, signal })
      meter({ tokensIn, tokensOut })
      return { url, mediaType, provider: provider.id }
    },
  )
}
