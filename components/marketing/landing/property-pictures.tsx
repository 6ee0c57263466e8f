import { CheckIcon, CornerDownRightIcon } from '@/components/brand/icons'
import { cn } from '@/lib/cn'

// Answers in the order they might come back: ten paid, six refused.
const ANSWERS = [200, 200, 402, 200, 200, 200, 402, 200, 402, 200, 200, 402, 200, 402, 200, 402]

/** Sixteen calls on ten credits. The text beside each picture says the same, so pictures are hidden from readers. */
export function ConcurrencyPicture() {
  return (
    <div aria-hidden="true" className="grid grid-cols-4 gap-1.5 font-mono text-xs sm:grid-cols-8">
      {ANSWERS.map((status, index) => (
        <span
          key={index}
          className={cn(
            'rounded-md py-3 text-center',
            status === 200 ? 'bg-brand-muted text-brand' : 'bg-secondary text-muted-foreground',
          )}
        >
          {status}
        </span>
      ))}
    </div>
  )
}

const DELIVERIES = ['granted +500', 'already granted', 'already granted']

/** One payment delivered three times. */
export function WebhookPicture() {
  return (
    <ol aria-hidden="true" className="grid gap-1.5 font-mono text-xs">
      {DELIVERIES.map((answer, index) => (
        <li key={index} className="flex items-center justify-between gap-2 rounded-md bg-muted px-3 py-2">
          <span className="text-muted-foreground">delivery {index + 1}</span>
          <span className={index === 0 ? 'flex items-center gap-1.5 text-success' : 'text-muted-foreground'}>
            {index === 0 ? <CheckIcon className="size-3.5" /> : null}
            {answer}
          </span>
        </li>
      ))}
    </ol>
  )
}

const GRANTS = [
  { name: 'This month’s plan', left: 24, of: 100, note: 'burns first' },
  { name: 'Sign-up bonus', left: 50, of: 50, note: 'then' },
  { name: 'Bought, no expiry', left: 500, of: 500, note: 'last' },
]

/** Three grants in the order they are spent. */
export function BurnOrderPicture() {
  return (
    <ol aria-hidden="true" className="grid gap-3 text-sm">
      {GRANTS.map((grant) => (
        <li key={grant.name}>
          <div className="flex justify-between gap-2">
            <span>{grant.name}</span>
            <span className="text-muted-foreground">{grant.note}</span>
          </div>
          <div className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-meter-empty">
            <div
              className="h-full rounded-full bg-meter-available"
              style={{ width: `${(grant.left / grant.of) * 100}%` }}
            />
          </div>
        </li>
      ))}
    </ol>
  )
}

const PARTS = [
  ['database', 'PostgreSQL 17'],
  ['api + auth', 'Supabase'],
  ['realtime', 'private channels'],
  ['mailbox', 'all outgoing mail'],
  ['checkout', 'with test cards'],
] as const

/** What one line in a terminal starts. */
export function StackPicture() {
  return (
    <div aria-hidden="true" className="rounded-lg bg-muted p-4 font-mono text-[0.8125rem] leading-6">
      <p>
        <span className="select-none text-muted-foreground">$ </span>npm ci && npm run dev
      </p>
      <ul className="mt-2">
        {PARTS.map(([part, made]) => (
          <li key={part} className="flex items-center gap-2.5">
            <CornerDownRightIcon className="size-3.5 shrink-0 text-success" />
            <span className="w-22 shrink-0 sm:w-24">{part}</span>
            <span className="truncate text-muted-foreground">{made}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
