import 'server-only'
import {
  APICallError,
  extractJsonMiddleware,
  generateText,
  Output,
  type OutputInterface,
  wrapLanguageModel,
} from 'ai'
import { z } from 'zod'
import { serverEnv } from '@/lib/env/server'
import { countTokens } from './count-tokens'
import { getProvider, toProviderError } from './provider'
import type { TokenCounts } from './text-model'

type StructuredRequest<Answer> = {
  system: string
  prompt: string
  /** The shape alone: limits that JSON schema dialects disagree on are the caller's to check. */
  schema: z.ZodType<Answer>
  signal: AbortSignal
}

/** The id of the model that answers in a shape, or nothing when the built-in code has to. */
export function getStructuredModel(): string | undefined {
  const { AI_BASE_URL, AI_MODEL } = serverEnv()
  return AI_BASE_URL ? AI_MODEL : undefined
}

/**
 * Ask the configured model for an answer of a given shape. Throws `provider_failed` when it fails or answers something
 * else, and the signal's reason when aborted.
 */
export async function generateStructured<Answer>(
  modelId: string,
  request: StructuredRequest<Answer>,
): Promise<{ answer: Answer } & TokenCounts> {
  try {
    return await ask(modelId, request, Output.object({ schema: request.schema })).catch((error: unknown) => {
      // Some addresses know JSON but no schemas. The shape is in the system prompt as well.
      if (APICallError.isInstance(error) && error.statusCode === 400)
        return ask(modelId, request, Output.json())
      throw error
    })
  } catch (cause) {
    throw toProviderError(cause, request.signal)
  }
}

async function ask<Answer>(
  modelId: string,
  { system, prompt, schema, signal }: StructuredRequest<Answer>,
  output: OutputInterface<unknown>,
) {
  const provider = getProvider()
  if (!provider) throw new Error('AI_BASE_URL is not set')
  const { output: answered, totalUsage } = await generateText({
    model: wrapLanguageModel({ model: provider(modelId), middleware: extractJsonMiddleware() }),
    system: `${system}\n\nAnswer with one JSON object of this JSON schema, and nothing else:\n${JSON.stringify(z.toJSONSchema(schema))}`,
    prompt,
    output,
    abortSignal: signal,
  })
  const answer = schema.parse(answered)
  // Some addresses do not count.
  const { inputTokens: tokensIn = countTokens(prompt), outputTokens } = totalUsage
  return { answer, tokensIn, tokensOut: outputTokens ?? countTokens(JSON.stringify(answer)) }
}
