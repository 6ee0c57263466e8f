import type { SubscriptionStatus } from '../model/subscriptions'
import { type Html, html } from './html'

type Tone = 'good' | 'bad' | 'wait'

const TONES: Record<string, Tone> = {
  active: 'good',
  completed: 'good',
  succeeded: 'good',
  delivered: 'good',
  won: 'good',
  cancelled: 'bad',
  failed: 'bad',
  expired: 'bad',
  lost: 'bad',
  accepted: 'bad',
  pending: 'wait',
  held: 'wait',
  on_hold: 'wait',
  past_due: 'wait',
  paused: 'wait',
  opened: 'wait',
  challenged: 'wait',
}

/** The states of a subscription in words. */
export const STATUS_TEXT: Record<SubscriptionStatus, string> = {
  pending: 'pending',
  active: 'active',
  on_hold: 'on hold',
  paused: 'paused',
  cancelled: 'cancelled',
  failed: 'failed',
  expired: 'expired',
  past_due: 'past due',
}

/** A small label. Its colour is `tone`, or what the text usually means. */
export function tag(text: string, tone: Tone | undefined = TONES[text]): Html {
  return html`<span class="tag ${tone}">${text}</span>`
}

/** A small label in the colour of a state. */
export function statusTag(text: string, status: string): Html {
  return tag(text, TONES[status])
}

/** A button that posts `values` to `action`. */
export function button(action: string, label: string, values: Record<string, string> = {}): Html {
  return html`<form method="post" action="${action}">
${Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button class="button small" type="submit">${label}</button></form>`
}

/** A titled list, newest first, `shown` items of it; a line that says so when there are none. */
export function list<Item>(title: string, items: Item[], row: (item: Item) => Html, shown = 50): Html {
  const newest = items.slice(-shown).toReversed()
  const count = items.length > shown ? `newest ${shown} of ${items.length}` : items.length
  const id = title.toLowerCase().replaceAll(' ', '-')
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title} <span>(${count})</span></h2>
${newest.length === 0 ? html`<p class="empty">None yet.</p>` : html`<ul class="rows">${newest.map(row)}</ul>`}
</section>`
}
