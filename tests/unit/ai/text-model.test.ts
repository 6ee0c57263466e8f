import { describe, expect, it } from 'vitest'
import { countTokens } from '../../../lib/ai/count-tokens'
import { getTextModel } from '../../../lib/ai/text-model'
import { useSettings } from './settings'

useSettings()

const never = new AbortController().signal
const ask = (prompt: string, more = {}) => ({ prompt, signal: never, ...more })

async function readAll(prompt: string, more = {}) {
  const pieces: string[] = []
  const stream = getTextModel().stream(ask(prompt, more))
  let next = await stream.next()
  for (; !next.done; next = await stream.next()) pieces.push(next.value)
  return { pieces, counts: next.value }
}

describe('the built-in text model', () => {
  it('says what it is', () => {
    expect(getTextModel()).toMatchObject({ id: 'demo', isDemo: true })
  })

  it('writes two to four paragraphs about the prompt, the same for the same prompt', async () => {
    const prompts = [
      'tea',
      'a slogan for a bakery',
      'why is the sky blue?',
      'trains',
      'Write to my landlord.',
    ]
    const answers = await Promise.all(prompts.map((prompt) => getTextModel().generate(ask(prompt))))
    for (const [index, { text }] of answers.entries()) {
      const paragraphs = text.split('\n\n')
      expect(paragraphs.length, text).toBeGreaterThanOrEqual(2)
      expect(paragraphs.length, text).toBeLessThanOrEqual(4)
      expect(new Set(paragraphs).size).toBe(paragraphs.length)
      expect(text).toContain(prompts[index]?.replace(/[.?]$/, ''))
    }
    expect(new Set(answers.map(({ text }) => text)).size).toBe(prompts.length)
    expect(await getTextModel().generate(ask('tea'))).toEqual(answers[0])
  })

  it('streams word by word what it would have written at once, with the same counts', async () => {
    const { text, ...counts } = await getTextModel().generate(ask('a poem', { system: 'Rhyme.' }))
    const streamed = await readAll('a poem', { system: 'Rhyme.' })
    expect(streamed.pieces.join('')).toBe(text)
    expect(streamed.pieces.length).toBe(text.split(/\s+/).length)
    expect(streamed.counts).toEqual(counts)
    expect(counts).toEqual({ tokensIn: countTokens('Rhyme.a poem'), tokensOut: countTokens(text) })
  })

  it('keeps to the longest answer asked for', async () => {
    const { text, tokensOut } = await getTextModel().generate(ask('a saga', { maxOutputTokens: 5 }))
    expect(tokensOut).toBeLessThanOrEqual(5)
    expect(text.length).toBeGreaterThan(0)
    expect((await readAll('a saga', { maxOutputTokens: 5 })).pieces.join('')).toBe(text)
  })

  it('leaves no character in halves', async () => {
    const { text } = await getTextModel().generate(ask('🦊'.repeat(300)))
    expect(text).not.toMatch(/\p{Surrogate}/u)
  })

  it('stops in the middle of a stream when aborted, with the reason', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const stream = getTextModel().stream({ prompt: 'a saga', signal: controller.signal })
    expect((await stream.next()).done).toBe(false)
    const next = stream.next()
    controller.abort(reason)
    await expect(next).rejects.toBe(reason)
    expect(await stream.next()).toEqual({ done: true, value: undefined })
  })

  it('does not begin once aborted', async () => {
    const reason = new Error('too late')
    const request = { prompt: 'tea', signal: AbortSignal.abort(reason) }
    await expect(getTextModel().generate(request)).rejects.toBe(reason)
    await expect(getTextModel().stream(request).next()).rejects.toBe(reason)
  })
})
