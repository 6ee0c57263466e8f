import type { Dodo } from '../../context'
import { soonDue } from '../../subscriptions/time/due'
import { formatTime, type Html, html } from '../html'
import { button, tag } from '../parts'

const HOUR = 3_600
const DAY = 24 * HOUR

const STEPS = [
  ['+ 1 hour', HOUR],
  ['+ 1 day', DAY],
  ['+ 1 week', 7 * DAY],
  ['+ 31 days', 31 * DAY],
] as const

/** The clock with buttons that move it. */
export function clockSection(dodo: Dodo): Html {
  const ahead = describeAhead(dodo.store.state.clock_offset_ms)
  const next = soonDue(dodo)
  const now = dodo.now().toISOString()
  const tomorrow = new Date(dodo.now().getTime() + DAY * 1_000).toISOString()
  return html`<section class="panel" aria-labelledby="clock">
<h2 id="clock">Clock ${ahead ? tag(ahead, 'wait') : tag('real time', 'good')}</h2>
<p class="now"><time datetime="${now}">${formatTime(now)}</time></p>
<p class="quiet">${
    next
      ? html`Next: ${formatTime(new Date(next.at).toISOString())}, <code>${next.subscription.subscription_id}</code>`
      : 'Nothing is due within a year.'
  }</p>
<div class="buttons">
${next && button('/__local/clock', 'To next due date', { to: 'next' })}
${STEPS.map(([label, seconds]) => button('/__local/clock', label, { advance_seconds: String(seconds) }))}
</div>
<form class="settings" method="post" action="/__local/clock">
<div class="field wide"><label for="to">Forward to (UTC)</label>
<input id="to" name="to" type="datetime-local" min="${now.slice(0, 16)}" value="${tomorrow.slice(0, 16)}" required></div>
<button class="button small" type="submit">Move</button>
</form>
<p class="quiet">Time only goes forward. Renewals, trial ends and retries happen one by one on the way.</p>
</section>`
}

function describeAhead(offsetMs: number): string | null {
  const hours = Math.round(offsetMs / (HOUR * 1_000))
  if (offsetMs < 60_000) return null
  if (hours < 48) return hours < 1 ? 'minutes ahead' : `${hours} h ahead`
  return `${Math.round(hours / 24)} days ahead`
}
