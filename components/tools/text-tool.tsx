'use client'

import Link from 'next/link'
import { type FormEvent, useRef, useState } from 'react'
import { toast } from 'sonner'
import { Alert } from '@/components/ui/alert'
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardFooter } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { ApiError } from '@/lib/api-client'
import { type BalanceState, makeApiCallWithCreditUpdate, useCreditManager } from '@/lib/credit-manager'
import { formatCredits } from '@/lib/format-number'
import { Count } from './count'
import { DemoBadge } from './demo-badge'
import { usePrompt } from './use-prompt'

const MAX_PROMPT = 2000

type TextToolProps = {
  userId: string
  balance: BalanceState
  /** credits a run costs; 0 for admins */
  cost: number
  /** The paid route: takes `{ prompt }`, answers `{ text }`. */
  path: string
  /** What is asked for. */
  label: string
  placeholder?: string
  /** A note that the answers come from the built-in model. */
  isDemo?: boolean
}

type Run =
  | { state: 'idle' }
  | { state: 'running' }
  | { state: 'done'; text: string }
  | { state: 'failed'; message: string }

/** Prompt in, text out: shows the price before, the result after, and never charges for a failure. */
export function TextTool({ userId, balance, cost, path, label, placeholder, isDemo = false }: TextToolProps) {
  const { available, refresh } = useCreditManager(userId, balance)
  const [prompt, setPrompt, box] = usePrompt()
  const [run, setRun] = useState<Run>({ state: 'idle' })
  // Of a run that did not end well: tried again, it is the same run, and one that was charged after all is not charged twice.
  const kept = useRef<{ prompt: string; key: string } | null>(null)
  const isShort = available < cost
  const isRunning = run.state === 'running'

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (isRunning || isShort || !prompt.trim()) return
    setRun({ state: 'running' })
    try {
      if (kept.current?.prompt !== prompt) kept.current = { prompt, key: crypto.randomUUID() }
      const idempotencyKey = kept.current.key
      const answer = await makeApiCallWithCreditUpdate<{ text: string }>(
        userId,
        path,
        { prompt },
        { idempotencyKey },
      )
      kept.current = null
      setRun({ state: 'done', text: answer.text })
      toast.success(
        answer.creditsUsed === 0
          ? 'Done. Nothing was charged.'
          : `Done for ${formatCredits(answer.creditsUsed)}.`,
      )
    } catch (error) {
      if (error instanceof ApiError && error.code === 'idempotency_conflict') kept.current = null
      const message = error instanceof ApiError ? error.message : 'Something went wrong.'
      setRun({ state: 'failed', message })
      void refresh()
    }
  }

  return (
    <form onSubmit={submit}>
      <Card>
        <CardContent className="grid gap-5">
          {isDemo ? <DemoBadge>Demo model: built in, composes sample text</DemoBadge> : null}
          <Field label={label} aside={<Count value={prompt.length} most={MAX_PROMPT} />}>
            {(control) => (
              <Textarea
                {...control}
                ref={box}
                name="prompt"
                required
                maxLength={MAX_PROMPT}
                value={prompt}
                onChange={(event) => setPrompt(event.target.value)}
                placeholder={placeholder}
              />
            )}
          </Field>
          {isShort ? (
            <Alert
              variant="warning"
              title="Not enough credits"
              action={
                <Button asChild size="sm">
                  <Link href="/buy-credits">Buy credits</Link>
                </Button>
              }
            >
              A run costs <Amount value={cost} unit />. You have <Amount value={available} unit />.
            </Alert>
          ) : null}
          {run.state === 'failed' ? (
            <Alert variant="destructive" title="That did not work">
              {run.message}
            </Alert>
          ) : null}
          <div aria-live="polite" className="contents">
            {run.state === 'done' ? (
              <section aria-label="Result" className="rounded-lg border bg-muted p-4">
                <p className="whitespace-pre-wrap leading-7">{run.text}</p>
              </section>
            ) : null}
          </div>
        </CardContent>
        <CardFooter className="justify-between">
          <span>
            Balance <Amount value={available} unit />
          </span>
          <Button type="submit" pending={isRunning} disabled={isShort || !prompt.trim()}>
            {cost === 0 ? (
              'Write it, free for admins'
            ) : (
              <span>
                {run.state === 'failed' ? 'Try again' : 'Write it'} for <Amount value={cost} unit />
              </span>
            )}
          </Button>
        </CardFooter>
      </Card>
    </form>
  )
}
