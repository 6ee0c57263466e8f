import { ArrowRight, Check } from 'lucide-react'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { QuietLink } from '@/components/ui/quiet-link'
import { cn } from '@/lib/cn'

type NextStepsProps = { hasSpent: boolean; hasPaid: boolean; hasTopUp: boolean }

/** What a new person does first; ticks off what is done, and is gone once all of it is. */
export function NextSteps({ hasSpent, hasPaid, hasTopUp }: NextStepsProps) {
  const steps = [
    { label: 'Run your first tool', isDone: hasSpent, href: '/tools' },
    { label: 'Get more credits, or a plan', isDone: hasPaid, href: '/buy-credits' },
    { label: 'Turn on automatic top-up', isDone: hasTopUp, href: '/billing#top-up' },
  ] as const
  if (steps.every(({ isDone }) => isDone)) return null
  const next = steps.findIndex(({ isDone }) => !isDone)
  return (
    <Card>
      <CardHeader>
        <CardTitle>Next steps</CardTitle>
        <CardDescription>
          {steps.filter(({ isDone }) => isDone).length} of {steps.length} done
        </CardDescription>
      </CardHeader>
      <ol className="mt-3 grid p-3 pt-0">
        {steps.map(({ label, isDone, href }, index) => (
          <li key={label}>
            <QuietLink
              href={href}
              className="group flex items-center gap-3 rounded-lg px-2 py-2.5 text-sm transition-colors hover:bg-accent sm:px-3"
            >
              <span
                className={cn(
                  'inline-flex size-6 shrink-0 items-center justify-center rounded-full border font-medium text-xs',
                  isDone && 'border-transparent bg-success-muted text-success',
                  index === next && 'border-transparent bg-brand text-brand-foreground',
                )}
              >
                {isDone ? <Check aria-hidden className="size-3.5" /> : index + 1}
              </span>
              <span className={isDone ? 'text-muted-foreground' : 'font-medium'}>
                {label}
                {isDone ? <span className="sr-only"> (done)</span> : null}
              </span>
              <ArrowRight
                aria-hidden
                className="ml-auto size-4 text-muted-foreground transition-transform group-hover:translate-x-0.5"
              />
            </QuietLink>
          </li>
        ))}
      </ol>
    </Card>
  )
}
