import 'server-only'
import type { TextModel } from './text-model'

const OPENINGS = ['Here is a first draft', 'A short take', 'One way to put it', 'In a few words']
const ENDINGS = [
  'Keep what helps, cut what does not, and say the important thing first.',
  'Start small, show it to somebody, and let what they do decide the next step.',
  'Make it useful on the first day; make it beautiful on the second.',
  'Say it once, say it plainly, and stop.',
]

/** Close to how real tokenizers count English: four characters a token. */
const countTokens = (text: string) => Math.max(1, Math.ceil(text.length / 4))

/**
 * The model that needs no account: composes a few sentences from the prompt, the same ones for the same prompt.
 * For trying out the credit flow; it knows nothing.
 */
export const demoModel: TextModel = {
  id: 'demo',
  isDemo: true,
  async generate({ prompt, signal }) {
    signal.throwIfAborted()
    const topic = prompt
      .trim()
      .replace(/\s+/g, ' ')
      .slice(0, 160)
      .replace(/[.!?]+$/, '')
    const seed = [...topic].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973, 7)
    const opening = OPENINGS[seed % OPENINGS.length]
    const ending = ENDINGS[(seed >> 2) % ENDINGS.length]
    const text = `${opening} on “${topic}”.\n\n${ending}`
    return { text, tokensIn: countTokens(prompt), tokensOut: countTokens(text) }
  },
}
