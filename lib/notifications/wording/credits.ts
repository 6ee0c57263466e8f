import { z } from 'zod'
import { formatCredits, formatNumber } from '@/lib/format-number'
import { formatDay, Moment, Name, Whole, worded } from './message'

const LowBalance = z.object({
  level: z.literal([20, 10, 5]),
  available: Whole,
  reference: Whole,
})
const Expiring = z.object({ credits: Whole, expires_at: Moment, days: z.literal([7, 1]) })
const ModelExpiring = z.object({ name: Name, remove_at: Moment })

export const CREDIT_WORDING = {
  low_balance: worded(LowBalance, ({ level, available, reference }) => ({
    title: available === 0 ? 'You have no credits left' : `You have ${formatCredits(available)} left`,
    text:
      available === 0
        ? `You had ${formatNumber(reference)} when credits last came in. Buy credits to continue.`
        : `That is ${level}% or less of the ${formatNumber(reference)} you had. A run that costs more than your balance will not start.`,
    href: '/buy-credits',
    action: 'Buy credits',
    share: reference === 0 ? 0 : Math.min(1, available / reference),
  })),
  credits_expiring: worded(Expiring, ({ credits, expires_at, days }) => ({
    title: `${formatCredits(credits)} ${credits === 1 ? 'expires' : 'expire'} on ${formatDay(expires_at)}`,
    text: `${days === 1 ? 'This is the last reminder. ' : ''}Credits that expire soonest are spent first, so whatever you run until then uses these.`,
    href: '/tools',
    action: 'Use them',
  })),
  model_expiring: worded(ModelExpiring, ({ name, remove_at }) => ({
    title: `Your model ${name} will be removed on ${formatDay(remove_at)}`,
    text: 'It can be used until then. Afterwards its files are gone for good.',
    href: '/models',
    action: 'See your models',
  })),
}
