import 'server-only'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { APICallError, JSONParseError, RetryError, TypeValidationError } from 'ai'
import { serverEnv } from '@/lib/env/server'
import { AppError } from '@/lib/errors'

/** The OpenAI-compatible address of the settings, or nothing when AI_BASE_URL is not set. */
export function getProvider() {
  const { AI_BASE_URL, AI_API_KEY } = serverEnv()
  if (!AI_BASE_URL) return undefined
  return createOpenAICompatible({
    name: 'configured',
    baseURL: AI_BASE_URL,
    apiKey: AI_API_KEY,
    // Otherwise a streamed answer does not say how many tokens it took.
    includeUsage: true,
    supportsStructuredOutputs: true,
  })
}

/** What to throw when a call to the provider fails: the signal's reason when it was us who stopped, else `provider_failed`. */
export function toProviderError(cause: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason
  return cause instanceof AppError ? cause : new AppError('provider_failed', { cause: withoutContent(cause) })
}

// The causes are logged, and the SDK's errors carry the prompt and the answer: what people wrote is not for a log.
function withoutContent(cause: unknown): Error {
  const error = RetryError.isInstance(cause) ? cause.lastError : cause
  if (APICallError.isInstance(error))
    return new Error(`${error.url} answered ${error.statusCode ?? 'nothing'}: ${error.message}`)
  if (JSONParseError.isInstance(error) || TypeValidationError.isInstance(error)) return new Error(error.name)
  return new Error(error instanceof Error ? error.message : String(error))
}
