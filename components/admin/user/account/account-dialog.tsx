'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { toast } from 'sonner'
import { CheckedForm } from '@/components/form/checked-form'
import { FormDialog } from '@/components/form/form-dialog'
import { FormEnd, type Refusal } from '@/components/form/form-end'
import { isTyped, TypedConfirmation } from '@/components/form/typed-confirmation'
import { useOneAtATime } from '@/components/form/use-one-at-a-time'
import { useRefresh } from '@/components/ui/use-refresh'
import { asApiError, postJson } from '@/lib/api-client'
import { ReasonField } from '../../form/reason-field'
import { explainRefusal, HAD_ARRIVED } from '../../form/refusal'

type AccountAction = {
  /** Of the person, typed to confirm. */
  email: string
  /** What is asked for: a route, and what it takes beside the reason. */
  path: string
  body?: Record<string, string>
  /** The label of the button that does it. */
  action: string
  /** What is said once it is done. */
  done: string
  /** Where it goes on when the account is deleted by it; else on the page as it then is. */
  next?: Route
  isDestructive?: boolean
}

type AccountDialogProps = AccountAction & { trigger: ReactNode; title: string; description: ReactNode }

const NOT_DONE = 'That did not work'

const REFUSALS: Record<string, string> = {
  only_admin: 'This is the only admin. Make somebody else an admin first.',
  own_account: 'To delete your own account, go to Settings, Your data.',
}

/** Opens the window in which an admin types somebody's address and says why, before something that weighs. */
export function AccountDialog({ trigger, title, description, ...action }: AccountDialogProps) {
  return (
    <FormDialog role="alertdialog" title={title} description={description} trigger={trigger}>
      {(close) => <AccountForm {...action} onDone={close} />}
    </FormDialog>
  )
}

function AccountForm(props: AccountAction & { onDone: () => void }) {
  const { email, path, body, action, done, next, isDestructive, onDone } = props
  const router = useRouter()
  const refresh = useRefresh()
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<Refusal | null>(null)
  const isReady = isTyped(typed, email) && reason.trim() !== ''

  const { isRunning, run } = useOneAtATime(async () => {
    setProblem(null)
    const finish = (said: string) => {
      toast.success(said)
      onDone()
      if (next) router.push(next)
      refresh()
    }
    try {
      await postJson(path, { ...body, reason: reason.trim() })
      finish(done)
    } catch (error) {
      const refusal = asApiError(error)
      if (next && refusal.code === 'account_not_found') return finish(HAD_ARRIVED)
      const text = REFUSALS[String(refusal.details.reason)]
      setProblem(text ? { title: NOT_DONE, text } : explainRefusal(refusal, NOT_DONE))
    }
  })

  return (
    <CheckedForm isReady={isReady} onSubmit={run}>
      <ReasonField
        hint="Kept in the audit log; the person does not see it."
        value={reason}
        onChange={setReason}
      />
      <TypedConfirmation text={email} value={typed} onChange={setTyped} />
      <FormEnd problem={problem} isRunning={isRunning} isDestructive={isDestructive}>
        {action}
      </FormEnd>
    </CheckedForm>
  )
}
