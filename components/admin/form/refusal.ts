import type { Refusal } from '@/components/form/form-end'
import type { ApiError } from '@/lib/api-client'

/** Nobody knows whether the app was even asked. */
export const NO_ANSWER: Refusal = {
  title: 'No answer came',
  text: 'The server could not be reached, so this may or may not have gone through. Sending it again is safe: nothing is done twice.',
}

/** What is said when a call sent again had arrived the first time. */
export const HAD_ARRIVED = 'That had already gone through. Nothing was done twice.'

/** The refusal under its title, unless nobody knows whether it is one: without an answer the work may be done. */
export function explainRefusal({ code, message }: ApiError, title: string): Refusal {
  if (code === 'offline') return NO_ANSWER
  if (code === 'idempotency_conflict') {
    return {
      title,
      text: 'A different amount already went through from this window. Close it and check the page.',
    }
  }
  return { title, text: message }
}
