import { z } from 'zod'
import { supportEmail } from '@/lib/env/support-email'
import { formatCredits, formatNumber } from '@/lib/format-number'
import { formatPrice } from '@/lib/pricing-plans'
import { Currency, type Fact, formatDay, Moment, Name, Whole, worded } from './message'

const PLAN_PAGE = '/billing'

const Started = z.object({
  plan: Name,
  credits: Whole,
  period_end: Moment,
  paid_cents: Whole,
  currency: Currency,
})
const Renewed = Started.extend({ rolled_over: Whole })
const Changed = z.object({
  from_plan: Name,
  to_plan: Name,
  credits: Whole,
  effective_at: Moment,
  paid_cents: Whole,
  currency: Currency,
})
const Failed = z.object({ plan: Name, status: z.enum(['on_hold', 'past_due', 'failed']) })
const Ending = z.object({ plan: Name, ends_at: Moment })
const Cancelled = z.object({
  plan: Name,
  credits_left: Whole,
  until: Moment.nullish(),
  /** The plan that goes on, of somebody who paid for two at a time. */
  replaced_by: Name.nullish(),
})

const paidTotal = (cents: number, currency: string): Fact => [
  'Paid',
  cents === 0 ? 'Nothing' : formatPrice(cents, currency),
]

const FAILURES: Record<z.infer<typeof Failed>['status'], (plan: string) => string> = {
  on_hold: (plan) =>
    `The payment for your ${plan} plan failed, so the plan is on hold and adds no new credits. Update your payment method to continue.`,
  past_due: (plan) =>
    `The payment for your ${plan} plan failed. We will try again. Please update your payment method first.`,
  failed: (plan) =>
    `The payment for your ${plan} plan failed, so the plan did not begin. Nothing was charged; you can try again at any time.`,
}

const PAID_TWICE = supportEmail
  ? `If you did not mean to pay for both, write to ${supportEmail} and we will refund one.`
  : 'We will look at it, and refund one if you did not mean to pay for both.'

export const PLAN_WORDING = {
  subscription_started: worded(Started, ({ plan, credits, period_end, paid_cents, currency }) => ({
    title: `Your ${plan} plan has begun`,
    text: `${formatCredits(credits)} are in your account. ${
      paid_cents === 0 ? 'They are free.' : 'Thank you.'
    } The next month begins on ${formatDay(period_end)}.`,
    href: PLAN_PAGE,
    action: 'See your plan',
    facts: [
      ['Plan', plan],
      ['Credits', formatNumber(credits)],
      ['Renews on', formatDay(period_end)],
    ],
    total: paidTotal(paid_cents, currency),
  })),
  subscription_renewed: worded(
    Renewed,
    ({ plan, credits, rolled_over, period_end, paid_cents, currency }) => ({
      title: `Your ${plan} plan was renewed`,
      text: `${formatCredits(credits)} for the new month are in your account.${
        rolled_over > 0 ? ` ${formatCredits(rolled_over)} that you had not used rolled over.` : ''
      }`,
      href: PLAN_PAGE,
      action: 'See your plan',
      facts: [
        ['Plan', plan],
        ['Credits', formatNumber(credits)],
        ...(rolled_over > 0 ? [['Rolled over', formatNumber(rolled_over)] as const] : []),
        ['Renews on', formatDay(period_end)],
      ],
      total: paidTotal(paid_cents, currency),
    }),
  ),
  subscription_changed: worded(
    Changed,
    ({ from_plan, to_plan, credits, effective_at, paid_cents, currency }) => ({
      title: `You are on the ${to_plan} plan now`,
      text: `Since ${formatDay(effective_at)} your plan is ${to_plan} instead of ${from_plan}, with ${formatCredits(credits)} a month.`,
      href: PLAN_PAGE,
      action: 'See your plan',
      facts: [
        ['Before', from_plan],
        ['Now', to_plan],
        ['Credits a month', formatNumber(credits)],
        ['Since', formatDay(effective_at)],
      ],
      total: paid_cents > 0 ? paidTotal(paid_cents, currency) : undefined,
    }),
  ),
  subscription_failed: worded(Failed, ({ plan, status }) => ({
    title: `We could not charge you for ${plan}`,
    text: FAILURES[status](plan),
    href: PLAN_PAGE,
    action: status === 'failed' ? 'Try again' : 'Update payment method',
    note: status === 'failed' ? undefined : 'You keep the credits you have.',
  })),
  subscription_ending: worded(Ending, ({ plan, ends_at }) => ({
    title: `Your ${plan} plan ends on ${formatDay(ends_at)}`,
    text: 'It will not renew, and you will not be charged again. Until then nothing changes, and you can still keep the plan.',
    href: PLAN_PAGE,
    action: 'Keep the plan',
  })),
  subscription_cancelled: worded(Cancelled, ({ plan, credits_left, until, replaced_by }) => {
    const left =
      credits_left === 0
        ? 'No credits from it were left.'
        : `${formatCredits(credits_left)} from it ${credits_left === 1 ? 'is' : 'are'} left${
            until ? `, to use by ${formatDay(until)}` : ''
          }.`
    return {
      title: `Your ${plan} plan has ended`,
      text: replaced_by
        ? `You subscribed twice, so only the newer subscription, ${replaced_by}, continues. The other one will not be charged again. ${left}`
        : `You will not be charged again. ${left}`,
      href: PLAN_PAGE,
      action: replaced_by ? 'See your plan' : 'See the plans',
      note: replaced_by ? PAID_TWICE : undefined,
    }
  }),
}
