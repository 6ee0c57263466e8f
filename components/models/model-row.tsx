'use client'

import { Download, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { LocalTime } from '@/components/ui/local-time'
import { useRefresh } from '@/components/ui/use-refresh'
import { asApiError, deleteJson, getJson } from '@/lib/api-client'
import type { Model } from '@/lib/models/model'
import { formatBytes } from '@/lib/models/model-file'
import { ModelBadge } from './model-badge'

/** One model, with what can be done about it. */
export function ModelRow({ model }: { model: Model }) {
  const refresh = useRefresh()
  const { id, name, status, extension, sizeBytes, createdAt, retainUntil } = model

  async function remove() {
    try {
      await deleteJson(`/api/models/${id}`)
      toast.success(`${name} is deleted`)
    } finally {
      refresh()
    }
  }

  return (
    <li className="flex items-center gap-3 py-3.5 pr-3 pl-5 sm:gap-4 sm:pr-4 sm:pl-6">
      <div className="grid min-w-0 gap-1">
        <div className="flex min-w-0 items-center gap-2">
          <span className="truncate font-medium text-sm">{name}</span>
          <ModelBadge status={status} />
        </div>
        <p className="flex flex-wrap gap-x-3 text-muted-foreground text-xs">
          {sizeBytes === null ? null : (
            <span>
              .{extension}, {formatBytes(sizeBytes)}
            </span>
          )}
          <span>
            Added on <LocalTime iso={createdAt} dateOnly />
          </span>
          {status === 'ready' && retainUntil ? (
            <span>
              Kept until <LocalTime iso={retainUntil} dateOnly />
            </span>
          ) : null}
        </p>
      </div>
      <div className="ml-auto flex shrink-0 gap-1">
        {status === 'ready' ? <DownloadButton id={id} name={name} /> : null}
        {status === 'removing' ? null : (
          <ConfirmDialog
            trigger={
              <Button variant="ghost" size="icon" aria-label={`Delete ${name}`}>
                <Trash2 aria-hidden />
              </Button>
            }
            title={`Delete ${name}?`}
            description="The model and its file are gone for good. This can’t be undone."
            action="Delete model"
            focusAfter="models-title"
            onConfirm={remove}
          />
        )}
      </div>
    </li>
  )
}

function DownloadButton({ id, name }: { id: string; name: string }) {
  const [isPending, setPending] = useState(false)

  async function download() {
    setPending(true)
    try {
      const { url } = await getJson<{ url: string }>(`/api/models/${id}/download`)
      // The answer is saved, and this page stays.
      window.location.assign(url)
    } catch (error) {
      toast.error('The download did not begin', { description: asApiError(error).message })
    } finally {
      setPending(false)
    }
  }

  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={`Download ${name}`}
      pending={isPending}
      onClick={download}
    >
      <Download aria-hidden />
    </Button>
  )
}
