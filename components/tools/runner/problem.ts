import { ApiError } from '@/lib/api-client'
import { formatCredits } from '@/lib/format-number'

/** Why a run did not come to an end, in the words a person reads, with what helps. */
export type Problem = {
  code: string
  title: string
  text: string
  /** `retry`: the same run again. `run`: a new one. */
  step: 'retry' | 'run' | 'buy' | 'sign-up' | 'sign-in' | 'none'
  /** Seconds until another try makes sense. */
  waitSeconds?: number
  /** Credits for one unit, when they are not what was shown. */
  newPrice?: number
}

type Situation = {
  isVisitor: boolean
  /** Credits for one unit, as shown. */
  price: number
  signupCredits: number
  /** `trial`: the trial had to begin first, and the run was never asked for. */
  during: 'trial' | 'run'
}
type Explanation = Omit<Problem, 'code'>

/** An earlier attempt of the same run ends by itself soon after its connection is gone. */
const LONGEST_WAIT_FOR_ITSELF = 5
const DEFAULT_WAIT = 5

/** Whatever needs no facts. */
const FIXED = new Map<string, Explanation>([
  [
    'idempotency_conflict',
    {
      title: 'That run was cut off',
      text: 'What was made before the connection was lost is charged, once. It can’t be continued.',
      step: 'run',
    },
  ],
  [
    'offline',
    {
      title: 'The connection was lost',
      text: 'Try again: this continues the same run, so you can’t be charged twice.',
      step: 'retry',
    },
  ],
  [
    'timeout',
    {
      title: 'It took too long',
      text: 'The run was stopped and cost nothing. A shorter request often helps.',
      step: 'retry',
    },
  ],
  [
    'provider_not_configured',
    {
      title: 'This is not set up yet',
      text: 'No provider is connected for it. Nothing was charged.',
      step: 'none',
    },
  ],
  [
    'unknown_feature',
    {
      title: 'This is not on sale right now',
      text: 'It has no price at the moment. Nothing was charged.',
      step: 'none',
    },
  ],
])

/** Turns what a run threw into a Problem. Whatever it was: nothing was charged, or never twice. */
export function explainProblem(error: unknown, situation: Situation): Problem {
  const { code, message, details } =
    error instanceof ApiError
      ? error
      : { code: 'internal', message: 'Something went wrong in this page.', details: {} }
  return { code, ...explain(code, message, details, situation) }
}

function explain(
  code: string,
  message: string,
  details: Record<string, unknown>,
  situation: Situation,
): Explanation {
  if (situation.during === 'trial' && code !== 'offline') return explainTrial(code, situation)
  const { isVisitor, price, signupCredits } = situation
  const required = toNumber(details.requiredCredits)
  const waitSeconds = toNumber(details.retryAfterSeconds) ?? DEFAULT_WAIT
  switch (code) {
    case 'insufficient_credits':
      return explainShortage(required ?? price, toNumber(details.currentBalance) ?? 0, situation)
    case 'price_changed':
      return {
        title: 'The price has changed',
        text: `It is ${formatCredits(required ?? price)} now, not ${formatCredits(price)} as this page said. Nothing was charged.`,
        step: 'run',
        newPrice: required,
      }
    case 'rate_limited':
      return {
        title: 'Too many runs at once',
        text: 'Nothing was charged. You can try again in a moment.',
        step: 'retry',
        waitSeconds,
      }
    case 'request_in_progress':
      return {
        title: 'The first attempt is still running',
        text: 'You get its result when it is ready, and are charged once.',
        step: 'retry',
        waitSeconds: Math.min(waitSeconds, LONGEST_WAIT_FOR_ITSELF),
      }
    case 'unauthorized':
      return isVisitor
        ? {
            title: 'Your trial is over',
            text: `Sign up to go on${signupCredits > 0 ? `: ${formatCredits(signupCredits)} are waiting` : ''}. Nothing was charged.`,
            step: 'sign-up',
          }
        : {
            title: 'You are signed out',
            text: 'Sign in again, then run it once more. Nothing was charged.',
            step: 'sign-in',
          }
    default:
      return FIXED.get(code) ?? { title: 'That did not work', text: message, step: 'retry' }
  }
}

/** What to say to somebody who has fewer credits than a run may need. */
export function explainShortage(
  required: number,
  available: number,
  { isVisitor, signupCredits }: Pick<Situation, 'isVisitor' | 'signupCredits'>,
): Explanation {
  const facts = `A run needs ${formatCredits(required)}. You have ${formatCredits(available)}.`
  return isVisitor
    ? {
        title: available > 0 ? 'Not enough trial credits left' : 'Your trial credits are used up',
        text: `${facts} Sign up ${signupCredits > 0 ? `and get ${formatCredits(signupCredits)} to go on with` : 'to go on'}.`,
        step: 'sign-up',
      }
    : { title: 'Not enough credits', text: facts, step: 'buy' }
}

function explainTrial(code: string, { signupCredits }: Situation): Explanation {
  const gift = signupCredits > 0 ? ` and comes with ${formatCredits(signupCredits)}` : ''
  const invitation = `Sign up instead: it takes a minute${gift}.`
  return code === 'rate_limited'
    ? {
        title: 'No more trials from this network',
        text: `Too many were begun here lately. ${invitation}`,
        step: 'sign-up',
      }
    : { title: 'The trial could not begin', text: invitation, step: 'sign-up' }
}

const toNumber = (value: unknown) => (typeof value === 'number' ? value : undefined)
