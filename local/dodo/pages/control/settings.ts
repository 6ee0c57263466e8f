import type { Dodo, Settings } from '../../context'
import { type Html, html } from '../html'
import { button, tag } from '../parts'

type Choice = { name: keyof Settings; label: string; options: readonly (readonly [string, string])[] }
type Amount = { name: keyof Settings; label: string; max: number; step?: string }

const YES_NO = [
  ['true', 'yes'],
  ['false', 'no'],
] as const

const ORDER: Choice = {
  name: 'order',
  label: 'Order',
  options: [
    ['in-order', 'in order'],
    ['reversed', 'newest first'],
    ['shuffled', 'shuffled'],
  ],
}

const BEHAVIOUR: readonly Choice[] = [
  { name: 'renewedOnFirstPayment', label: 'First payment sends renewed', options: YES_NO },
  { name: 'updatedOnEveryChange', label: 'Changes send updated too', options: YES_NO },
  { name: 'zeroAmountPayments', label: 'Payments of 0 exist', options: YES_NO },
  { name: 'declinedChargeHolds', label: 'Declined charge holds', options: YES_NO },
  {
    name: 'periodEndStatus',
    label: 'Cancelled at period end is',
    options: [
      ['cancelled', 'cancelled'],
      ['expired', 'expired'],
    ],
  },
  {
    name: 'planChangeCycle',
    label: 'Plan change',
    options: [
      ['reset', 'starts a cycle'],
      ['keep', 'keeps the cycle'],
    ],
  },
  {
    name: 'refundOutcome',
    label: "The app's refunds",
    options: [
      ['succeeded', 'succeed'],
      ['failed', 'fail'],
      ['pending', 'stay pending'],
    ],
  },
]

/** How webhooks are sent and how Dodo is to behave where it can do one thing or another. */
export function settingsSection({ settings }: Dodo): Html {
  const hold = button('/__local/settings', settings.paused ? 'Resume deliveries' : 'Hold deliveries', {
    paused: String(!settings.paused),
  })
  return html`<section class="panel" aria-labelledby="settings">
<div class="bar"><h2 id="settings">Webhook delivery ${tag(settings.paused ? 'paused' : 'running', settings.paused ? 'wait' : 'good')}</h2>
${hold}</div>
<form method="post" action="/__local/settings">
<div class="fields">
${select(settings, ORDER)}
${number(settings, { name: 'webhookDelayMs', label: 'Delay in ms', max: 86_400_000 })}
${number(settings, { name: 'duplicates', label: 'Copies of each', max: 10 })}
</div>
<details class="more"><summary>How Dodo behaves</summary>
<div class="fields">
${number(settings, { name: 'taxPercent', label: 'Tax in %', max: 100, step: 'any' })}
${number(settings, { name: 'retryWindowDays', label: 'Retry renewals for days', max: 30 })}
${BEHAVIOUR.map((choice) => select(settings, choice))}
</div></details>
<button class="button small" type="submit">Apply</button>
</form>
</section>`
}

function select(settings: Settings, { name, label, options }: Choice): Html {
  const chosen = String(settings[name])
  return html`<div class="field"><label for="${name}">${label}</label>
<select id="${name}" name="${name}">
${options.map(([value, text]) => html`<option value="${value}" ${value === chosen && html`selected`}>${text}</option>`)}
</select></div>`
}

function number(settings: Settings, { name, label, max, step }: Amount): Html {
  return html`<div class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="number" min="0" max="${max}" ${step && html`step="${step}"`} value="${String(settings[name])}"></div>`
}
