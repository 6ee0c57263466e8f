import { z } from 'zod'
import { getTextModel } from '@/lib/ai/text-model'
import { endpoint } from '@/lib/http/endpoint'

const PromptInput = z.object({ prompt: z.string().trim().min(1).max(2000) })

// POST /api/example-protected: write a text for the signed-in user
export const POST = endpoint(
  { feature: 'text-generation', summary: 'Write a text, as in the README', input: PromptInput },
  async ({ input, signal }) => {
    const model = getTextModel()
    const { text } = await model.generate({ prompt: input.prompt, signal })
    return { text, model: model.id }
  },
)
