import { z } from 'zod'
import { type Answer, type Incoming, json, redirect } from '../http'

/** What the control API answers: JSON to a program, and the control page, at the section named, to its own forms. */
export function answer(incoming: Incoming, result: object, section = ''): Answer {
  return incoming.wantsHtml ? redirect(section ? `/#${section}` : '/') : json(result)
}

// Values come as JSON from programs and as text from the control page's forms, where an empty field means nothing.
const emptyToNothing = (value: unknown) => (value === '' ? undefined : value)

/** An optional whole number, from JSON or a form. */
export const formInteger = (min: number, max: number) =>
  z.preprocess(emptyToNothing, z.coerce.number().int().min(min).max(max).optional())

/** An optional yes or no, from JSON or a form. */
export const formFlag = z.preprocess(emptyToNothing, z.union([z.boolean(), z.stringbool()]).optional())

/** An optional text, from JSON or a form. */
export const formText = z.preprocess(emptyToNothing, z.string().optional())
