import { z } from 'zod'
import { findTestCard, formatCardNumber, isExpiryValid, TEST_CARDS, type TestCard } from './cards'
import { createId, type Dodo } from './context'
import { type Answer, parseInput, pathParam, type Route, redirect } from './http'
import { type CardForm, type CardFormErrors, checkoutPage } from './pages/checkout-page'
import { noticePage } from './pages/html'
import { findSession, latestPayment, sessionCustomer, sessionStatus } from './resources/checkouts'
import { createCustomer, findCustomer, findCustomerByEmail } from './resources/customers'
import { chargeSession } from './resources/payments'
import type { CheckoutSession, Customer, Payment } from './store'

/** The longest that Pay waits for the first delivery of its webhook before it sends the browser back. */
const WEBHOOK_WAIT_MS = 3_000

const payBody = z.object({
  token: z.string().min(1),
  email: z.string().default(''),
  name: z.string().trim().default(''),
  number: z.string().default(''),
  expiry: z.string().default(''),
  cvc: z.string().trim().default(''),
})

export const hostedRoutes: Route[] = [
  {
    method: 'GET',
    path: '/checkout/:session_id',
    access: 'public',
    handle(dodo, incoming) {
      const session = findSession(dodo, pathParam(incoming, 'session_id'))
      return closedPage(dodo, session) ?? openPage(dodo, session, incoming.query.get('card'))
    },
  },
  {
    method: 'POST',
    path: '/checkout/:session_id/pay',
    access: 'public',
    async handle(dodo, incoming) {
      const session = findSession(dodo, pathParam(incoming, 'session_id'))
      const body = parseInput(payBody, incoming.body)
      const own = `/checkout/${session.session_id}`
      const repeated = session.attempts.some((attempt) => attempt.token === body.token)
      if (sessionStatus(dodo, session) !== 'open' || repeated) {
        const payment = latestPayment(dodo, session)
        return redirect((payment?.status === 'succeeded' && returnUrl(session, payment)) || own)
      }
      const known = sessionCustomer(dodo, session)
      const form = { ...body, email: known?.email ?? body.email.trim() }
      const { card, errors } = checkForm(form, dodo.now())
      if (!card) return formPage(dodo, session, form, errors)
      const customer = payingCustomer(dodo, session, form)
      const { payment, event } = chargeSession(dodo, session, {
        card,
        holder: form.name,
        customer,
        token: body.token,
      })
      if (payment.status === 'failed') return redirect(own)
      const { paused, webhookDelayMs } = dodo.settings
      if (!paused && webhookDelayMs === 0) await dodo.webhooks.waitForAttempt(event, WEBHOOK_WAIT_MS)
      return redirect(returnUrl(session, payment) ?? own)
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

function closedPage(dodo: Dodo, session: CheckoutSession): Answer | null {
  const status = sessionStatus(dodo, session)
  const payment = latestPayment(dodo, session)
  if (status === 'completed' && payment) {
    const href = returnUrl(session, payment)
    const text = `Payment ${payment.payment_id} succeeded. This checkout can't be paid twice.`
    return noticePage({
      title: 'Payment complete',
      text,
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

function openPage(dodo: Dodo, session: CheckoutSession, wantedCard: string | null): Answer {
  const card = findTestCard(wantedCard ?? '') ?? TEST_CARDS[0]
  const customer = sessionCustomer(dodo, session)
  const form = {
    email: customer?.email ?? '',
    name: customer?.name || 'Test Customer',
    number: formatCardNumber(card.number),
    expiry: '06/32',
    cvc: '123',
  }
  return formPage(dodo, session, form, {})
}

function formPage(dodo: Dodo, session: CheckoutSession, form: CardForm, errors: CardFormErrors): Answer {
  const last = latestPayment(dodo, session)
  return checkoutPage({
    session,
    form,
    errors,
    emailFixed: sessionCustomer(dodo, session) !== null,
    token: createId('try'),
    declined: last?.status === 'failed' ? { payment: last, backUrl: returnUrl(session, last) } : null,
    cancellable: leaveUrl(session) !== null,
  })
}

function checkForm(form: CardForm, now: Date): { card?: TestCard; errors: CardFormErrors } {
  const card = findTestCard(form.number)
  const errors: CardFormErrors = {}
  if (!z.email().safeParse(form.email).success) errors.email = 'Enter an email address.'
  if (!card) errors.number = 'Only the test cards above work here. Never enter a real card.'
  if (!isExpiryValid(form.expiry, now)) errors.expiry = 'Enter a month that has not passed.'
  if (!/^\d{3,4}$/.test(form.cvc)) errors.cvc = 'Enter 3 or 4 digits.'
  if (form.name === '') errors.name = 'Enter the name on the card.'
  return Object.keys(errors).length === 0 && card ? { card, errors } : { errors }
}

function payingCustomer(dodo: Dodo, session: CheckoutSession, form: CardForm): Customer {
  const earlier = latestPayment(dodo, session)?.customer_id
  if (earlier) return findCustomer(dodo, earlier)
  const wanted = session.customer
  if (wanted && 'customer_id' in wanted) return findCustomer(dodo, wanted.customer_id)
  const known = session.always_create_new_customer ? undefined : findCustomerByEmail(dodo, form.email)
  const name = wanted?.name || form.name
  return known ?? createCustomer(dodo, { email: form.email, name, phone_number: wanted?.phone_number })
}

function returnUrl(session: CheckoutSession, payment: Payment): string | null {
  if (session.return_url === null) return null
  return withQuery(session.return_url, { payment_id: payment.payment_id, status: payment.status })
}

function leaveUrl(session: CheckoutSession): string | null {
  if (session.cancel_url !== null) return session.cancel_url
  return session.return_url && withQuery(session.return_url, { status: 'cancelled' })
}

function withQuery(address: string, values: Record<string, string>): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value)
  return url.toString()
}
