import { z } from 'zod'
import { getTextModel } from '@/lib/ai/text-model'
import { endpoint } from '@/lib/http/endpoint'
import { countTextTokens, MAX_TEXT_TOKENS } from '@/lib/tools/catalogue'

const PromptInput = z.object({ prompt: z.string().trim().min(1).max(8000) })

// POST /api/tools/text-generation: write a text, sent as it comes; a credit for each started 2,000 tokens
export const POST = endpoint(
  {
    auth: 'lead',
    feature: 'text-generation',
    summary: 'Write a text, streamed',
    input: PromptInput,
    output: z.object({ model: z.string() }),
    maxTokens: ({ prompt }) => countTextTokens(prompt.length),
    streams: true,
  },
  async function* ({ input: { prompt }, signal, meter }) {
    const model = getTextModel()
    const pieces = model.stream({ prompt, maxOutputTokens: MAX_TEXT_TOKENS, signal })
    meter(yield* pieces)
    return { model: model.id }
  },
)
