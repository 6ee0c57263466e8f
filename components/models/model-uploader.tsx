'use client'

import { FileBox, X } from 'lucide-react'
import Link from 'next/link'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { toast } from 'sonner'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useRefresh } from '@/components/ui/use-refresh'
import type { ModelAllowance } from '@/lib/models/model'
import { formatBytes, refuseModelFile } from '@/lib/models/model-file'
import { DropZone } from './drop-zone'
import { UploadProgress } from './upload-progress'
import { useUpload } from './use-upload'

const MAX_NAME = 120

/** File in, model kept: one at a time, as many as the plan keeps. */
export function ModelUploader({ allowance }: { allowance: ModelAllowance }) {
  const refresh = useRefresh()
  const [file, setFile] = useState<File | null>(null)
  const [name, setName] = useState('')
  const { share, problem, upload, cancel, refuse, forgive } = useUpload((model) => {
    if (model) {
      toast.success(`${model.name} is stored`)
      setFile(null)
    }
    refresh()
  })
  const { planName, maxModels, retentionDays, used } = allowance
  const step = share !== null && file ? 'upload' : used >= maxModels ? 'full' : file ? 'name' : 'choose'
  const content = useRef<HTMLDivElement>(null)
  const shown = useRef(step)

  useEffect(() => {
    const isNew = shown.current !== step
    shown.current = step
    // What had the focus is gone, unless that is elsewhere on the page.
    if (!isNew || document.activeElement !== document.body) return
    const { current: now } = content
    const next = now?.querySelector<HTMLElement>('input') ?? now?.querySelector<HTMLElement>('button, a')
    next?.focus()
  }, [step])

  function choose(chosen: File) {
    const refusal = refuseModelFile(chosen)
    if (refusal) return refuse(refusal)
    forgive()
    setFile(chosen)
    setName(chosen.name.replace(/\.\w+$/, '').slice(0, MAX_NAME))
  }

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (file) void upload(file, name)
  }

  const isNameTaken = problem?.code === 'name_taken'
  return (
    <Card>
      <CardHeader>
        <CardTitle>Upload a model</CardTitle>
        <CardDescription>
          {used} of {maxModels} models on the {planName} plan, each kept for {retentionDays}{' '}
          {retentionDays === 1 ? 'day' : 'days'}.
        </CardDescription>
      </CardHeader>
      <CardContent ref={content} className="grid gap-4">
        {problem && !isNameTaken ? (
          <Alert variant="destructive" title={problem.title}>
            {problem.text}
          </Alert>
        ) : null}
        {share !== null && file ? (
          <UploadProgress name={name} bytes={file.size} share={share} onCancel={cancel} />
        ) : step === 'full' ? (
          <Alert title={`Your plan keeps ${maxModels} models at a time`}>
            Delete one to make room for another, or{' '}
            <Link href="/billing" className="link">
              choose a larger plan
            </Link>
            .
          </Alert>
        ) : file ? (
          <form onSubmit={submit} className="grid gap-4">
            <div className="flex items-center gap-3 rounded-lg border px-3 py-2.5 text-sm">
              <FileBox aria-hidden className="size-5 shrink-0 text-muted-foreground" />
              <span className="min-w-0 truncate">{file.name}</span>
              <span className="ml-auto shrink-0 text-muted-foreground">{formatBytes(file.size)}</span>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label="Choose another file"
                onClick={() => setFile(null)}
              >
                <X aria-hidden />
              </Button>
            </div>
            <Field label="Name" error={isNameTaken ? problem.text : undefined}>
              {(control) => (
                <Input
                  {...control}
                  name="name"
                  required
                  maxLength={MAX_NAME}
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
            <Button type="submit" className="w-full sm:w-fit">
              Upload
            </Button>
          </form>
        ) : (
          <DropZone onFile={choose} />
        )}
      </CardContent>
    </Card>
  )
}
