import { sessionStatus } from '../../checkout/sessions'
import type { Dodo } from '../../context'
import type { Answer } from '../../http'
import type { CheckoutSession } from '../../model/orders'
import { sumLines } from '../../money'
import { formatAmount, formatTime, type Html, html, page } from '../html'
import { list, tag } from '../parts'
import { clockSection } from './clock'
import { disputeRow, paymentRow, refundRow } from './money'
import { settingsSection } from './settings'
import { subscriptionRow } from './subscriptions'
import { webhookSection } from './webhooks'

/** The stand-in's own page: what happened, and buttons to repeat, hold or undo it, and to let time pass. */
export function controlPage(dodo: Dodo): Answer {
  const { sessions, payments, subscriptions, refunds, disputes } = dodo.store.state
  const main = html`<main class="board">
<div class="bar"><h1>DodoPayments stand-in</h1><a class="button small" href="/">Refresh</a></div>
<div class="panels">${clockSection(dodo)}${settingsSection(dodo)}</div>
${list('Subscriptions', subscriptions, (entry) => subscriptionRow(dodo, entry))}
${webhookSection(dodo)}
${list('Payments', payments, (payment) => paymentRow(dodo, payment))}
${list('Refunds', refunds, (refund) => refundRow(dodo, refund))}
${list('Disputes', disputes, (dispute) => disputeRow(dodo, dispute))}
${list('Checkout sessions', sessions, (session) => sessionRow(dodo, session))}
</main>`
  return page({ title: 'DodoPayments stand-in', main })
}

function sessionRow(dodo: Dodo, session: CheckoutSession): Html {
  const status = sessionStatus(dodo, session)
  const left = status === 'open' && session.cancelled_at !== null
  return html`<li>
<div class="bar"><div><a href="/checkout/${session.session_id}"><code>${session.session_id}</code></a>${tag(status)}${left && tag('cancelled', 'wait')}
${session.attempts.at(-1)?.status === 'failed' && tag('declined', 'bad')}</div></div>
<p class="quiet">${formatTime(session.created_at)} · ${formatAmount(sumLines(session.lines).total, session.currency)}${session.subscription && ' · subscription'}</p>
</li>`
}
