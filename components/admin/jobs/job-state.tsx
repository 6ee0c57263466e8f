import { Badge } from '@/components/ui/badge'

type JobStateProps = {
  /** Null: it never ran. */
  last: { error: string | null } | null
  isLate: boolean
}

/** How the last run of a job went, and whether there should have been one since. */
export function JobState({ last, isLate }: JobStateProps) {
  return (
    <>
      {isLate ? <Badge variant="warning">Late</Badge> : null}
      {!last ? (
        <Badge variant="secondary">Never run</Badge>
      ) : last.error ? (
        <Badge variant="destructive">Failed</Badge>
      ) : isLate ? null : (
        <Badge variant="success">Succeeded</Badge>
      )}
    </>
  )
}
