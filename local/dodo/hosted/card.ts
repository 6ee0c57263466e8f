import { createId, type Dodo } from '../context'
import { type Answer, ApiError, parseInput, pathParam, type Route, redirect } from '../http'
import type { CardUpdate } from '../model/orders'
import type { CardForm, CardFormErrors } from '../pages/card-form'
import { cardPage } from '../pages/card-page'
import { noticePage } from '../pages/html'
import { findCustomer } from '../resources/customers'
import { findSubscription } from '../subscriptions/find'
import { enterCard } from '../subscriptions/new-card'
import { blankForm, cardFormBody, checkForm, withQuery } from './card-form'
import { waitForWebhooks } from './wait'

/** The page on which a customer enters another card for a subscription. */
export const cardPageRoutes: Route[] = [
  {
    method: 'GET',
    path: '/card/:payment_id',
    access: 'public',
    handle(dodo, incoming) {
      const update = findUpdate(dodo, pathParam(incoming, 'payment_id'))
      const form = blankForm(ownCustomer(dodo, update), incoming.query.get('card'))
      return closedPage(dodo, update) ?? formPage(dodo, update, form, {})
    },
  },
  {
    method: 'POST',
    path: '/card/:payment_id/pay',
    access: 'public',
    async handle(dodo, incoming) {
      const update = findUpdate(dodo, pathParam(incoming, 'payment_id'))
      const body = parseInput(cardFormBody, incoming.body)
      const repeated = update.attempts.some((attempt) => attempt.token === body.token)
      const own = `/card/${update.payment_id}`
      if (isDone(update)) return redirect(backUrl(update) ?? own)
      if (repeated || closedPage(dodo, update)) return redirect(own)
      const form = { ...body, email: ownCustomer(dodo, update).email }
      const { entered, errors } = checkForm(form, dodo.now())
      if (!entered) return formPage(dodo, update, form, errors)
      const { webhooks } = dodo.store.state
      const before = webhooks.length
      const subscription = findSubscription(dodo, update.subscription_id)
      const promised = update.attempts.length === 0 ? update.payment_id : undefined
      const { decline, payment } = enterCard(dodo, subscription, entered, promised)
      const status = decline ? 'failed' : 'succeeded'
      update.attempts.push({ token: body.token, payment_id: payment?.payment_id ?? null, status })
      await waitForWebhooks(dodo, webhooks.slice(before))
      return redirect((!decline && backUrl(update)) || own)
    },
  },
]

function findUpdate(dodo: Dodo, paymentId: string): CardUpdate {
  const update = dodo.store.state.card_updates.find((entry) => entry.payment_id === paymentId)
  if (!update) throw new ApiError(404, 'CARD_UPDATE_NOT_FOUND', 'There is no such page')
  return update
}

function ownCustomer(dodo: Dodo, update: CardUpdate) {
  return findCustomer(dodo, findSubscription(dodo, update.subscription_id).customer_id)
}

function isDone(update: CardUpdate): boolean {
  return update.attempts.at(-1)?.status === 'succeeded'
}

function backUrl(update: CardUpdate): string | null {
  const last = update.attempts.at(-1)
  if (update.return_url === null || !last) return null
  const { payment_id, status } = last
  return withQuery(update.return_url, { payment_id, subscription_id: update.subscription_id, status })
}

function closedPage(dodo: Dodo, update: CardUpdate): Answer | null {
  const { status } = findSubscription(dodo, update.subscription_id)
  if (isDone(update)) {
    const href = backUrl(update)
    const link = href === null ? null : { href, label: 'Continue' }
    const text = `Subscription ${update.subscription_id} is charged to the new card from now on.`
    return noticePage({ title: 'Card saved', text, mark: 'good', link })
  }
  const link = update.return_url === null ? null : { href: update.return_url, label: 'Go back' }
  if (status === 'cancelled' || status === 'expired' || status === 'failed') {
    const text = `The subscription is ${status}; it needs no card any more.`
    return noticePage({ title: 'This subscription has ended', text, link }, 410)
  }
  if (Date.parse(update.expires_at) > dodo.now().getTime()) return null
  const text = 'Nothing was charged and the card was not changed. Ask for a new link.'
  return noticePage({ title: 'This link has expired', text, link }, 410)
}

function formPage(dodo: Dodo, update: CardUpdate, form: CardForm, errors: CardFormErrors): Answer {
  const { payments } = dodo.store.state
  const failed = update.attempts.at(-1)?.payment_id
  return cardPage(dodo, {
    update,
    subscription: findSubscription(dodo, update.subscription_id),
    form,
    errors,
    token: createId('try'),
    declined: payments.find((payment) => payment.payment_id === failed) ?? null,
  })
}
