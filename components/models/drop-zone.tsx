'use client'

import { Upload } from 'lucide-react'
import { type DragEvent, useId, useState } from 'react'
import { useEarlyEntry } from '@/components/ui/use-early-entry'
import { cn } from '@/lib/cn'
import { formatBytes, MAX_MODEL_BYTES, MODEL_EXTENSIONS } from '@/lib/models/model-file'

const LISTED = MODEL_EXTENSIONS.map((extension) => `.${extension}`)

/** Takes one file, dropped onto it or chosen; says which files are meant. */
export function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const [isOver, setOver] = useState(false)
  const hint = useId()
  const chooser = useEarlyEntry<HTMLInputElement>('', take)

  function take(input: HTMLInputElement) {
    const [file] = input.files ?? []
    // The same file can be chosen again after it was refused.
    input.value = ''
    if (file) onFile(file)
  }

  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) onFile(file)
  }

  return (
    <label
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        'flex cursor-pointer flex-col items-center gap-1 rounded-lg border border-input border-dashed px-4 py-8 text-center transition-colors focus-within:border-ring focus-within:ring-[3px] focus-within:ring-ring/25 hover:bg-accent',
        isOver && 'border-brand bg-brand-muted',
      )}
    >
      <Upload aria-hidden className="mb-2 size-5 text-muted-foreground" />
      <span className="font-medium text-sm">
        <span className="text-brand">Choose a file</span> or drop it here
      </span>
      <input
        ref={chooser}
        type="file"
        aria-describedby={hint}
        accept={LISTED.join(',')}
        className="sr-only"
        onChange={({ target }) => take(target)}
      />
      <span id={hint} className="grid gap-0.5 text-muted-foreground text-xs">
        <span>{LISTED.join(', ')}</span>
        <span>Up to {formatBytes(MAX_MODEL_BYTES)}</span>
      </span>
    </label>
  )
}
