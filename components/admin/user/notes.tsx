'use client'

import { StickyNote, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import { toast } from 'sonner'
import { CheckedField, CheckedForm } from '@/components/form/checked-form'
import { useOneAtATime } from '@/components/form/use-one-at-a-time'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { LocalTime } from '@/components/ui/local-time'
import { Textarea } from '@/components/ui/textarea'
import { useRefresh } from '@/components/ui/use-refresh'
import type { Note } from '@/lib/admin/shapes/note'
import { asApiError, deleteJson, postJson } from '@/lib/api-client'
import { useRetryKey } from '../form/use-retry-key'

const MOST = 2_000

function NoteForm({ userId }: { userId: string }) {
  const refresh = useRefresh()
  const { keyFor, forget } = useRetryKey()
  const [body, setBody] = useState('')
  const [problem, setProblem] = useState<string>()

  const { isRunning: isSaving, run: save } = useOneAtATime(async () => {
    setProblem(undefined)
    try {
      await postJson('/api/admin/notes', { userId, id: keyFor(body), body })
      forget(body)
      setBody('')
      refresh()
    } catch (error) {
      setProblem(asApiError(error).message)
    }
  })
  return (
    <CheckedForm className="gap-3" isReady={body.trim() !== ''} onSubmit={save}>
      <CheckedField
        label="New note"
        hint="Admins read it; the person does not."
        error={problem}
        missing={body.trim() === '' && 'Write a note first.'}
      >
        {(control) => (
          <Textarea
            {...control}
            required
            maxLength={MOST}
            className="min-h-20"
            value={body}
            onChange={(event) => setBody(event.target.value)}
          />
        )}
      </CheckedField>
      <div>
        <Button type="submit" pending={isSaving}>
          Add note
        </Button>
      </div>
    </CheckedForm>
  )
}

/** What admins tell each other about somebody. One's own notes can be deleted; the audit log remembers them. */
export function Notes({ userId, notes }: { userId: string; notes: Note[] }) {
  const refresh = useRefresh()
  const title = useId()
  return (
    <section aria-labelledby={title} className="grid gap-6">
      <h2 id={title} tabIndex={-1} className="sr-only">
        Notes
      </h2>
      <NoteForm userId={userId} />
      <Card>
        {notes.length === 0 ? (
          <EmptyState
            icon={<StickyNote />}
            title="No notes"
            description="What the next admin should know about this person."
          />
        ) : (
          <ul className="divide-y">
            {notes.map(({ id, body, author, isOwn, createdAt }) => (
              <li key={id} className="flex items-start gap-4 px-5 py-4 sm:px-6">
                <div className="grid min-w-0 flex-1 gap-1">
                  <p className="wrap-anywhere whitespace-pre-wrap text-sm">{body}</p>
                  <p className="wrap-anywhere flex flex-wrap gap-x-3 gap-y-0.5 text-muted-foreground text-xs">
                    <span>{author ?? 'Deleted user'}</span>
                    <LocalTime iso={createdAt} />
                  </p>
                </div>
                {isOwn ? (
                  <ConfirmDialog
                    trigger={
                      <Button variant="ghost" size="icon-sm" aria-label="Delete note">
                        <Trash2 aria-hidden />
                      </Button>
                    }
                    title="Delete this note?"
                    description="It goes from this page. The audit log keeps what it said."
                    action="Delete"
                    focusAfter={title}
                    onConfirm={async () => {
                      await deleteJson(`/api/admin/notes/${id}`)
                      toast.success('The note is deleted.')
                      refresh()
                    }}
                  />
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Card>
    </section>
  )
}
