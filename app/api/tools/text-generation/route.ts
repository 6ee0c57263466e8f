import { z } from 'zod'
import { countTokens } from '@/lib/ai/count-tokens'
import { getTextModel } from '@/lib/ai/text-model'
import { endpoint } from '@/lib/http/endpoint'

const MAX_OUTPUT_TOKENS = 1500
const PromptInput = z.object({ prompt: z.string().trim().min(1).max(8000) })

// POST /api/tools/text-generation: write a text, sent as it comes; a credit for each started 2,000 tokens
export const POST = endpoint(
  {
    auth: 'lead',
    feature: 'text-generation',
    summary: 'Write a text, streamed',
    input: PromptInput,
    output: z.object({ model: z.string() }),
    maxTokens: ({ prompt }) => countTokens(prompt) + MAX_OUTPUT_TOKENS,
    streams: true,
  },
  async function* ({ input: { prompt }, signal, meter }) {
    const model = getTextModel()
    const pieces = model.stream({ prompt, maxOutputTokens: MAX_OUTPUT_TOKENS, signal })
    meter(yield* pieces)
    return { model: model.id }
  },
)
