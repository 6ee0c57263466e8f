'use client'

import { CircleCheck, CircleX, Clock } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { SupportLink } from '@/components/brand/support-link'
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import { Spinner } from '@/components/ui/spinner'
import { type BalanceState, useCreditManager } from '@/lib/credit-manager'
import { formatPrice } from '@/lib/pricing-plans'
import type { Purchase } from '@/lib/purchases/purchase'

/**
 * How often we look while more may follow. After a card that was declined another can be entered in the same checkout, and its payment
 * arrives after the first one's.
 */
const POLL_MS: Partial<Record<Purchase['status'], number>> = { pending: 3_000, failed: 10_000 }
/** What may still follow what; an answer from before is not news. */
const RANK = { pending: 0, failed: 1, mismatch: 2, completed: 3 }
/** After this long we say that it is late, and go on waiting. */
const LATE_MS = 20_000

type PaymentStatusProps = { userId: string; balance: BalanceState; purchase: Purchase }

/** Waits for the payment's webhook: looks again whenever the balance moves, and every few seconds besides. */
export function PaymentStatus({ userId, balance, purchase: initial }: PaymentStatusProps) {
  const { available, version } = useCreditManager(userId, balance)
  const [purchase, setPurchase] = useState(initial)
  const [isLate, setIsLate] = useState(false)
  const isPending = purchase.status === 'pending'
  const pollMs = POLL_MS[purchase.status]

  const look = useEffectEvent(async () => {
    const response = await fetch(`/api/purchases/${purchase.id}`, { cache: 'no-store' }).catch(
      () => undefined,
    )
    if (!response?.ok) return
    const next: Purchase = await response.json()
    // Two looks can be under way at once: one that still saw it pending does not undo what the other saw.
    setPurchase((now) => (RANK[next.status] > RANK[now.status] ? next : now))
  })

  useEffect(() => {
    if (pollMs && version > balance.version) void look()
  }, [pollMs, version, balance.version])

  useEffect(() => {
    if (!pollMs) return
    const poll = setInterval(() => void look(), pollMs)
    return () => clearInterval(poll)
  }, [pollMs])

  useEffect(() => {
    if (!isPending) return
    const late = setTimeout(() => setIsLate(true), LATE_MS)
    return () => clearTimeout(late)
  }, [isPending])

  if (purchase.status === 'completed') {
    return (
      <Outcome
        icon={<CircleCheck className="text-success" />}
        title={
          <>
            <Amount value={purchase.credits} unit /> added
          </>
        }
        text={
          <>
            You paid {formatPrice(purchase.amountCents, purchase.currency)} before tax. Your balance is now{' '}
            <Amount value={available} unit />.
          </>
        }
        action={
          <Button asChild>
            <Link href="/tools">Use a tool</Link>
          </Button>
        }
      />
    )
  }
  if (purchase.status === 'failed') {
    return (
      <Outcome
        icon={<CircleX className="text-destructive" />}
        title="The payment did not go through"
        text={
          <>
            {purchase.failure} You were not charged for it. If you have paid with another card since, wait
            here: this page updates by itself.
          </>
        }
        action={
          <Button asChild>
            <Link href="/buy-credits">Try again</Link>
          </Button>
        }
      />
    )
  }
  if (purchase.status === 'mismatch') {
    return (
      <Outcome
        icon={<Clock className="text-warning" />}
        title="We are looking at your payment"
        text={
          <>
            It arrived, but it differs from what was agreed at checkout. Nothing is lost: we will look at it
            and add your credits or refund you. <SupportLink about={`Payment ${purchase.id}`} />
          </>
        }
      />
    )
  }
  return (
    <Outcome
      icon={isLate ? <Clock className="text-warning" /> : <Spinner className="text-brand [&>svg]:size-10" />}
      title={isLate ? 'This is taking longer than usual' : 'Waiting for your payment'}
      text={
        isLate
          ? 'Your bank or the payment provider has not confirmed it yet. You can close this page: the credits are added as soon as it is confirmed.'
          : 'It usually takes a few seconds. This page updates by itself.'
      }
    />
  )
}

type OutcomeProps = { icon: ReactNode; title: ReactNode; text: ReactNode; action?: ReactNode }

function Outcome({ icon, title, text, action }: OutcomeProps) {
  return (
    <Card>
      <CardContent
        className="grid justify-items-center gap-3 py-10 text-center sm:py-10 [&>svg]:size-10"
        aria-live="polite"
      >
        {icon}
        <h1 className="text-title">{title}</h1>
        <p className="text-balance text-muted-foreground">{text}</p>
        <div className="mt-3 flex flex-wrap justify-center gap-2">
          {action}
          <Button asChild variant="outline">
            <Link href="/dashboard">Go to your dashboard</Link>
          </Button>
        </div>
      </CardContent>
    </Card>
  )
}
