import { Button } from '@/components/ui/button'
import { formatBytes } from '@/lib/models/model-file'

type UploadProgressProps = {
  name: string
  bytes: number
  /** How much has gone, from 0 to 1. */
  share: number
  onCancel: () => void
}

/** How far an upload has come, and the way to end it. */
export function UploadProgress({ name, bytes, share, onCancel }: UploadProgressProps) {
  const percent = Math.floor(share * 100)
  return (
    <div className="grid gap-3">
      <div className="flex items-center gap-4">
        <div className="min-w-0">
          <p className="truncate font-medium text-sm">{name}</p>
          <p className="tabular text-muted-foreground text-sm">
            {share < 1
              ? `${percent}% of ${formatBytes(bytes)}`
              : `${formatBytes(bytes)} sent, being checked…`}
          </p>
        </div>
        <Button variant="outline" size="sm" className="ml-auto" onClick={onCancel}>
          Cancel
        </Button>
      </div>
      <div
        role="progressbar"
        aria-label={`Uploading ${name}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="h-2 overflow-hidden rounded-full bg-secondary"
      >
        <div
          className="h-full rounded-full bg-brand transition-[width] duration-300"
          style={{ width: `${percent}%` }}
        />
      </div>
    </div>
  )
}
