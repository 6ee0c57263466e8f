import { offlineError } from '@/lib/api-client'

/**
 * A server action for a form that stays when no answer comes: `stay` is told so in words, and what it gives back is the answer
 * then. Thrown on, as a redirect is, that would take the page away with all that was typed.
 */
export function guardAction<Args extends unknown[], Answer>(
  action: (...args: Args) => Promise<Answer>,
  stay: (problem: string, ...args: Args) => Answer,
): (...args: Args) => Promise<Answer> {
  // On the server the action itself: React writes its id into the form, which works without JavaScript then.
  if (typeof window === 'undefined') return action
  return (...args) =>
    action(...args).catch((error: unknown) => {
      // What a fetch throws that gets no answer, in every browser.
      if (!(error instanceof TypeError)) throw error
      return stay(offlineError().message, ...args)
    })
}
