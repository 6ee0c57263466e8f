import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { countTokens } from './count-tokens'
import type { TextModel, TextRequest } from './text-model'

/** Pause between two words of a streamed answer, in milliseconds. */
const WORD_PAUSE_MS = 12
const MAX_TOPIC = 160

const OPENINGS = ['Here is a first draft', 'A short take', 'One way to put it', 'In a few words']
const MIDDLES = [
  'Begin with the person it is for. Write down the one thing they should be able to do afterwards, and leave out whatever does not bring them closer to it.',
  'There are three parts to it: what is there today, what gets in the way, and what would be different. The middle one deserves most of the space, because that is where people nod.',
  'An example says more than a claim. Pick a single case, follow it from start to end, and let the reader draw the general rule from it.',
  'Numbers help, as long as there are few of them. One before and one after are enough to show that something has changed.',
  'Read it aloud once. Where you run out of breath the sentence is too long, and where you get bored the reader has already left.',
  'It is fine if the first version is rough. What matters is that it can be looked at, argued about and made better tomorrow.',
]
const ENDINGS = [
  'Keep what helps, cut what does not, and say the important thing first.',
  'Start small, show it to somebody, and let what they do decide the next step.',
  'Make it useful on the first day; make it beautiful on the second.',
  'Say it once, say it plainly, and stop.',
]

/**
 * The model that needs no account: composes two to four paragraphs from the prompt, the same ones for the same prompt.
 * For trying out the credit flow; it knows nothing and heeds no system prompt.
 */
export const demoModel: TextModel = {
  id: 'demo',
  isDemo: true,
  async generate(request) {
    request.signal.throwIfAborted()
    const text = compose(request)
    return { text, ...count(request, text) }
  },
  async *stream(request) {
    const { signal } = request
    const text = compose(request)
    for (const word of text.match(/\S+\s*/g) ?? []) {
      await sleep(WORD_PAUSE_MS, undefined, { signal }).catch(() => signal.throwIfAborted())
      yield word
    }
    return count(request, text)
  },
}

function compose({ prompt, maxOutputTokens = Number.POSITIVE_INFINITY }: TextRequest): string {
  const words = prompt.trim().replace(/\s+/g, ' ')
  // By characters: half an emoji is no text.
  const topic = [...words]
    .slice(0, MAX_TOPIC)
    .join('')
    .replace(/[.!?]+$/, '')
  const seed = [...topic].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973, 7)
  const opening = `${OPENINGS[seed % OPENINGS.length]} on “${topic}”.`
  const middles = Array.from(
    { length: seed % 3 },
    (_, index) => MIDDLES[((seed >> 3) + index * 2) % MIDDLES.length],
  )
  const text = [opening, ...middles, ENDINGS[(seed >> 2) % ENDINGS.length]].join('\n\n')
  // The longest that counts as so many tokens.
  return text.slice(0, maxOutputTokens * 4)
}

const count = ({ system = '', prompt }: TextRequest, text: string) => ({
  tokensIn: countTokens(system + prompt),
  tokensOut: countTokens(text),
})
