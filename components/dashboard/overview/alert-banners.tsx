'use client'

import { X } from 'lucide-react'
import { type ReactNode, useOptimistic } from 'react'
import { toast } from 'sonner'
import { guardAction } from '@/components/form/guard-action'
import { Alert } from '@/components/ui/alert'
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { LocalTime } from '@/components/ui/local-time'
import { QuietLink } from '@/components/ui/quiet-link'
import type { Alerts } from '@/lib/alerts/alert'
import { expiringKey, lowKey } from '@/lib/alerts/alert-keys'
import { dismissAlert } from '@/lib/alerts/dismiss-alert'

const dismiss = guardAction(dismissAlert, (problem) => void toast.error(problem))

type BannerProps = {
  /** Names the reason; dismissing holds for it alone. */
  reason: string
  variant: 'warning' | 'info'
  title: ReactNode
  action: ReactNode
  children: ReactNode
}

function Banner({ reason, variant, title, action, children }: BannerProps) {
  const [isGone, setGone] = useOptimistic(false)
  if (isGone) return null
  return (
    <div className="relative">
      <Alert variant={variant} title={title} action={action} className="pr-12">
        {children}
      </Alert>
      <form
        className="absolute top-2 right-2"
        action={async (form) => {
          setGone(true)
          await dismiss(form)
        }}
      >
        <input type="hidden" name="key" value={reason} />
        <Button type="submit" variant="ghost" size="icon-sm" aria-label="Dismiss">
          <X aria-hidden />
        </Button>
      </form>
    </div>
  )
}

/** What somebody should know before they work on: few credits left, or some that lapse soon. */
export function AlertBanners({ alerts: { low, expiring }, hasTopUp }: { alerts: Alerts; hasTopUp: boolean }) {
  if (!low && !expiring) return null
  return (
    <div className="grid gap-3">
      {low ? (
        <Banner
          key={lowKey(low)}
          reason={lowKey(low)}
          variant="warning"
          title={
            low.left === 0 ? (
              'You have no credits left'
            ) : (
              <>
                You have <Amount value={low.left} unit /> left
              </>
            )
          }
          action={
            <>
              <Button asChild size="sm">
                <QuietLink href="/buy-credits">Buy credits</QuietLink>
              </Button>
              <Button asChild size="sm" variant="outline">
                <QuietLink href="/billing#top-up">
                  {hasTopUp ? 'See your top-up' : 'Top up automatically'}
                </QuietLink>
              </Button>
            </>
          }
        >
          {low.left === 0 ? (
            <>
              You had <Amount value={low.reference} /> when credits last came in. You can run tools again once
              you have more.
            </>
          ) : (
            <>
              That is {low.level}% or less of the <Amount value={low.reference} /> you had when credits last
              came in.
            </>
          )}
        </Banner>
      ) : null}
      {expiring ? (
        <Banner
          key={expiringKey(expiring)}
          reason={expiringKey(expiring)}
          variant={expiring.days === 1 ? 'warning' : 'info'}
          title={
            <>
              <Amount value={expiring.credits} unit /> {expiring.credits === 1 ? 'expires' : 'expire'} on{' '}
              <LocalTime iso={expiring.expires_at} dateOnly />
            </>
          }
          action={
            <Button asChild size="sm" variant="outline">
              <QuietLink href="/tools">Use them</QuietLink>
            </Button>
          }
        >
          Credits that expire soonest are spent first, so whatever you run until then uses these.
        </Banner>
      ) : null}
    </div>
  )
}
