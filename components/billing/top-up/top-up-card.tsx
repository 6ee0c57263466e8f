'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { toast } from 'sonner'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Card, CardContent, CardTitle } from '@/components/ui/card'
import { Switch } from '@/components/ui/switch'
import type { CreditPackage } from '@/lib/pricing-plans'
import type { TopUp } from '@/lib/top-ups/settings'
import { TopUpForm } from './top-up-form'
import { nameState, TopUpState } from './top-up-state'
import { useSaveTopUp } from './use-save-top-up'

type TopUpCardProps = {
  topUp: TopUp | null
  /** What it buys; undefined when that is not sold any more. */
  offer: CreditPackage | undefined
  /** What can be chosen. */
  packages: CreditPackage[]
}

/** Automatic top-up: where it stands, the switch, and the choices behind it. */
export function TopUpCard({ topUp, offer, packages }: TopUpCardProps) {
  const { save, isPending, problem, forget } = useSaveTopUp()
  const [isEditing, setEditing] = useState(false)
  const titleId = useId()
  const toggle = useRef<HTMLButtonElement>(null)
  const card = useRef<HTMLDivElement>(null)
  // The page streams: when the browser looked for what the address names, this was not there yet.
  useEffect(() => {
    if (window.location.hash === '#top-up') card.current?.scrollIntoView()
  }, [])
  const state = nameState(topUp, offer !== undefined)
  const isEnabled = topUp?.isEnabled ?? false

  function close() {
    setEditing(false)
    // What had the focus is gone.
    toggle.current?.focus()
  }
  function edit() {
    forget()
    setEditing(true)
  }
  async function switchTo(isOn: boolean) {
    if (isOn) return edit()
    if (!topUp || !isEnabled) return close()
    const { packageId, threshold, monthlyCapCents } = topUp
    if (await save({ packageId, threshold, monthlyCapCents, isEnabled: false })) {
      toast.success('Automatic top-up is off.')
      setEditing(false)
    }
  }
  function resume() {
    if (!topUp) return
    const { packageId, threshold, monthlyCapCents } = topUp
    void save({ packageId, threshold, monthlyCapCents, isEnabled: true })
  }
  function finish() {
    toast.success('Automatic top-up is on.')
    close()
  }

  return (
    <Card ref={card} id="top-up" className="scroll-mt-8">
      <CardContent className="grid gap-4">
        <div className="flex items-center justify-between gap-4">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <CardTitle id={titleId}>Automatic top-up</CardTitle>
            {isEditing && !isEnabled ? null : <Badge variant={state.variant}>{state.label}</Badge>}
          </div>
          <Switch
            ref={toggle}
            aria-labelledby={titleId}
            checked={isEnabled || isEditing}
            disabled={packages.length === 0 && !isEnabled}
            aria-busy={isPending || undefined}
            onCheckedChange={switchTo}
          />
        </div>
        {problem ? (
          <Alert variant="destructive" title={problem.title}>
            {problem.text}
          </Alert>
        ) : null}
        {isEditing ? (
          <TopUpForm topUp={topUp} packages={packages} onSaved={finish} onCancel={close} />
        ) : (
          <div className="flex flex-col items-start gap-4 sm:flex-row sm:items-end sm:justify-between">
            <TopUpState topUp={topUp} offer={offer} isPending={isPending} onResume={resume} onEdit={edit} />
          </div>
        )}
      </CardContent>
    </Card>
  )
}
