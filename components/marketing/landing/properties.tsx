import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { BurnOrderPicture, ConcurrencyPicture, StackPicture, WebhookPicture } from './property-pictures'
import { Section } from './section'

function Property({
  title,
  text,
  wide = false,
  children,
}: {
  title: string
  text: string
  wide?: boolean
  children: ReactNode
}) {
  return (
    <li
      className={cn(
        'flex min-w-0 flex-col justify-between gap-8 rounded-2xl border bg-card p-5 sm:p-7',
        wide ? 'md:col-span-3' : 'md:col-span-2',
      )}
    >
      <div>
        <h3 className="text-heading">{title}</h3>
        <p className="mt-1.5 text-muted-foreground">{text}</p>
      </div>
      {children}
    </li>
  )
}

/** What holds whatever happens, each with a picture of the case that usually breaks it. */
export function Properties() {
  return (
    <Section
      id="properties"
      title="The edge cases are the product"
      lead="Most credit systems work until two things happen at once. These are the cases this one was built around, and its tests run them."
    >
      <ul className="grid grid-cols-1 gap-4 md:grid-cols-5">
        <Property
          wide
          title="Exact under concurrency"
          text="Sixteen calls at once on a balance of ten: ten run, six get 402. The balance is checked in the statement that changes it."
        >
          <ConcurrencyPicture />
        </Property>
        <Property
          title="One payment, one grant"
          text="A webhook can arrive twice, late or out of order. The payment grants once, by a unique key in the database."
        >
          <WebhookPicture />
        </Property>
        <Property
          title="Bought credits survive"
          text="What expires burns first and what was bought burns last. Refunds go back to the grants they came from."
        >
          <BurnOrderPicture />
        </Property>
        <Property
          wide
          title="The whole stack in one command"
          text="Database, sign-in, realtime, mailbox and a checkout with test cards, all on your machine. No Docker, no keys to paste."
        >
          <StackPicture />
        </Property>
      </ul>
    </Section>
  )
}
