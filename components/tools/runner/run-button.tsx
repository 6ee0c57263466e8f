'use client'

import type { Ref } from 'react'
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { useClock } from './use-clock'

type RunButtonProps = {
  ref: Ref<HTMLButtonElement>
  /** "Write it" */
  action: string
  /** Credits a run costs at most. */
  cost: number
  /** Whether it may cost less. */
  isUpTo: boolean
  isAdmin: boolean
  /** Credits that this run brings with it, for a visitor's first. */
  trialCredits: number | null
  isAgain: boolean
  isRunning: boolean
  isBlocked: boolean
  /** Until when another try makes no sense, in milliseconds since 1970. */
  waitUntil: number
}

/** Says what the run costs before anyone presses it. Never `disabled`: that would take the focus away. */
export function RunButton({
  ref,
  action,
  cost,
  isUpTo,
  isAdmin,
  trialCredits,
  isAgain,
  isRunning,
  isBlocked,
  waitUntil,
}: RunButtonProps) {
  const now = useClock(waitUntil > 0)
  const seconds = waitUntil > 0 && now > 0 ? Math.ceil((waitUntil - now) / 1000) : 0
  const verb = isAgain ? 'Try again' : action
  return (
    <Button
      ref={ref}
      type="submit"
      size="lg"
      className="w-full"
      pending={isRunning}
      aria-disabled={isRunning || isBlocked || seconds > 0 || undefined}
    >
      {seconds > 0 ? (
        <span className="tabular">Try again in {seconds} s</span>
      ) : trialCredits !== null ? (
        <span>
          Try it with <Amount value={trialCredits} /> free {trialCredits === 1 ? 'credit' : 'credits'}
        </span>
      ) : isAdmin ? (
        `${verb}, free for admins`
      ) : (
        <span>
          {verb} for {isUpTo ? 'up to ' : ''}
          <Amount value={cost} unit />
        </span>
      )}
    </Button>
  )
}
