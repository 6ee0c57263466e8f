import { expect, test } from 'vitest'
import { explainProblem } from '../../../components/tools/runner/problem'
import { ApiError } from '../../../lib/api-client'
import { ERROR_STATUS } from '../../../lib/errors'

const USER = { isVisitor: false, price: 1, signupCredits: 0, during: 'run' } as const
const VISITOR = { isVisitor: true, price: 1, signupCredits: 50, during: 'run' } as const
const refuse = (code: string, details?: Record<string, unknown>) =>
  new ApiError(400, code, 'Said so.', details)

test('too few credits lead a user to the shop and a visitor to an account, with the numbers', () => {
  const error = refuse('insufficient_credits', { requiredCredits: 3, currentBalance: 1 })
  expect(explainProblem(error, USER)).toMatchObject({
    step: 'buy',
    text: 'A run needs 3 credits. You have 1 credit.',
  })
  expect(explainProblem(error, VISITOR)).toMatchObject({
    step: 'sign-up',
    title: 'Not enough trial credits left',
    text: expect.stringContaining('Sign up and get 50 credits'),
  })
  const spent = refuse('insufficient_credits', { requiredCredits: 3, currentBalance: 0 })
  expect(explainProblem(spent, VISITOR).title).toBe('Your trial credits are used up')
})

test.each(['insufficient_credits', 'unauthorized'])(
  '%s promises a visitor no credits where signing up gives none',
  (code) => {
    const { text } = explainProblem(refuse(code, { requiredCredits: 3 }), { ...VISITOR, signupCredits: 0 })
    expect(text).toContain('Sign up to go on.')
  },
)

test('a changed price comes with the new one', () => {
  const problem = explainProblem(refuse('price_changed', { requiredCredits: 2 }), USER)
  expect(problem).toMatchObject({ newPrice: 2, step: 'run' })
  expect(problem.text).toContain('2 credits now, not 1 credit')
})

test('a limit says how long to wait, and an attempt that still runs never asks for long', () => {
  const details = { retryAfterSeconds: 90 }
  expect(explainProblem(refuse('rate_limited', details), USER)).toMatchObject({ waitSeconds: 90 })
  expect(explainProblem(refuse('request_in_progress', details), USER)).toMatchObject({ waitSeconds: 5 })
})

test('a trial that can’t begin leads to an account instead of a wait', () => {
  const during = { ...VISITOR, during: 'trial' } as const
  const limited = explainProblem(refuse('rate_limited', { retryAfterSeconds: 86_400 }), during)
  expect(limited).toMatchObject({ step: 'sign-up', title: 'No more trials from this network' })
  expect(limited.waitSeconds).toBeUndefined()
  expect(explainProblem(refuse('provider_not_configured'), during).step).toBe('sign-up')
  expect(explainProblem(new ApiError(0, 'offline', ''), during).step).toBe('retry')
})

test('whoever is no longer known signs in, or up', () => {
  expect(explainProblem(refuse('unauthorized'), USER).step).toBe('sign-in')
  expect(explainProblem(refuse('unauthorized'), VISITOR).step).toBe('sign-up')
})

test('every code there is has words, and what is no answer of ours shows nothing of itself', () => {
  for (const code of Object.keys(ERROR_STATUS)) {
    const { title, text } = explainProblem(refuse(code), USER)
    expect(title, code).not.toBe('')
    expect(text, code).toMatch(/\.$/)
  }
  expect(explainProblem(new TypeError('x is not a function'), USER)).toMatchObject({ code: 'internal' })
  expect(explainProblem(new TypeError('x is not a function'), USER).text).not.toContain('function')
})
