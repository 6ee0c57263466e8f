import { PlusIcon } from '@/components/brand/icons'
import { Section } from './section'

const QUESTIONS = [
  {
    question: 'What is a credit?',
    answer:
      'The unit your app sells: a whole number, worth 2,000 tokens by default. Each feature has a price in credits, and harder work can cost a multiple of it.',
  },
  {
    question: 'What happens when a run fails?',
    answer:
      'Nothing is spent. Credits are held before the run and captured after it; an error, a timeout or a crash releases them to the grants they came from.',
  },
  {
    question: 'Can a balance go below zero?',
    answer:
      'No. The database refuses it, whatever the app does. When a payment is taken back after its credits were spent, the difference is kept as a debt that the next grant pays first.',
  },
  {
    question: 'Do credits expire?',
    answer:
      'Bought credits do not. Monthly plan credits can, and they are always spent before anything that lasts longer.',
  },
  {
    question: 'What do I need to run it?',
    answer:
      'Node.js 20, 22 or 24 and npm. One command starts the app with a local database, sign-in, mailbox and checkout. To go live, point it at a Supabase project and a DodoPayments account.',
  },
  {
    question: 'May I use it for a commercial product?',
    answer: 'Yes. It is under the MIT license: change it, ship it, sell with it.',
  },
] as const

/** Questions people ask before they sign up or clone. */
export function Questions() {
  return (
    <Section id="questions" title="Questions" beside>
      <div className="border-t">
        {QUESTIONS.map(({ question, answer }) => (
          <details key={question} className="group border-b">
            <summary className="flex list-none items-center justify-between gap-6 rounded-sm py-5 text-heading [&::-webkit-details-marker]:hidden">
              {question}
              <PlusIcon className="size-4 shrink-0 text-muted-foreground transition-transform duration-200 group-open:rotate-45" />
            </summary>
            <p className="max-w-2xl pr-10 pb-6 text-muted-foreground">{answer}</p>
          </details>
        ))}
      </div>
    </Section>
  )
}
