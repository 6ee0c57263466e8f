import type { Dodo } from '../../context'
import type { PaymentMethod } from '../../model/orders'
import type { Subscription } from '../../model/subscriptions'
import { findCustomer } from '../../resources/customers'
import { everySpan, formatAmount, formatDay, type Html, html } from '../html'
import { button, STATUS_TEXT, statusTag, tag } from '../parts'

/** A subscription with everything that can happen to it. */
export function subscriptionRow(dodo: Dodo, subscription: Subscription): Html {
  const { products, payment_methods } = dodo.store.state
  const plan = products.find((product) => product.product_id === subscription.product_id)
  const method = payment_methods.find((entry) => entry.payment_method_id === subscription.payment_method_id)
  const price = formatAmount(subscription.unit_price * subscription.quantity, subscription.currency)
  const period = `${formatDay(subscription.previous_billing_date)} to ${formatDay(subscription.next_billing_date)}`
  const rhythm = subscription.on_demand
    ? `on demand · last charged ${formatDay(subscription.previous_billing_date)}`
    : `${price} ${everySpan(subscription.frequency)} · ${period}`
  return html`<li>
<div class="bar"><div><strong>${plan?.name ?? subscription.product_id}</strong>${statusTag(STATUS_TEXT[subscription.status], subscription.status)}
${subscription.in_trial && subscription.status === 'active' && tag('trial', 'wait')}
${subscription.cancel_at_next_billing_date && tag('cancels at period end', 'wait')}
${subscription.scheduled_change && tag('plan change scheduled', 'wait')}
${subscription.pending_change && tag('plan change unpaid', 'wait')}
${method?.decline && isLiving(subscription) && tag('card declines', 'bad')}
<code>${subscription.subscription_id}</code></div></div>
<p class="quiet">${rhythm} · ${findCustomer(dodo, subscription.customer_id).email}${method && ` · •••• ${method.card.last_four}`}${subscription.credit > 0 && ` · credit ${formatAmount(subscription.credit, subscription.currency)}`}</p>
${isLiving(subscription) && html`<div class="buttons">${buttons(subscription, method)}</div>`}
</li>`
}

function buttons(subscription: Subscription, method: PaymentMethod | undefined): Html[] {
  const url = `/__local/subscriptions/${subscription.subscription_id}`
  const { status } = subscription
  const shown: (Html | false)[] = [
    status === 'active' && !subscription.on_demand && button(`${url}/bill-now`, 'Bill now'),
    method?.decline
      ? button(`${url}/card`, 'Card works again', { declines: 'false' })
      : button(`${url}/card`, 'Card declines', { declines: 'true' }),
    button(`${url}/card`, status === 'on_hold' ? 'Pay with a new card' : 'New card', {
      card: '5555555555554444',
    }),
    status === 'active' && button(`${url}/pause`, 'Pause'),
    status === 'paused' && button(`${url}/unpause`, 'Unpause'),
    subscription.cancel_at_next_billing_date
      ? button(`${url}/resume`, 'Resume')
      : button(`${url}/cancel-at-period-end`, 'Cancel at period end'),
    button(`${url}/cancel`, 'Cancel now'),
  ]
  return shown.filter((entry) => entry !== false)
}

function isLiving({ status }: Subscription): boolean {
  return status !== 'cancelled' && status !== 'expired' && status !== 'failed'
}
