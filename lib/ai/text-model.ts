import 'server-only'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { generateText } from 'ai'
import { serverEnv } from '@/lib/env/server'
import { AppError } from '@/lib/errors'
import { demoModel } from './demo-model'

export type TextResult = { text: string; tokensIn: number; tokensOut: number }

/** What a tool needs of a language model. Register another by returning it from getTextModel. */
export type TextModel = {
  id: string
  /** true: the built-in model, which only pretends; pages say so */
  isDemo: boolean
  /** Throws provider_failed when the provider does, and the signal's reason when aborted. */
  generate(request: { prompt: string; signal: AbortSignal }): Promise<TextResult>
}

/** The configured model: any OpenAI-compatible address when AI_BASE_URL and AI_MODEL are set, else the demo. */
export function getTextModel(): TextModel {
  const { AI_BASE_URL, AI_API_KEY, AI_MODEL } = serverEnv()
  if (!AI_BASE_URL || !AI_MODEL) return demoModel
  const provider = createOpenAICompatible({ name: 'configured', baseURL: AI_BASE_URL, apiKey: AI_API_KEY })
  return {
    id: AI_MODEL,
    isDemo: false,
    async generate({ prompt, signal }) {
      const { text, usage } = await generateText({
        model: provider(AI_MODEL),
        prompt,
        abortSignal: signal,
      }).catch((cause: unknown) => {
        throw signal.aborted ? signal.reason : new AppError('provider_failed', { cause })
      })
      return { text, tokensIn: usage.inputTokens ?? 0, tokensOut: usage.outputTokens ?? 0 }
    },
  }
}
