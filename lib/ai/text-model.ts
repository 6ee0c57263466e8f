import 'server-only'
import { generateText, streamText } from 'ai'
import { serverEnv } from '@/lib/env/server'
import { countTokens } from './count-tokens'
import { demoModel } from './demo-model'
import { getProvider, toProviderError } from './provider'

export type TextRequest = {
  prompt: string
  /** What the model is told before the prompt. */
  system?: string
  /** Longest answer, in tokens; the model's own limit when left out. */
  maxOutputTokens?: number
  signal: AbortSignal
}

export type TokenCounts = { tokensIn: number; tokensOut: number }
export type TextResult = { text: string } & TokenCounts

/**
 * What a tool needs of a language model. Register another by returning it from getTextModel. Both calls throw
 * `provider_failed` when the provider fails, and the signal's reason when aborted.
 */
export type TextModel = {
  id: string
  /** true: the built-in model, which only pretends; pages say so */
  isDemo: boolean
  generate(request: TextRequest): Promise<TextResult>
  /** Yields pieces of the text as they come and returns the counts. Leaving the loop early stops the provider. */
  stream(request: TextRequest): AsyncGenerator<string, TokenCounts>
}

/** The configured model: any OpenAI-compatible address when AI_BASE_URL and AI_MODEL are set, else the demo. */
export function getTextModel(): TextModel {
  const { AI_MODEL } = serverEnv()
  const provider = getProvider()
  if (!provider || !AI_MODEL) return demoModel
  const model = provider(AI_MODEL)

  async function generate({ signal, ...request }: TextRequest) {
    const { text, usage } = await generateText({ model, ...request, abortSignal: signal }).catch(
      (cause: unknown) => {
        throw toProviderError(cause, signal)
      },
    )
    return { text, ...toCounts(usage, request, text) }
  }

  async function* stream({ signal, ...request }: TextRequest): AsyncGenerator<string, TokenCounts> {
    signal.throwIfAborted()
    const left = new AbortController()
    const { fullStream } = streamText({
      model,
      ...request,
      abortSignal: AbortSignal.any([signal, left.signal]),
      // Would print the error, which is thrown below.
      onError: () => undefined,
    })
    let text = ''
    let usage: Usage = {}
    try {
      for await (const part of fullStream) {
        if (part.type === 'error') throw part.error
        if (part.type === 'finish') usage = part.totalUsage
        if (part.type !== 'text-delta') continue
        text += part.text
        yield part.text
      }
      signal.throwIfAborted()
    } catch (cause) {
      throw toProviderError(cause, signal)
    } finally {
      left.abort()
    }
    return toCounts(usage, request, text)
  }

  return { id: AI_MODEL, isDemo: false, generate, stream }
}

type Usage = { inputTokens?: number; outputTokens?: number }

// Some addresses do not count.
function toCounts(
  usage: Usage,
  { system = '', prompt }: Omit<TextRequest, 'signal'>,
  text: string,
): TokenCounts {
  return {
    tokensIn: usage.inputTokens ?? countTokens(system + prompt),
    tokensOut: usage.outputTokens ?? countTokens(text),
  }
}
