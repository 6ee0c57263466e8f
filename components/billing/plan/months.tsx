import { CalendarDays } from 'lucide-react'
import { Amount } from '@/components/ui/amount'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LocalTime } from '@/components/ui/local-time'
import { formatPrice } from '@/lib/pricing-plans'
import type { Month, Plan } from '@/lib/subscriptions/plan'

/** What each month of a plan brought and cost, newest first. */
export function Months({ months, plans }: { months: Month[]; plans: Plan[] }) {
  const names = new Map(plans.map((plan) => [plan.id, plan.name]))
  return (
    <Card>
      <CardHeader>
        <CardTitle>Months of your plan</CardTitle>
      </CardHeader>
      {months.length === 0 ? (
        <EmptyState
          icon={<CalendarDays />}
          title="No months yet"
          description="The credits of each month of your plan are listed here, with their invoices."
        />
      ) : (
        <ul className="mt-3 divide-y border-t">
          {months.map((month) => (
            <li key={month.id} className="flex items-center justify-between gap-4 px-5 py-3 text-sm sm:px-6">
              <div className="grid shrink-0 gap-0.5">
                <p className="font-medium">
                  {month.isChange ? 'Change to ' : null}
                  {names.get(month.planId) ?? month.planId}
                </p>
                <p className="text-muted-foreground text-xs">
                  <LocalTime iso={month.periodStart} dateOnly /> to{' '}
                  <LocalTime iso={month.periodEnd} dateOnly />
                </p>
              </div>
              <div className="tabular grid min-w-0 gap-0.5 text-right">
                <p className="font-medium">
                  <Amount value={month.credits} sign unit />
                </p>
                <p className="text-muted-foreground text-xs">
                  {month.paidCents && month.currency ? formatPrice(month.paidCents, month.currency) : 'Free'}
                  {month.returnedCents > 0 && month.currency
                    ? `, ${formatPrice(month.returnedCents, month.currency)} refunded`
                    : null}
                  {month.paymentId ? (
                    <>
                      {' · '}
                      <a
                        className="whitespace-nowrap text-brand underline-offset-4 hover:underline"
                        href={`/api/subscriptions/months/${month.id}/invoice`}
                      >
                        Invoice (PDF)
                      </a>
                    </>
                  ) : null}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
