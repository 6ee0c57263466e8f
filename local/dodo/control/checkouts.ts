import { z } from 'zod'
import { findTestCard, readExpiry } from '../cards'
import { payingCustomer, paySession } from '../checkout/pay'
import { findSession, sessionCustomer, sessionStatus } from '../checkout/sessions'
import { createId, type Dodo } from '../context'
import { returnUrl } from '../hosted/checkout'
import { waitForWebhooks } from '../hosted/wait'
import { ApiError, parseInput, pathParam, type Route } from '../http'
import type { EnteredCard } from '../resources/payment-methods'
import { answer } from './answer'

const payBody = z
  .strictObject({
    card: z.string().default('4242424242424242'),
    name: z.string().min(1).default('Test Customer'),
    /** Needed when the session has no customer. */
    email: z.email().optional(),
  })
  .prefault({})

/** Pays a checkout without its page, as a customer who types in a test card would. */
export const checkoutControlRoutes: Route[] = [
  {
    method: 'POST',
    path: '/__local/checkouts/:session_id/pay',
    access: 'control',
    async handle(dodo, incoming) {
      const session = findSession(dodo, pathParam(incoming, 'session_id'))
      const body = parseInput(payBody, incoming.body)
      const status = sessionStatus(dodo, session)
      if (status !== 'open') throw new ApiError(409, 'CHECKOUT_CLOSED', `The checkout is ${status}`)
      const email = sessionCustomer(dodo, session)?.email ?? body.email
      if (!email) throw new ApiError(422, 'INVALID_REQUEST_BODY', 'email: the session has no customer')
      const customer = payingCustomer(dodo, session, { email, name: body.name })
      const entered = enteredCard(dodo, body.card, body.name)
      const { attempt, events } = paySession(dodo, session, { entered, customer, token: createId('try') })
      await waitForWebhooks(dodo, events)
      const { token: _, ...result } = attempt
      return answer(incoming, { ...result, return_url: returnUrl(session, attempt) }, 'checkout-sessions')
    },
  },
]

/** A test card as if typed into a form, valid for some years more. 422 for any other number. */
export function enteredCard(dodo: Dodo, number: string, holder: string): EnteredCard {
  const card = findTestCard(number)
  if (!card) throw new ApiError(422, 'INVALID_REQUEST_BODY', 'card: is not one of the test cards')
  const now = dodo.now()
  const expiry = readExpiry(`06/${now.getUTCFullYear() + 5}`, now)
  if (!expiry) throw new Error('The expiry of a test card lies in the past')
  return { card, holder, expiry }
}
