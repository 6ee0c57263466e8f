import { z } from 'zod'
import { PRODUCT_NAME } from '@/lib/brand'
import { formatCredits } from '@/lib/format-number'
import { Name, Whole, worded } from './message'

const Welcome = z.object({ credits: Whole })
const FollowUp = z.object({ available: Whole })
const Alarm = z.object({ problem: Name, details: z.array(z.string()).min(1) })

const FAIR = [
  'The price is on the button before you press it.',
  'Work that fails costs nothing.',
  'Every credit you get or spend is in your history.',
]

export const PEOPLE_WORDING = {
  welcome: worded(Welcome, ({ credits }) => ({
    title: `Welcome to ${PRODUCT_NAME}, with ${formatCredits(credits)} to start`,
    text: 'They are in your account, free, and good for every tool: texts, pictures, code and code reviews.',
    href: '/tools',
    action: 'Pick a tool',
    lines: FAIR,
  })),
  follow_up_first_use: worded(FollowUp, ({ available }) => ({
    title: `Your ${formatCredits(available)} ${available === 1 ? 'is' : 'are'} waiting`,
    text: 'You have an account and have not run a tool yet. The first run takes a minute.',
    href: '/tools',
    action: 'Run your first tool',
    lines: [
      'Choose text, image, code or review.',
      'Say what you want, or take one of the ideas.',
      'Press the button; it says what it costs.',
    ],
    isOrdered: true,
  })),
  follow_up_first_purchase: worded(FollowUp, ({ available }) => ({
    title: 'What happens when your free credits are gone',
    text: `You have ${formatCredits(available)} now. More come in packages, paid once, or with a plan that brings some every month.`,
    href: '/buy-credits',
    action: 'See the packages',
    lines: FAIR,
  })),
  follow_up_inactive: worded(FollowUp, ({ available }) => ({
    title: `You still have ${formatCredits(available)}`,
    text: 'You have not been here for two weeks. Everything is where you left it.',
    href: '/tools',
    action: 'Pick up where you left off',
  })),
  admin_alarm: worded(Alarm, ({ problem, details }) => ({
    title: problem,
    text: `${details.length === 1 ? 'One finding' : `${details.length} findings`} of the scheduled jobs. A problem that stays is reported once a day.`,
    href: '/admin',
    action: 'Open the admin page',
    lines: details,
  })),
}
