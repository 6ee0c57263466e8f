'use client'

import { Scale } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useState } from 'react'
import { toast } from 'sonner'
import { Alert } from '@/components/ui/alert'
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { postJson } from '@/lib/api-client'
import { AdjustOutcome } from './adjust-outcome'
import { Choice } from './choice'

/** More credits than this are typed twice. */
const LARGE = 1_000

type Account = {
  userId: string
  email: string
  /** Credits. */
  available: number
  debt: number
}

/** Opens the window in which an admin adds credits or takes some away. */
export function AdjustDialog(account: Account) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <Button>
          <Scale aria-hidden />
          Adjust balance
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Adjust balance"
        description={<span className="wrap-anywhere">{account.email}</span>}
      >
        <AdjustForm {...account} onDone={() => setIsOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

/** "1,500" and "1500" are 1500; null is no amount. */
const parseCredits = (text: string) => {
  const digits = text.trim().replaceAll(/[,\s]/g, '')
  const value = /^\d{1,16}$/.test(digits) ? Number(digits) : 0
  return value >= 1 && value <= Number.MAX_SAFE_INTEGER ? value : null
}

function AdjustForm({ userId, email, available, debt, onDone }: Account & { onDone: () => void }) {
  const router = useRouter()
  // One key for as long as the window is open: clicked twice, or sent again after no answer came, it is one adjustment.
  const [key] = useState(() => crypto.randomUUID())
  const [isAdding, setIsAdding] = useState(true)
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [confirmation, setConfirmation] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isAsking, setIsAsking] = useState(false)
  // Not the state: a second click comes before the next render.
  const isUnderWay = useRef(false)

  const amount = parseCredits(text)
  const isTooMuch = amount !== null && !isAdding && amount > available
  const isLarge = amount !== null && amount > LARGE
  const isConfirmed =
    confirmation.trim().toLowerCase() === email.toLowerCase() || parseCredits(confirmation) === amount
  const isReady = amount !== null && !isTooMuch && reason.trim() !== '' && (!isLarge || isConfirmed)

  async function adjust(event: FormEvent) {
    event.preventDefault()
    if (!isReady || isUnderWay.current) return
    isUnderWay.current = true
    setIsAsking(true)
    setProblem(null)
    try {
      const body = { userId, amount: isAdding ? amount : -amount, reason: reason.trim() }
      await postJson('/api/admin/credits', body, { idempotencyKey: key })
      toast.success('The balance is adjusted.')
      onDone()
      router.refresh()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'That did not work. Try again.')
    }
    isUnderWay.current = false
    setIsAsking(false)
  }

  return (
    <form className="grid gap-5" onSubmit={adjust}>
      <Choice
        legend="Direction"
        name="direction"
        value={isAdding ? 'add' : 'take'}
        options={[
          ['add', 'Add credits'],
          ['take', 'Take credits away'],
        ]}
        onChange={(value) => setIsAdding(value === 'add')}
      />
      <Field
        label="Credits"
        error={
          text !== '' && amount === null
            ? 'Write a whole number, 1 or more.'
            : isTooMuch
              ? 'That is more than there is.'
              : undefined
        }
      >
        {(control) => (
          <Input
            {...control}
            autoFocus
            inputMode="numeric"
            autoComplete="off"
            className="tabular max-w-40"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Field label="Reason" hint="Kept in the audit log; the person reads it in their history.">
        {(control) => (
          <Textarea
            {...control}
            required
            maxLength={500}
            className="min-h-16"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {isLarge && !isTooMuch ? (
        <Field label="Confirm" hint={`That is a lot. Type ${amount} or the mail address.`}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={confirmation}
              onChange={(event) => setConfirmation(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      <AdjustOutcome
        available={available}
        debt={debt}
        change={isTooMuch ? 0 : (amount ?? 0) * (isAdding ? 1 : -1)}
      />
      {problem ? (
        <Alert variant="destructive" title="Not adjusted">
          {problem}
        </Alert>
      ) : null}
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button variant="ghost">Cancel</Button>
        </DialogClose>
        <Button
          type="submit"
          variant={isAdding ? 'default' : 'destructive'}
          pending={isAsking}
          disabled={!isReady}
        >
          {isAdding ? 'Add' : 'Take away'} {amount === null || isTooMuch ? '' : <Amount value={amount} />}
        </Button>
      </div>
    </form>
  )
}
