import { payingCustomer, paySession } from '../checkout/pay'
import { findSession, latestPayment, sessionCustomer, sessionStatus } from '../checkout/sessions'
import { createId, type Dodo } from '../context'
import { type Answer, parseInput, pathParam, type Route, redirect } from '../http'
import type { CheckoutAttempt, CheckoutSession } from '../model/orders'
import type { CardForm, CardFormErrors } from '../pages/card-form'
import { checkoutPage } from '../pages/checkout-page'
import { noticePage } from '../pages/html'
import { blankForm, cardFormBody, checkForm, withQuery } from './card-form'
import { waitForWebhooks } from './wait'

export const checkoutPageRoutes: Route[] = [
  {
    method: 'GET',
    path: '/checkout/:session_id',
    access: 'public',
    handle(dodo, incoming) {
      const session = findSession(dodo, pathParam(incoming, 'session_id'))
      const form = blankForm(sessionCustomer(dodo, session), incoming.query.get('card'))
      return closedPage(dodo, session) ?? formPage(dodo, session, form, {})
    },
  },
  {
    method: 'POST',
    path: '/checkout/:session_id/pay',
    access: 'public',
    async handle(dodo, incoming) {
      const session = findSession(dodo, pathParam(incoming, 'session_id'))
      const body = parseInput(cardFormBody, incoming.body)
      const own = `/checkout/${session.session_id}`
      const repeated = session.attempts.some((attempt) => attempt.token === body.token)
      if (sessionStatus(dodo, session) !== 'open' || repeated) {
        const last = session.attempts.at(-1)
        return redirect((last?.status === 'succeeded' && returnUrl(session, last)) || own)
      }
      const known = sessionCustomer(dodo, session)
      const form = { ...body, email: known?.email ?? body.email.trim() }
      const { entered, errors } = checkForm(form, dodo.now())
      if (!entered) return formPage(dodo, session, form, errors)
      const customer = payingCustomer(dodo, session, form)
      const { attempt, events } = paySession(dodo, session, { entered, customer, token: body.token })
      if (attempt.status === 'failed') return redirect(own)
      await waitForWebhooks(dodo, events)
      return redirect(returnUrl(session, attempt) ?? own)
    },
  },
  {
    method: 'POST',
    path: '/checkout/:session_id/cancel',
    access: 'public',
    handle(dodo, incoming) {
      const session = findSession(dodo, pathParam(incoming, 'session_id'))
      const own = `/checkout/${session.session_id}`
      if (sessionStatus(dodo, session) === 'completed') return redirect(own)
      session.cancelled_at = dodo.now().toISOString()
      return redirect(leaveUrl(session) ?? own)
    },
  },
]

/** Where the browser goes after an attempt; null when the app named no address. */
export function returnUrl(session: CheckoutSession, attempt: CheckoutAttempt): string | null {
  if (session.return_url === null) return null
  const { payment_id, subscription_id } = attempt
  const subscribed = attempt.status === 'succeeded' ? 'active' : 'failed'
  const status = subscription_id === null ? attempt.status : subscribed
  return withQuery(session.return_url, { payment_id, subscription_id, status })
}

function closedPage(dodo: Dodo, session: CheckoutSession): Answer | null {
  const status = sessionStatus(dodo, session)
  const last = session.attempts.at(-1)
  if (status === 'completed' && last) {
    const href = returnUrl(session, last)
    const what = last.subscription_id
      ? `Subscription ${last.subscription_id} is active.`
      : `Payment ${last.payment_id} succeeded.`
    return noticePage({
      title: last.subscription_id ? 'Subscription active' : 'Payment complete',
      text: `${what} This checkout can't be paid twice.`,
      mark: 'good',
      link: href === null ? null : { href, label: 'Continue' },
    })
  }
  if (status !== 'expired') return null
  const href = leaveUrl(session)
  const text = 'Nothing was charged. Go back to the shop and start again.'
  return noticePage(
    { title: 'This checkout has expired', text, link: href === null ? null : { href, label: 'Go back' } },
    410,
  )
}

function formPage(dodo: Dodo, session: CheckoutSession, form: CardForm, errors: CardFormErrors): Answer {
  const last = session.attempts.at(-1)
  const declined = latestPayment(dodo, session)
  const isDeclined = last?.status === 'failed' && declined !== undefined
  return checkoutPage(dodo, {
    session,
    form,
    errors,
    emailFixed: sessionCustomer(dodo, session) !== null,
    token: createId('try'),
    declined: isDeclined ? { payment: declined, backUrl: returnUrl(session, last) } : null,
    cancellable: leaveUrl(session) !== null,
  })
}

function leaveUrl(session: CheckoutSession): string | null {
  if (session.cancel_url !== null) return session.cancel_url
  return session.return_url && withQuery(session.return_url, { status: 'cancelled' })
}
