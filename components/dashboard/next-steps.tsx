import { ArrowRight, Check } from 'lucide-react'
import Link from 'next/link'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { cn } from '@/lib/cn'

/** What a new person does first; ticks off what is done. */
export function NextSteps({ hasSpent }: { hasSpent: boolean }) {
  const steps = [
    { label: 'Create your account', isDone: true, href: '/dashboard' },
    { label: 'Run your first tool', isDone: hasSpent, href: '/tools' },
    { label: 'Top up when you run low', isDone: false, href: '/buy-credits' },
  ] as const
  return (
    <Card>
      <CardHeader>
        <CardTitle>Next steps</CardTitle>
        <CardDescription>Three minutes to know your way around.</CardDescription>
      </CardHeader>
      <ol className="mt-3 grid p-3 pt-0">
        {steps.map(({ label, isDone, href }, index) => (
          <li key={label}>
            <Link
              href={href}
              className="group flex items-center gap-3 rounded-lg px-2 py-2.5 text-sm transition-colors hover:bg-accent sm:px-3"
            >
              <span
                className={cn(
                  'inline-flex size-6 shrink-0 items-center justify-center rounded-full border font-medium text-xs',
                  isDone && 'border-transparent bg-success-muted text-success',
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
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  )
}
